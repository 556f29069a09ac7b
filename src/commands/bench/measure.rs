//! The measurements.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use futures::{StreamExt, TryStreamExt};
use time::OffsetDateTime;
use tokio::process::Command;

use super::figures::{Facts, Figures, Latency, Throughput, median, quantile};
use super::peers::{Case, Peer};
use crate::challenge::{Challenge, KnownSubmission, Packages};
use crate::grading::{Grader, Options};
use crate::report::Verdict;
use crate::sandbox::Runtime;
use crate::submission::{SourceLimits, Submission};

pub const OURS: &str = "Assay";
const SUBMITTERS: [usize; 4] = [1, 2, 4, 8];
const PEERS_AT_ONCE: [usize; 3] = [1, 2, 4];
/// Starts at once that engines bear.
const STARTS_AT_ONCE: usize = 2;
/// How long a warm sandbox is waited for before a measurement begins.
const PATIENCE: Duration = Duration::from_secs(30);
const BRIDGE_ROUNDS: &str = "10";

pub struct Bench {
    runtime: Arc<Runtime>,
    grader: Grader,
    python: PathBuf,
    rounds: usize,
    submissions: usize,
}

impl Bench {
    pub fn new(runtime: Arc<Runtime>, python: PathBuf, rounds: usize, submissions: usize) -> Self {
        Self {
            grader: Grader::new(runtime.clone()),
            runtime,
            python,
            rounds,
            submissions,
        }
    }

    pub async fn run(&self, challenges: &[Challenge]) -> anyhow::Result<Figures> {
        let plain = Packages::default();
        let image = self.runtime.examiner_image(&plain).await?.name;
        let mut left_out = Vec::new();
        let mut peers = Vec::new();
        for peer in [
            Peer::Pytest,
            Peer::DockerRun(image.clone()),
            Peer::Bubblewrap,
        ] {
            match peer.check().await {
                Ok(()) => peers.push(peer),
                Err(reason) => left_out.push(reason),
            }
        }
        let mut latency = Vec::new();
        for challenge in challenges {
            tracing::info!(challenge = challenge.name, "measuring latency");
            latency.extend(self.latency(challenge, &peers).await?);
        }
        let last = challenges.last().context("no challenge was named")?;
        tracing::info!("measuring throughput");
        let throughput = self.throughput(last, &peers).await?;
        let engine_ceiling_per_second = self.ceiling(last).await?;
        let machine = self.runtime.machine();
        Ok(Figures {
            date: OffsetDateTime::now_utc().date().to_string(),
            machine: Facts {
                cores: machine.cores,
                memory_mebibytes: machine.memory_bytes / 1024 / 1024,
                engine: format!("Docker {}", machine.engine_version),
                python: self.runtime.python(&plain).await?,
                build: if cfg!(debug_assertions) {
                    "debug"
                } else {
                    "release"
                },
            },
            latency,
            throughput,
            engine_ceiling_per_second,
            bridge: bridge(&image).await.unwrap_or_else(|error| {
                left_out.push(format!("the bridge's own figures: {error:#}"));
                serde_json::Value::Null
            }),
            left_out,
        })
    }

    /// Every way once a round; the first round only warms them.
    async fn latency(&self, challenge: &Challenge, peers: &[Peer]) -> anyhow::Result<Vec<Latency>> {
        let known = accepted(challenge)?;
        let case = Case::new(challenge, &known.files, &self.python)?;
        self.runtime.keep_warm(&challenge.settings.limits);
        let mut ours = Vec::new();
        let mut theirs = vec![Vec::new(); peers.len()];
        for round in 0..=self.rounds {
            self.warm().await;
            let mine = milliseconds(self.grade(challenge, known)).await?;
            let mut others = Vec::new();
            for peer in peers {
                others.push(milliseconds(case.run(peer)).await?);
            }
            if round > 0 {
                ours.push(mine);
                for (all, one) in theirs.iter_mut().zip(others) {
                    all.push(one);
                }
            }
        }
        let row = |way, times: &[f64]| Latency {
            challenge: challenge.name.clone(),
            way,
            rounds: times.len(),
            median_ms: median(times),
            p95_ms: quantile(times, 0.95),
            assay_over_it: median(
                &ours
                    .iter()
                    .zip(times)
                    .map(|(mine, other)| mine / other)
                    .collect::<Vec<_>>(),
            ),
        };
        let rows = peers
            .iter()
            .zip(&theirs)
            .map(|(peer, times)| row(peer.name(), times));
        Ok(std::iter::once(row(OURS, &ours)).chain(rows).collect())
    }

