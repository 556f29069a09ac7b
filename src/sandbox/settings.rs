//! How the sandbox room is set up.

use std::time::Duration;

/// What an operator may set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The engine's address (`unix:///var/run/docker.sock`, `tcp://...`, `ssh` is not supported); the environment's
    /// `DOCKER_HOST` or the engine's usual socket when absent.
    pub engine: Option<String>,
    /// An OCI runtime that the engine knows, e.g. `runsc` for gVisor; the engine's default when absent.
    pub oci_runtime: Option<String>,
    /// Sandboxes that wait, started and connected; as many as the engine has cores, at least two, when absent. Zero
    /// starts each one when it is asked for.
    pub warm: Option<usize>,
    /// How many sandboxes will be taken in all, where that is known: no more than these are started ahead.
    /// Failed starts and sandboxes that died count, too: what is tried again after them is started when it is asked for.
    pub expected: Option<usize>,
    /// How much of the engine's memory the limits of all waiting sandboxes together may claim, in MiB; half of it when absent.
    pub warm_memory_mebibytes: Option<u64>,
    /// How long any single call to the engine may take.
    pub call_deadline: Duration,
    /// How long a sandbox may take from its container's start until its agent is connected.
    pub start_deadline: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            engine: None,
            oci_runtime: None,
            warm: None,
            expected: None,
            warm_memory_mebibytes: None,
            call_deadline: Duration::from_secs(30),
            start_deadline: Duration::from_secs(20),
        }
    }
}
