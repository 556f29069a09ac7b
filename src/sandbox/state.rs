//! How a container stands, as the engine tells from outside. Nobody in the sandbox is asked.

use std::time::Duration;

use bollard::models::ContainerMemoryStats;
use bollard::query_parameters::StatsOptions;
use futures::{FutureExt, StreamExt};

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

/// Bytes that the container's control group holds, without file pages that the kernel can take back at once.
/// An error for a container in another one's network namespace, of which Docker 20.10 tells nothing.
pub(crate) async fn memory_bytes(engine: &Engine, container: &str) -> Result<u64, SandboxError> {
    let attempted = "tell a sandbox's memory";
    // One look: the engine would otherwise wait for a second one to tell CPU time by.
    let options = StatsOptions {
        stream: false,
        one_shot: true,
    };
    let stats = engine.docker().stats(container, Some(options));
    let looked = engine.call(
        attempted,
        stats.into_future().map(|(first, _)| first.transpose()),
    );
    let memory = looked.await?.and_then(|stats| stats.memory_stats);
    memory.and_then(held).ok_or_else(|| SandboxError::Engine {
        attempted: attempted.to_owned(),
        reason: "it told nothing of this container's".to_owned(),
        status: None,
    })
}

/// As `docker stats` counts it; the field's name depends on the control group's version.
fn held(memory: ContainerMemoryStats) -> Option<u64> {
    let usage = memory.usage?;
    let stats = memory.stats.unwrap_or_default();
    let inactive = ["total_inactive_file", "inactive_file"]
        .into_iter()
        .find_map(|name| stats.get(name));
    Some(usage.saturating_sub(inactive.copied().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(usage: Option<u64>, stats: &[(&str, u64)]) -> ContainerMemoryStats {
        let stats = stats
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), *bytes));
        ContainerMemoryStats {
            usage,
            stats: Some(stats.collect()),
            ..ContainerMemoryStats::default()
        }
    }

    #[test]
    fn file_pages_that_can_be_taken_back_do_not_count() {
        let first = memory(
            Some(100),
            &[("inactive_file", 5), ("total_inactive_file", 30)],
        );
        assert_eq!(held(first), Some(70));
        assert_eq!(held(memory(Some(100), &[("inactive_file", 40)])), Some(60));
        assert_eq!(held(memory(None, &[])), None);
    }
}
