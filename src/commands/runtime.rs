//! A runtime for one command: started, used, and cleaned up whatever happens.

use std::sync::Arc;

use anyhow::Context;

use crate::sandbox::{Runtime, Settings};

/// Does `work` with a started runtime and removes every container afterwards, also when somebody interrupts it.
pub async fn with_runtime<T>(
    settings: Settings,
    work: impl AsyncFnOnce(Arc<Runtime>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let runtime = Arc::new(Runtime::start(settings).await?);
    let result = tokio::select! {
        result = work(runtime.clone()) => result,
        signal = interruption() => Err(match signal {
            Ok(()) => anyhow::anyhow!("interrupted; what was not finished is lost, every container is removed"),
            Err(error) => anyhow::Error::new(error).context("could not listen for an interruption"),
        }),
    };
    runtime.shutdown().await;
    result
}

/// Does work that has no end of its own: an interruption is how it ends well.
pub async fn with_runtime_until_interrupted(
    settings: Settings,
    work: impl AsyncFnOnce(Arc<Runtime>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let runtime = Arc::new(Runtime::start(settings).await?);
    let result = tokio::select! {
        result = work(runtime.clone()) => result,
        signal = interruption() => signal.context("could not listen for an interruption"),
    };
    runtime.shutdown().await;
    result
}

async fn interruption() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}
