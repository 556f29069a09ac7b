//! How a container stands, as the engine tells from outside. Nobody in the sandbox is asked.

use std::time::Duration;

use super::SandboxError;
use super::engine::Engine;

/// How long the engine may take to tell how a sandbox ended.
const DEADLINE: Duration = Duration::from_secs(3);

/// Whether the container's first process ended at the memory limit.
pub(crate) async fn first_process_ran_out_of_memory(engine: &Engine, container: &str) -> bool {
    let inspection = engine.docker().inspect_container(container, None);
    let inspected = engine
        .call_within(DEADLINE, "inspect a sandbox", inspection)
        .await;
    match inspected {
        Ok(found) => found.state.and_then(|state| state.oom_killed) == Some(true),
        Err(error) => {
            tracing::warn!(%error, container, "how a sandbox ended is not known");
            false
        }
    }
}

/// Whether the container's first process is alive.
pub(crate) async fn runs(engine: &Engine, container: &str) -> Result<bool, SandboxError> {
    let inspection = engine.docker().inspect_container(container, None);
    let found = engine.call("inspect a sandbox", inspection).await?;
    Ok(found.state.and_then(|state| state.running) == Some(true))
}
