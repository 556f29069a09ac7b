//! `assay challenge verify`: proves a challenge by its known submissions.

mod matrix;
mod options;
mod record;
mod sample;

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;

use clap::{Args, ValueEnum};
use futures::StreamExt;
use serde::Serialize;
use tokio::sync::Semaphore;

use crate::challenge::{Challenge, Kind, KnownSubmission, Library};
use crate::commands::bar::Bar;
use crate::commands::runtime::with_runtime;
use crate::commands::{ChallengesSettings, EngineSettings, Exit};
use crate::grading::mutants::Slots;
use crate::grading::{Grader, Proof, Workshop, mutants};
use crate::report::Report;

#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 when every challenge is proven, 1 when one is not, 2 when one is broken or the fault is ours.")]
pub struct VerifyArgs {
    /// The challenges to prove [default: all]
    names: Vec<String>,
    #[command(flatten)]
    challenges: ChallengesSettings,
    /// How the matrix is written to stdout.
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    format: VerifyFormat,
    /// How many submissions are graded at once [default: the machine's cores]
    #[arg(long, env = "ASSAY_JOBS", value_name = "COUNT")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    sample: sample::SampleArgs,
    #[command(flatten)]
    mutants: options::MutantArgs,
    #[command(flatten)]
    engine: EngineSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// The matrix of edge cases by known submissions, and what is not proven.
    Text,
    /// One JSON object.
    Json,
}

/// How many challenges are under way at once; what is graded at once is bounded by the jobs.
const CHALLENGES_AT_ONCE: usize = 2;

/// The JSON document.
#[derive(Debug, Serialize)]
struct Document<'a> {
    challenges: &'a [Proof],
    /// Challenges that could not be read, with the place.
    broken: &'a [String],
}

