//! What a sandbox costs that waits, started and connected.

use super::figures::Memory;
use super::statistics::{median, quantile};
use crate::limits::Limits;
use crate::sandbox::Runtime;

/// How many are looked at, all alive at once.
const SANDBOXES: usize = 4;

/// Takes some and asks the engine of each.
pub async fn measure(runtime: &Runtime, limits: &Limits) -> anyhow::Result<Memory> {
    // Docker tells nothing of a container that shares another one's network namespace, so these have one each.
    let limits = &Limits {
        sockets: true,
        ..limits.clone()
    };
    let mut taken = Vec::new();
    for _ in 0..SANDBOXES {
        taken.push(runtime.take(limits).await?);
    }
    let mut mebibytes = Vec::new();
    for sandbox in &taken {
        mebibytes.push(sandbox.memory_bytes().await? as f64 / 1024.0 / 1024.0);
    }
    for sandbox in taken {
        sandbox.remove().await;
    }
    Ok(Memory {
        sandboxes: SANDBOXES,
        median_mebibytes: median(&mebibytes),
        most_mebibytes: quantile(&mebibytes, 1.0),
        limit_mebibytes: limits.memory_mebibytes,
    })
}
