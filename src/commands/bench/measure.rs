//! All measurements of one run, one after the other.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use time::OffsetDateTime;

use super::figures::{Facts, Figures, Plugins, Way};
use super::peers::{Case, Peer};
use super::subject::Subject;
use super::{bridge, latency, throughput};
use crate::challenge::{Challenge, Packages};
use crate::grading::Grader;
use crate::sandbox::Runtime;

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
        let mut left_out = Vec::new();
        let image = self.examiner_image().await?;
        let peers = available(&image, &mut left_out).await;
        let ways = peers.iter().map(way).collect();
        let mut plugins = Vec::new();
        let mut verdicts = Vec::new();
        let mut first_outcome = Vec::new();
        for challenge in challenges {
            tracing::info!(challenge = challenge.name, "measuring latency");
            let subject = self.subject(challenge)?;
            let case = self.case(&subject)?;
            plugins.push(given(&case, challenge));
            let measured = latency::measure(&subject, &case, &peers, self.rounds).await?;
            verdicts.extend(measured.verdicts);
            first_outcome.push(measured.first_outcome);
        }
        let last = self.subject(challenges.last().context("no challenge was named")?)?;
        let case = self.case(&last)?;
        let submissions = self.submissions;
        tracing::info!("measuring throughput");
        let throughput = throughput::measure(&last, &case, &peers, submissions).await?;
        let limits = &last.challenge.settings.limits;
        let ceiling = throughput::ceiling(&self.runtime, limits, submissions).await?;
        tracing::info!("measuring the bridge");
        let bridge = or_why_not(
            "the bridge's own figures",
            bridge::measure(&image).await,
            &mut left_out,
        );
        Ok(Figures {
            date: OffsetDateTime::now_utc().date().to_string(),
            machine: self.facts().await?,
            ways,
            plugins,
            latency: verdicts,
            first_outcome,
            throughput,
            engine_ceiling_per_second: ceiling,
            bridge: bridge.unwrap_or_default(),
            left_out,
        })
    }

    fn subject<'a>(&'a self, challenge: &'a Challenge) -> anyhow::Result<Subject<'a>> {
        Subject::new(&self.runtime, &self.grader, challenge)
    }

    fn case(&self, subject: &Subject<'_>) -> anyhow::Result<Case> {
        Case::new(subject.challenge, &subject.known.files, &self.python)
    }

    async fn examiner_image(&self) -> anyhow::Result<String> {
        Ok(self
            .runtime
            .examiner_image(&Packages::default())
            .await?
            .name)
    }

    async fn facts(&self) -> anyhow::Result<Facts> {
        let machine = self.runtime.machine();
        Ok(Facts {
            cores: machine.cores,
            memory_mebibytes: machine.memory_bytes / 1024 / 1024,
            engine: format!("Docker {}", machine.engine_version),
            python: self.runtime.python(&Packages::default()).await?,
            build: if cfg!(debug_assertions) {
                "debug"
            } else {
                "release"
            },
        })
    }
}

/// The other ways that can be had here.
async fn available(image: &str, left_out: &mut Vec<String>) -> Vec<Peer> {
    let mut peers = Vec::new();
    for peer in [
        Peer::Pytest,
        Peer::DockerRun(image.to_owned()),
        Peer::Bubblewrap,
    ] {
        match peer.check().await {
            Ok(()) => peers.push(peer),
            Err(reason) => left_out.push(reason),
        }
    }
    peers
}

fn way(peer: &Peer) -> Way {
    Way {
        way: peer.name(),
        how: peer.how(),
    }
}

/// What pytest is told beyond what every way says of itself.
fn given(case: &Case, challenge: &Challenge) -> Plugins {
    Plugins {
        challenge: challenge.name.clone(),
        plugins: case.plugins().to_vec(),
    }
}

/// A part that could not be measured leaves the others as they are.
fn or_why_not<T>(part: &str, measured: anyhow::Result<T>, left_out: &mut Vec<String>) -> Option<T> {
    measured
        .map_err(|error| left_out.push(format!("{part}: {error:#}")))
        .ok()
}