impl VerifyArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        let (challenges, broken) = self.open()?;
        let known = challenges
            .iter()
            .map(|challenge| self.sample.of(challenge).len())
            .sum();
        let jobs = self
            .jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(1, NonZeroUsize::get);
        let bar = Bar::new(known);
        let mut proofs = Vec::new();
        if !challenges.is_empty() {
            let mut settings = self.engine.settings();
            settings.warm = settings.warm.or(Some(jobs));
            let (challenges, bar) = (&challenges, &bar);
            proofs = with_runtime(settings, async |runtime| {
                let grader = Grader::new(runtime);
                let slots = Semaphore::new(jobs);
                let slots = Slots { jobs, free: &slots };
                // The next challenge begins while the last runs of one wait for their time limits.
                Ok(futures::stream::iter(challenges)
                    .map(|challenge| self.prove(&grader, challenge, slots, bar))
                    .buffered(CHALLENGES_AT_ONCE)
                    .collect()
                    .await)
            })
            .await?;
        }
        bar.finish();
        self.write(&proofs, &broken)?;
        let proven = proofs.iter().map(|proof| match proof {
            proof if !proof.faults.is_empty() => Exit::Trouble,
            proof if !proof.gaps.is_empty() => Exit::Failed,
            _ => Exit::Passed,
        });
        let whole = if broken.is_empty() {
            Exit::Passed
        } else {
            Exit::Trouble
        };
        Ok(proven.max().unwrap_or(Exit::Passed).max(whole))
    }

    /// The challenges that are asked for, and what is wrong with those that cannot be read.
    fn open(&self) -> anyhow::Result<(Vec<Challenge>, Vec<String>)> {
        let library = Library::new(self.challenges.folders.clone());
        let (mut challenges, mut broken) = (Vec::new(), Vec::new());
        if self.names.is_empty() {
            for entry in library.list()? {
                match entry.challenge {
                    Ok(challenge) => challenges.push(challenge),
                    Err(fault) => broken.push(format!(
                        "the challenge `{}` is broken: {}",
                        entry.name,
                        fault.within(&entry.folder)
                    )),
                }
            }
            if challenges.is_empty() && broken.is_empty() {
                anyhow::bail!(
                    "there is no challenge to verify; `assay challenge new NAME` makes one"
                );
            }
            return Ok((challenges, broken));
        }
        for name in BTreeSet::from_iter(&self.names) {
            match library.find(name) {
                Ok(challenge) => challenges.push(challenge),
                Err(error) => broken.push(error.to_string()),
            }
        }
        Ok((challenges, broken))
    }

    async fn prove(
        &self,
        grader: &Grader,
        challenge: &Challenge,
        slots: Slots<'_>,
        bar: &Bar,
    ) -> Proof {
        let workshop = Workshop::new(grader.runtime(), challenge);
        let (mut proof, graded) = prove(
            grader,
            &workshop,
            challenge,
            self.sample.of(challenge),
            slots,
            bar,
        )
        .await;
        // What a review's tests are for is each planted defect, not the mended module.
        let may_mutate = proof.faults.is_empty() && challenge.settings.kind != Kind::Review;
        if let (Some(options), true) = (self.mutants.options(slots, self.sample.seed()), may_mutate)
        {
            let told = |step| bar.mutant(step);
            match mutants::examine(&workshop, &graded, options, &told).await {
                Ok(found) => proof.add_mutants(found, self.mutants.prove()),
                Err(why) => proof.faults.push(format!(
                    "{}: its mutants could not be tried: {why}",
                    challenge.name
                )),
            }
        }
        proof.add_notes(grader.left_out(challenge).await);
        record::keep(grader, challenge, &proof, &graded).await;
        proof
    }

    fn write(&self, proofs: &[Proof], broken: &[String]) -> anyhow::Result<()> {
        let mut stdout = std::io::stdout().lock();
        match self.format {
            VerifyFormat::Json => {
                serde_json::to_writer_pretty(
                    &mut stdout,
                    &Document {
                        challenges: proofs,
                        broken,
                    },
                )?;
                writeln!(stdout)?;
            }
            VerifyFormat::Text => {
                let colours = crate::commands::colours(std::io::stdout().is_terminal());
                for proof in proofs {
                    matrix::write(proof, colours, &mut stdout)?;
                }
            }
        }
        for fault in broken
            .iter()
            .chain(proofs.iter().flat_map(|proof| &proof.faults))
        {
            eprintln!("error: {fault}");
        }
        Ok(())
    }
}

async fn prove<'a>(
    grader: &Grader,
    workshop: &Workshop<'_>,
    challenge: &'a Challenge,
    chosen: Vec<&'a KnownSubmission>,
    slots: Slots<'_>,
    bar: &Bar,
) -> (Proof, Vec<(&'a KnownSubmission, Report)>) {
    // Known ahead, every report is complete even where a submission cannot be imported.
    let learned = grader.learn(challenge).await;
    let mut graded: Vec<(usize, Report)> = futures::stream::iter(chosen.iter().enumerate())
        .map(async |(place, known)| {
            let _slot = slots.free.acquire().await;
            let report = grade(grader, workshop, known, bar).await;
            bar.graded();
            (place, report)
        })
        .buffer_unordered(slots.jobs)
        .collect()
        .await;
    graded.sort_by_key(|(place, _)| *place);
    let graded: Vec<_> = chosen
        .into_iter()
        .zip(graded.into_iter().map(|(_, report)| report))
        .collect();
    let mut proof = Proof::of(challenge, &graded);
    if let (Err(why), true) = (learned, challenge.accepted().is_some()) {
        proof.faults.push(format!(
            "{}: the edge cases could not be collected: {why}",
            challenge.name
        ));
    }
    (proof, graded)
}

async fn grade(
    grader: &Grader,
    workshop: &Workshop<'_>,
    known: &KnownSubmission,
    bar: &Bar,
) -> Report {
    let mut line = bar.line(&known.path);
    grader
        .grade_known(workshop, known, Vec::new(), &mut |progress| {
            line.observe(&progress)
        })
        .await
}
