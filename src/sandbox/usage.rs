//! What a container used and how it ended, as the engine tells from outside. Nobody in the sandbox is asked.

use std::time::Duration;

use bollard::exec::{CreateExecOptions, StartExecResults};
use bollard::query_parameters::StatsOptions;
use futures::StreamExt;

use super::SandboxError;
use super::engine::Engine;

/// A number is worth waiting for, but not long: a report without it is still a report.
const DEADLINE: Duration = Duration::from_secs(3);

/// Observed from outside the sandbox; absent where the engine does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Used {
    /// CPU time of every process in it so far.
    pub cpu_ms: Option<f64>,
    /// The most memory it held at once.
    pub peak_memory_bytes: Option<u64>,
}

/// Asks once, without the second that the engine otherwise waits to compute a rate.
pub(crate) async fn of(engine: &Engine, container: &str) -> Used {
    let options = StatsOptions {
        stream: false,
        one_shot: true,
    };
    let mut answers = Box::pin(engine.docker().stats(container, Some(options)));
    let answer = async { answers.next().await.transpose() };
    let stats = match engine
        .call_within(DEADLINE, "tell what a sandbox used", answer)
        .await
    {
        Ok(stats) => stats.unwrap_or_default(),
        Err(error) => {
            tracing::warn!(%error, container, "a sandbox's use is not known");
            return Used::default();
        }
    };
    let cpu = stats
        .cpu_stats
        .and_then(|cpu| cpu.cpu_usage?.total_usage)
        .filter(|nanoseconds| *nanoseconds > 0);
    // Only cgroup v1 keeps the peak in the engine's statistics.
    let peak = match stats.memory_stats.and_then(|memory| memory.max_usage) {
        Some(peak) => Some(peak),
        None if cpu.is_some() => peak_of_cgroup(engine, container).await,
        None => None,
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a nanosecond in many days is not missed"
    )]
    let cpu_ms = cpu.map(|nanoseconds| nanoseconds as f64 / 1e6);
    Used {
        cpu_ms,
        peak_memory_bytes: peak,
    }
}

/// The kernel's own count. The program that reads it comes from the read-only image and runs as another user than the
/// candidate's, so nothing in the sandbox can answer in its place.
async fn peak_of_cgroup(engine: &Engine, container: &str) -> Option<u64> {
    let docker = engine.docker();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let asked = async {
        let options = CreateExecOptions {
            attach_stdout: Some(true),
            user: Some("65534:65534".to_owned()),
            cmd: Some(words(&["/bin/cat", "/sys/fs/cgroup/memory.peak"])),
            ..CreateExecOptions::default()
        };
        let exec = docker.create_exec(container, options).await?;
        let mut answer = Vec::new();
        if let StartExecResults::Attached { mut output, .. } =
            docker.start_exec(&exec.id, None).await?
        {
            while let Some(part) = output.next().await {
                answer.extend_from_slice(part?.as_ref());
                if answer.len() > 64 {
                    break;
                }
            }
        }
        Ok(answer)
    };
    let answer = engine
        .call_within(DEADLINE, "read a sandbox's peak of memory", asked)
        .await;
    String::from_utf8(answer.ok()?).ok()?.trim().parse().ok()
}

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