    async fn throughput(
        &self,
        challenge: &Challenge,
        peers: &[Peer],
    ) -> anyhow::Result<Vec<Throughput>> {
        let known = accepted(challenge)?;
        let case = Case::new(challenge, &known.files, &self.python)?;
        let mut rows = Vec::new();
        for at_once in SUBMITTERS {
            let rate = self
                .rate(at_once, self.submissions, || self.grade(challenge, known))
                .await?;
            rows.push(row(OURS, at_once, rate));
        }
        for peer in peers {
            for at_once in PEERS_AT_ONCE {
                let count = (self.submissions / 2).max(1);
                let rate = self.rate(at_once, count, || case.run(peer)).await?;
                rows.push(row(peer.name(), at_once, rate));
            }
        }
        Ok(rows)
    }

    /// Empty sandboxes a second: what no way that has a container for each submission can pass.
    async fn ceiling(&self, challenge: &Challenge) -> anyhow::Result<f64> {
        let limits = &challenge.settings.limits;
        self.rate(STARTS_AT_ONCE, self.submissions, async || {
            Ok(self.runtime.start_and_remove_empty(limits).await?)
        })
        .await
    }

    async fn rate(
        &self,
        at_once: usize,
        count: usize,
        work: impl AsyncFn() -> anyhow::Result<()>,
    ) -> anyhow::Result<f64> {
        self.warm().await;
        let began = Instant::now();
        futures::stream::iter(0..count)
            .map(async |_| work().await)
            .buffer_unordered(at_once)
            .try_collect::<Vec<()>>()
            .await?;
        Ok(count as f64 / began.elapsed().as_secs_f64())
    }

    async fn grade(&self, challenge: &Challenge, known: &KnownSubmission) -> anyhow::Result<()> {
        let modules = &challenge.settings.modules;
        let limits = SourceLimits::default();
        let submission = Submission::of_files(known.files.clone(), modules, &limits)?;
        let options = Options::default();
        let report = self
            .grader
            .grade(challenge, &submission, &options, &mut |_| {})
            .await;
        ensure!(
            report.verdict == Verdict::Passed,
            "{} did not pass: {}",
            known.path,
            report.message
        );
        Ok(())
    }

    /// Waits until a sandbox is warm, so that what is measured is a warm verdict.
    async fn warm(&self) {
        let began = Instant::now();
        while self.runtime.ready() == 0 && began.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn row(way: &'static str, at_once: usize, submissions_per_second: f64) -> Throughput {
    Throughput {
        way,
        at_once,
        submissions_per_second,
    }
}

fn accepted(challenge: &Challenge) -> anyhow::Result<&KnownSubmission> {
    let none = || format!("`{}` has no accepted submission", challenge.name);
    challenge.accepted().with_context(none)
}

async fn milliseconds(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<f64> {
    let began = Instant::now();
    work.await?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

/// What the bridge says of itself, in a container of the examiner's image.
async fn bridge(image: &str) -> anyhow::Result<serde_json::Value> {
    let module = "assay_runner.examiner.bench";
    let ended = Command::new("docker")
        .args(["run", "--rm", "--network", "none", "--tmpfs", "/tmp", image])
        .args(["python3", "-m", module, "--rounds", BRIDGE_ROUNDS])
        .output()
        .await?;
    ensure!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr).trim()
    );
    Ok(serde_json::from_slice(&ended.stdout)?)
}
