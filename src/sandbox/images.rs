//! The runner's images, for the command line.

use super::build;
pub use super::build::Inputs;
use super::engine::Engine;
use super::image::{self, Image};
use super::lock::Lock;
use super::{SandboxError, Settings};
use crate::challenge::Packages;

/// An engine that builds and finds images.
#[derive(Debug)]
pub struct Images {
    engine: Engine,
}

impl Images {
    /// Connects with the engine.
    pub async fn connect(settings: &Settings) -> Result<Self, SandboxError> {
        let engine = Engine::connect(settings.engine.as_deref(), settings.call_deadline).await?;
        Ok(Self { engine })
    }

    /// Builds the sandbox's and the examiner's image with these packages where they are absent. A lock is followed
    /// instead of resolving the packages.
    pub async fn build(
        &self,
        inputs: Inputs<'_>,
        packages: &Packages,
        lock: Option<&Lock>,
        mut tell: impl FnMut(&str),
    ) -> Result<[Image; 2], SandboxError> {
        let pair = build::pair(&self.engine, inputs, packages, lock, &mut tell).await?;
        Ok([pair.sandbox, pair.examiner])
    }

    /// Both images with these packages, made from exactly this binary's inputs, or what is wrong.
    pub async fn find(&self, packages: &Packages) -> Result<[Image; 2], SandboxError> {
        let pair = image::pair(&self.engine, packages).await?;
        Ok([pair.sandbox, pair.examiner])
    }
}
