//! All measurements of one run, one after the other.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::ValueEnum;
use time::OffsetDateTime;

use super::cold::Shell;
use super::figures::{Facts, Figures, Plugins, Way};
use super::peers::{Case, Peer};
use super::subject::Subject;
use super::{bridge, growth, latency, memory, pages, resident, throughput};
use crate::challenge::{Challenge, Packages};
use crate::grading::Grader;
use crate::sandbox::Runtime;

/// What can be asked for by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// From submit to the first outcome and to the verdict, each way in turn.
    Latency,
    /// `assay grade` as a process of its own.
    Cold,
    /// Submissions a second, and the engine's own ceiling.
    Throughput,
    /// Queue, edge cases and watchers, each grown.
    Growth,
    /// What a warm sandbox holds.
    Memory,
    /// What crosses between examiner and sandbox a second.
    Bridge,
    /// From a page's first byte to an editor that can be typed in, in a browser.
    Pages,
}

/// How much is done.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// How often each way is tried.
    pub rounds: usize,
    /// How many submissions are sent for a rate.
    pub submissions: usize,
    pub growth: growth::Counts,
}

pub struct Bench {
    runtime: Arc<Runtime>,
    grader: Arc<Grader>,
    python: PathBuf,
    /// Where graders from PyPI are installed, each in a virtual environment of its own.
    peers: Option<PathBuf>,
    /// Where the front end's packages are installed.
    web: PathBuf,
    shell: Shell,
    extent: Extent,
}

impl Bench {
    pub fn new(
        runtime: Arc<Runtime>,
        python: PathBuf,
        peers: Option<PathBuf>,
        web: PathBuf,
        shell: Shell,
        extent: Extent,
    ) -> Self {
        Self {
            grader: Arc::new(Grader::new(runtime.clone())),
            runtime,
            python,
            peers,
            web,
            shell,
            extent,
        }
    }

    pub async fn run(&self, challenges: &[Challenge], parts: &[Part]) -> anyhow::Result<Figures> {
        let Extent {
            rounds,
            submissions,
            ..
        } = self.extent;
        let image = self.examiner_image().await?;
        let mut figures = Figures {
            date: OffsetDateTime::now_utc().date().to_string(),
            machine: self.facts().await?,
            ..Figures::default()
        };
        let peers = available(&image, &mut figures.left_out).await;
        figures.ways = peers.iter().map(way).collect();
        let first = challenges.first().context("no challenge was named")?;
        let last = self.subject(challenges.last().context("no challenge was named")?)?;
        let case = self.case(&last)?;
        for part in parts {
            tracing::info!(?part, "measuring");
            match part {
                Part::Latency => {
                    self.latency(challenges, &image, &peers, &mut figures)
                        .await?
                }
                Part::Cold => {
                    let cold = self
                        .shell
                        .measure(&last, &case, &peers, rounds, submissions);
                    figures.cold = Some(cold.await?);
                }
                Part::Throughput => {
                    let measured = throughput::measure(&last, &case, &peers, submissions);
                    (figures.throughput, figures.cpu_of_ours) = measured.await?;
                    let limits = &last.challenge.settings.limits;
                    let ceiling = throughput::ceiling(&self.runtime, limits, submissions);
                    figures.engine_ceiling = Some(ceiling.await?);
                }
                Part::Growth => {
                    figures.growth =
                        growth::measure(&self.grader, self.extent.growth, rounds).await?;
                }
                Part::Memory => {
                    let limits = &last.challenge.settings.limits;
                    match memory::measure(&self.runtime, limits).await {
                        Ok(memory) => figures.memory = Some(memory),
                        Err(error) => figures.leave_out("a warm sandbox's memory", &error),
                    }
                }
                Part::Bridge => match bridge::measure(&image).await {
                    Ok(bridge) => figures.bridge = bridge,
                    Err(error) => figures.leave_out("the bridge's own figures", &error),
                },
                Part::Pages => match pages::measure(&self.grader, first, &self.web, rounds).await {
                    Ok(pages) => figures.pages = pages,
                    Err(error) => figures.leave_out("an editor in a browser", &error),
                },
            }
        }
        Ok(figures)
    }

    async fn latency(
        &self,
        challenges: &[Challenge],
        image: &str,
        peers: &[Peer],
        figures: &mut Figures,
    ) -> anyhow::Result<()> {
        let residents = match &self.peers {
            Some(peers) => &resident::installed(peers, &mut figures.left_out),
            None => &Vec::new(),
        };
        figures.ways.extend(residents.iter().map(|(one, _)| Way {
            way: one.name,
            how: one.how.to_owned(),
        }));
        for challenge in challenges {
            let subject = self.subject(challenge)?;
            let case = self.case(&subject)?;
            figures.plugins.push(given(&case, challenge));
            let mut running = Vec::new();
            for (resident, python) in residents {
                match resident.start(python, &case, image).await {
                    Ok(started) => running.push(started),
                    Err(error) => figures.leave_out(resident.name, &error),
                }
            }
            let rounds = self.extent.rounds;
            let left_out = &mut figures.left_out;
            let measured = latency::measure(&subject, &case, peers, running, rounds, left_out);
            let measured = measured.await?;
            figures.latency.extend(measured.verdicts);
            figures.first_outcome.push(measured.first_outcome);
            figures.spent.push(measured.spent);
        }
        Ok(())
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
