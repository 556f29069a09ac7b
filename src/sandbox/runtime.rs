//! The room's front: one examiner that lives as long as it can, and a pool of sandboxes connected with it.

use super::{SandboxError, Settings};
use crate::examiner::link::Link;
use crate::limits::Limits;

/// An examiner and its sandboxes. Share it in an `Arc`.
#[derive(Debug)]
pub struct Runtime {}

impl Runtime {
    /// Connects with the engine, sweeps what a crash left, starts the examiner and begins to warm sandboxes.
    pub async fn start(_settings: Settings) -> Result<Self, SandboxError> {
        todo!("being written")
    }

    /// The content hash of the images, for reports.
    pub fn image(&self) -> &str {
        todo!("being written")
    }

    /// The link to a living examiner; starts a new one when the last has ended. For work that needs no sandbox.
    pub async fn link(&self) -> Result<Link, SandboxError> {
        todo!("being written")
    }

    /// Keeps sandboxes with these limits warm from now on.
    pub fn keep_warm(&self, _limits: &Limits) {
        todo!("being written")
    }

    /// Takes a sandbox whose agent is connected: a warm one, or else one that is started now.
    pub async fn take(&self, _limits: &Limits) -> Result<Sandbox, SandboxError> {
        todo!("being written")
    }

    /// Removes every container and the volume. What is not removed (a killed process) the next start sweeps.
    pub async fn shutdown(&self) {
        todo!("being written")
    }
}

/// One throwaway container, owned. Dropping it has it removed in the background.
#[derive(Debug)]
pub struct Sandbox {}

impl Sandbox {
    /// Its user id: by this the examiner knows it.
    pub fn user_id(&self) -> u32 {
        todo!("being written")
    }

    /// The examiner it is connected with. Use this one for the run: after an examiner's death, [`Runtime::link`] is another.
    pub fn link(&self) -> &Link {
        todo!("being written")
    }

    /// What it used so far, as the engine saw it from outside. Ask before [`Sandbox::remove`].
    pub async fn used(&self) -> Used {
        todo!("being written")
    }

    /// Whether the kernel ended a process of this sandbox at its memory limit, as the engine saw it from outside.
    pub async fn out_of_memory(&self) -> bool {
        todo!("being written")
    }

    /// Kills and removes it now, and waits until the engine has done so. Errors are logged and tried again in the background.
    pub async fn remove(self) {
        todo!("being written")
    }
}

/// Observed from outside the sandbox; absent where the engine does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Used {
    pub cpu_ms: Option<f64>,
    pub peak_memory_bytes: Option<u64>,
}
