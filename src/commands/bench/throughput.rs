//! How many verdicts come a second, and how many empty sandboxes the engine can start and remove at best; and what CPU time
//! of the machine each takes.

use std::time::Instant;

use futures::{StreamExt, TryStreamExt};

use super::cpu::Cpu;
use super::figures::{Ceiling, CpuOfOurs, Throughput};
use super::latency::OURS;
use super::peers::{Case, Peer};
use super::statistics::median;
use super::subject::{Subject, Took};
use crate::limits::Limits;
use crate::sandbox::Runtime;

const SUBMITTERS: [usize; 4] = [1, 2, 4, 8];
const PEERS_AT_ONCE: [usize; 3] = [1, 2, 4];
/// Of so many at once it is told where the CPU time goes.
const LOOKED_AT: usize = 4;
/// Starts at once that engines bear.
const STARTS_AT_ONCE: usize = 2;

/// Every way with so many submissions; the slow ones with half of them.
pub async fn measure(
    subject: &Subject<'_>,
    case: &Case,
    peers: &[Peer],
    submissions: usize,
) -> anyhow::Result<(Vec<Throughput>, Option<CpuOfOurs>)> {
    let (mut rows, mut looked_at) = (Vec::new(), None);
    for at_once in SUBMITTERS {
        subject.warm().await;
        let (rate, took) = rate(at_once, submissions, async || subject.grade().await).await?;
        if at_once == LOOKED_AT {
            looked_at = rate.cpu.map(|cpu| of_ours(at_once, cpu, &took));
        }
        rows.push(rate.row(OURS, at_once));
    }
    for peer in peers {
        for at_once in PEERS_AT_ONCE {
            let count = (submissions / 2).max(1);
            let (rate, _) = rate(at_once, count, || case.run(peer)).await?;
            rows.push(rate.row(peer.name(), at_once));
        }
    }
    Ok((rows, looked_at))
}

/// Empty sandboxes a second: what no way that has a container for each submission can pass.
pub async fn ceiling(
    runtime: &Runtime,
    limits: &Limits,
    submissions: usize,
) -> anyhow::Result<Ceiling> {
    let (rate, _) = rate(STARTS_AT_ONCE, submissions, async || {
        Ok(runtime.start_and_remove_empty(limits).await?)
    })
    .await?;
    Ok(Ceiling {
        sandboxes_per_second: rate.per_second,
        cpu_ms_for_each: rate.cpu.map(|cpu| cpu.machine_ms),
    })
}

/// How many came a second, and the CPU time of each.
struct Rate {
    per_second: f64,
    cpu: Option<Cpu>,
}

impl Rate {
    fn row(&self, way: &'static str, at_once: usize) -> Throughput {
        Throughput {
            way,
            at_once,
            submissions_per_second: self.per_second,
            cpu_ms_for_each: self.cpu.map(|cpu| cpu.machine_ms),
        }
    }
}

async fn rate<T>(
    at_once: usize,
    count: usize,
    work: impl AsyncFn() -> anyhow::Result<T>,
) -> anyhow::Result<(Rate, Vec<T>)> {
    let (before, began) = (Cpu::now(), Instant::now());
    let done: Vec<T> = futures::stream::iter(0..count)
        .map(async |_| work().await)
        .buffer_unordered(at_once)
        .try_collect()
        .await?;
    let per_second = count as f64 / began.elapsed().as_secs_f64();
    let spent = before.zip(Cpu::now());
    let cpu = spent.map(|(before, now)| now.since(before).shared_by(count));
    Ok((Rate { per_second, cpu }, done))
}

fn of_ours(at_once: usize, cpu: Cpu, took: &[Took]) -> CpuOfOurs {
    let middle = |part: fn(&Took) -> f64| median(&took.iter().map(part).collect::<Vec<_>>());
    CpuOfOurs {
        at_once,
        machine_ms: cpu.machine_ms,
        examiner_ms: middle(|took| took.examiner_cpu_ms),
        sandbox_ms: middle(|took| took.sandbox_cpu_ms),
        own_ms: cpu.own_ms,
    }
}
