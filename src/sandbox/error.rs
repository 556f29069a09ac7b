//! What can go wrong with containers. All of it is our fault (or the operator's), never the candidate's.

use std::time::Duration;

use thiserror::Error;

use crate::examiner::link::LinkError;

/// Why a sandbox, an image or the engine could not be had.
#[derive(Debug, Error)]
pub enum SandboxError {
    /// Nothing answers at the engine's address.
    #[error(
        "no Docker engine answers at {address}: {reason}. Is it running? `assay doctor` says what to do"
    )]
    NoEngine { address: String, reason: String },
    /// The engine refused what was asked of it.
    #[error("the engine could not {attempted}: {reason}")]
    Engine {
        attempted: String,
        reason: String,
        /// The HTTP status of its answer, if it gave one.
        status: Option<u16>,
    },
    /// The engine did not answer in time.
    #[error("the engine did not {attempted} within {} s; it may be overloaded", deadline.as_secs_f32())]
    Deadline {
        attempted: String,
        deadline: Duration,
    },
    /// An image is absent or made from other inputs.
    #[error("the image {image} is not there: run `make image`, or `assay image build`")]
    NoImage { image: String },
    /// No image holds what a challenge declares.
    #[error("no image is built that holds {packages}")]
    NoPackages { packages: String },
    /// A declared package cannot be had.
    #[error("{reason}")]
    NoSuchPackage { requirement: String, reason: String },
    /// The images cannot be built from what is here.
    #[error("the image cannot be built: {reason}")]
    Inputs { reason: String },
    /// The image could not be built.
    #[error("the image {image} could not be built: {reason}")]
    Build { image: String, reason: String },
    /// The container runs, but its agent did not connect with the examiner.
    #[error("a sandbox did not connect with the examiner: {reason}")]
    NotConnected { reason: String },
    /// The examiner does not answer.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The runtime is being shut down.
    #[error("Assay is shutting down")]
    ShuttingDown,
}

impl SandboxError {
    /// Whether the engine answered, and the answer was no.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Engine {
                status: Some(_),
                ..
            }
        )
    }

    /// Whether the engine said that the thing does not exist.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(
            self,
            Self::Engine {
                status: Some(404),
                ..
            }
        )
    }
}
