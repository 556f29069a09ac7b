//! How many verdicts come a second, and how many empty sandboxes the engine can start and remove at best.

use std::time::Instant;

use futures::{StreamExt, TryStreamExt};

use super::figures::Throughput;
use super::latency::OURS;
use super::peers::{Case, Peer};
use super::subject::Subject;
use crate::limits::Limits;
use crate::sandbox::Runtime;

const SUBMITTERS: [usize; 4] = [1, 2, 4, 8];
const PEERS_AT_ONCE: [usize; 3] = [1, 2, 4];
/// Starts at once that engines bear.
const STARTS_AT_ONCE: usize = 2;

/// Every way with so many submissions; the slow ones with half of them.
pub async fn measure(
    subject: &Subject<'_>,
    case: &Case,
    peers: &[Peer],
    submissions: usize,
) -> anyhow::Result<Vec<Throughput>> {
    let mut rows = Vec::new();
    for at_once in SUBMITTERS {
        subject.warm().await;
        let grade = || async { subject.grade().await.map(|_| ()) };
        rows.push(Throughput {
            way: OURS,
            at_once,
            submissions_per_second: rate(at_once, submissions, grade).await?,
        });
    }
    for peer in peers {
        for at_once in PEERS_AT_ONCE {
            let count = (submissions / 2).max(1);
            rows.push(Throughput {
                way: peer.name(),
                at_once,
                submissions_per_second: rate(at_once, count, || case.run(peer)).await?,
            });
        }
    }
    Ok(rows)
}

/// Empty sandboxes a second: what no way that has a container for each submission can pass.
pub async fn ceiling(
    runtime: &Runtime,
    limits: &Limits,
    submissions: usize,
) -> anyhow::Result<f64> {
    rate(STARTS_AT_ONCE, submissions, async || {
        Ok(runtime.start_and_remove_empty(limits).await?)
    })
    .await
}

async fn rate(
    at_once: usize,
    count: usize,
    work: impl AsyncFn() -> anyhow::Result<()>,
) -> anyhow::Result<f64> {
    let began = Instant::now();
    futures::stream::iter(0..count)
        .map(async |_| work().await)
        .buffer_unordered(at_once)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(count as f64 / began.elapsed().as_secs_f64())
}
