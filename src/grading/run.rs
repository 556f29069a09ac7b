//! One run of one submission in one sandbox: from taking the sandbox to giving it back.

use std::time::Duration;

use tokio::time::Instant;

use super::progress::Observer;
use super::subtests;
use super::tally::{Ending, Tally};
use super::workshop::Workshop;
use crate::challenge::{Challenge, Isolation};
use crate::examiner::link::{LinkError, Order, Run, Tests};
use crate::examiner::message::{CollectedCase, Event, Fault, FaultKind};
use crate::folder::Files;
use crate::report::{Location, Outcome, Suite, Usage};
use crate::sandbox::{Runtime, SandboxError};

/// How long an examiner may take to end a run that was cancelled; longer means that it does not answer.
const CANCEL_GRACE: Duration = Duration::from_secs(5);

/// How a run ended.
#[derive(Debug)]
pub enum RunEnd {
    /// The examiner went through all of it.
    Whole,
    /// The candidate's source does not parse.
    Syntax(Fault),
    /// The candidate's module could not be imported.
    Import(Fault),
    /// A test is broken.
    Challenge {
        message: String,
        location: Option<Location>,
    },
    /// The sandbox died; whether the kernel was seen ending it at the memory limit.
    Lost { out_of_memory: bool },
    /// The submission's time was over.
    Deadline,
    /// Our own failure, and whether trying again could help.
    Ours { message: String, again: bool },
}

/// What is to be run, the same for every run of a submission.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    pub challenge: &'a Challenge,
    pub files: &'a Files,
    pub suites: &'a [Suite],
    /// Where property tests begin.
    pub seed: u32,
    /// Where the author's own submissions are examined; a candidate's has a sandbox of its own.
    pub workshop: Option<&'a Workshop<'a>>,
}

/// How long the runs of a submission may take together; the clock starts with the first that has a sandbox.
#[derive(Debug)]
pub struct Clock {
    seconds: f64,
    end: Option<Instant>,
}

impl Clock {
    pub fn new(seconds: f64) -> Self {
        Self { seconds, end: None }
    }

    /// When the time is over. Waiting for a sandbox costs the candidate nothing.
    fn end(&mut self) -> Instant {
        *self
            .end
            .get_or_insert_with(|| Instant::now() + Duration::from_secs_f64(self.seconds))
    }
}

/// Takes a sandbox, runs what is not settled, tells what comes, and gives the sandbox back.
pub async fn run(
    runtime: &Runtime,
    work: Work<'_>,
    clock: &mut Clock,
    tally: &mut Tally,
    usage: &mut Usage,
    observer: &mut dyn Observer,
) -> RunEnd {
    let settings = &work.challenge.settings;
    let taken = match work.workshop {
        Some(workshop) => workshop.take().await,
        None => {
            runtime
                .take_with(&settings.packages, &settings.limits)
                .await
        }
    };
    let sandbox = match taken {
        Ok(sandbox) => sandbox,
        Err(error) => return not_taken(work.challenge, &error),
    };
    if let Err(error) = sandbox.link().load_challenge(&tests(work.challenge)).await {
        return load_failed(work.challenge, error);
    }
    let began = Instant::now();
    tally.begin();
    let order = Order {
        suites: work.suites.to_vec(),
        skip: tally.settled(),
        seed: work.seed,
        owner: work.workshop.map(Workshop::owner),
        ..order(work.challenge, work.files, sandbox.user_id())
    };
    let mut run = match sandbox.link().run(order) {
        Ok(run) => run,
        Err(error) => return ours(&error.into()),
    };
    let fault = follow(
        &mut run,
        clock.end(),
        work.challenge,
        tally,
        usage,
        observer,
    )
    .await;
    usage.wall_ms += began.elapsed().as_secs_f64() * 1000.0;
    let end = match fault {
        Followed::Finished(None) => RunEnd::Whole,
        Followed::Finished(Some(fault)) => match fault.kind {
            FaultKind::Syntax => RunEnd::Syntax(fault),
            FaultKind::Import => RunEnd::Import(fault),
            FaultKind::Challenge => RunEnd::Challenge {
                message: fault.message,
                location: fault.location.map(|at| in_tests(work.challenge, at)),
            },
            FaultKind::SandboxLost => RunEnd::Lost {
                out_of_memory: sandbox.out_of_memory().await,
            },
            FaultKind::Examiner => RunEnd::Ours {
                message: fault.message,
                again: true,
            },
            FaultKind::Cancelled => RunEnd::Deadline,
        },
        Followed::Silent => RunEnd::Ours {
            message: "the examiner did not answer when the run was to end".to_owned(),
            again: true,
        },
    };
    // Asked only when it matters, since it is a question to the engine.
    if tally.has_held() && sandbox.out_of_memory().await {
        tally
            .memory_proven()
            .into_iter()
            .for_each(|told| observer.observe(told));
    }
    if let Some(workshop) = work.workshop
        && !matches!(end, RunEnd::Lost { .. } | RunEnd::Ours { .. })
    {
        workshop.give_back(sandbox);
    }
    // Else the sandbox is dropped here, which has it removed in the background: the report does not wait for the engine.
    end
}

/// Why the edge cases that a submission leads to could not be learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCollected {
    /// The tests cannot be collected with it.
    Tests {
        message: String,
        location: Option<Location>,
    },
    /// Something of ours failed.
    Ours(String),
}

impl std::fmt::Display for NotCollected {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tests {
                message,
                location: Some(location),
            } => write!(formatter, "{location}: {message}"),
            Self::Tests {
                message,
                location: None,
            }
            | Self::Ours(message) => write!(formatter, "{message}"),
        }
    }
}

/// Collects the edge cases that these files lead to. Only tests that may have subtests run, since nothing else shows them.
pub async fn collect(
    runtime: &Runtime,
    challenge: &Challenge,
    files: &Files,
) -> Result<Vec<CollectedCase>, NotCollected> {
    let ours = |error: &dyn std::error::Error| NotCollected::Ours(error.to_string());
    let settings = &challenge.settings;
    let sandbox = runtime
        .take_with(&settings.packages, &settings.limits)
        .await
        .map_err(|error| NotCollected::Ours(why_not_taken(challenge, &error)))?;
    match sandbox.link().load_challenge(&tests(challenge)).await {
        Err(LinkError::BrokenChallenge { message, location }) => {
            return Err(NotCollected::Tests {
                message,
                location: location.map(|at| in_tests(challenge, at)),
            });
        }
        loaded => loaded.map_err(|error| ours(&error))?,
    }
    let order = Order {
        collect_only: true,
        ..order(challenge, files, sandbox.user_id())
    };
    let mut run = sandbox.link().run(order).map_err(|error| ours(&error))?;
    let wait = Duration::from_secs_f64(challenge.settings.limits.submission_seconds);
    let collected = tokio::time::timeout(wait, async {
        let mut collected = Vec::new();
        while let Some(event) = run.next().await {
            match event {
                Event::Collected { edge_cases, .. } => collected.extend(edge_cases),
                Event::SubtestStarted { edge_case, .. } => collected.push(edge_case),
                Event::Finished {
                    fault: Some(fault), ..
                } => return Err(not_collected(challenge, fault)),
                _ => {}
            }
        }
        Ok(collected)
    });
    let collected = collected.await.map_err(|_| NotCollected::Tests {
        message: format!(
            "collecting the edge cases took longer than {} s",
            wait.as_secs_f64()
        ),
        location: None,
    })??;
    Ok(subtests::beside_their_tests(collected))
}

fn not_collected(challenge: &Challenge, fault: Fault) -> NotCollected {
    let Fault {
        kind,
        message,
        location,
    } = fault;
    match kind {
        FaultKind::Challenge => NotCollected::Tests {
            message,
            location: location.map(|at| in_tests(challenge, at)),
        },
        FaultKind::Syntax | FaultKind::Import => NotCollected::Tests { message, location },
        FaultKind::SandboxLost | FaultKind::Examiner | FaultKind::Cancelled => {
            NotCollected::Ours(message)
        }
    }
}

enum Followed {
    Finished(Option<Fault>),
    /// The run was cancelled and the examiner never said that it ended.
    Silent,
}

/// Hears a run's events until it ends, and ends it when its time is over.
async fn follow(
    run: &mut Run,
    end: Instant,
    challenge: &Challenge,
    tally: &mut Tally,
    usage: &mut Usage,
    observer: &mut dyn Observer,
) -> Followed {
    let mut cancelled = false;
    let mut until = end;
    loop {
        match tokio::time::timeout_at(until, run.next()).await {
            Ok(Some(Event::Finished {
                fault,
                cpu_ms,
                peak_memory_bytes,
                examiner_cpu_ms,
                crossings,
                ..
            })) => {
                usage.cpu_ms = sum(usage.cpu_ms, cpu_ms);
                usage.peak_memory_bytes = usage.peak_memory_bytes.max(peak_memory_bytes);
                usage.examiner_cpu_ms = sum(usage.examiner_cpu_ms, examiner_cpu_ms);
                usage.crossings = usage.crossings.max(crossings);
                return Followed::Finished(fault);
            }
            Ok(Some(event)) => hear(event, challenge, tally, observer),
            Ok(None) => return Followed::Silent,
            Err(_) if cancelled => return Followed::Silent,
            Err(_) => {
                run.cancel();
                cancelled = true;
                until = Instant::now() + CANCEL_GRACE;
            }
        }
    }
}

fn hear(event: Event, challenge: &Challenge, tally: &mut Tally, observer: &mut dyn Observer) {
    let told = match event {
        Event::Collected { edge_cases, .. } => tally.collected(&edge_cases),
        Event::CaseStarted { id, .. } => Some(tally.started(id)),
        Event::SubtestStarted { edge_case, .. } => {
            if let Some(told) = tally.subtest(&edge_case) {
                observer.observe(told);
            }
            Some(tally.started(edge_case.id))
        }
        Event::CaseFinished {
            id,
            outcome,
            message,
            duration_ms,
            stdout,
            stderr,
            output_cut,
            location,
            reproducer,
            examples,
            ..
        } => {
            let ending = Ending {
                message,
                duration_ms,
                stdout,
                stderr,
                output_cut,
                reproducer,
                examples,
                location: if outcome == Outcome::ChallengeFault {
                    location.map(|at| in_tests(challenge, at))
                } else {
                    location
                },
            };
            tally.finished(&id, outcome, ending)
        }
        Event::Hello { .. }
        | Event::SandboxReady { .. }
        | Event::SandboxLost { .. }
        | Event::ChallengeLoaded { .. }
        | Event::MutantsMade { .. }
        | Event::Finished { .. } => None,
    };
    if let Some(told) = told {
        observer.observe(told);
    }
}

/// The examiner knows the tests alone; an author looks for them in the challenge's folder.
fn in_tests(challenge: &Challenge, location: Location) -> Location {
    Location {
        file: challenge.layout.place(&location.file),
        ..location
    }
}

pub(super) fn tests(challenge: &Challenge) -> Tests {
    Tests {
        challenge: challenge.version.clone(),
        modules: challenge.settings.modules.clone(),
        files: challenge.tests.clone(),
        reference: challenge.reference.clone(),
        subject: challenge.settings.subject.clone(),
        shared: challenge.settings.isolation == Isolation::Shared,
    }
}

pub(super) fn order(challenge: &Challenge, files: &Files, sandbox: u32) -> Order {
    let limits = &challenge.settings.limits;
    Order {
        challenge: challenge.version.clone(),
        sandbox,
        files: files.clone(),
        suites: vec![Suite::Hidden, Suite::Visible],
        edge_case_seconds: limits.edge_case_seconds,
        output_bytes: limits.output_kibibytes * 1024,
        fresh_interpreter: challenge.settings.fresh_interpreter,
        collect_only: false,
        skip: Vec::new(),
        seed: challenge.seed(),
        examples: challenge
            .settings
            .reference
            .clone()
            .unwrap_or_default()
            .examples(),
        owner: None,
        mutant: None,
    }
}

fn load_failed(challenge: &Challenge, error: LinkError) -> RunEnd {
    match error {
        LinkError::BrokenChallenge { message, location } => RunEnd::Challenge {
            message,
            location: location.map(|at| in_tests(challenge, at)),
        },
        error => ours(&error.into()),
    }
}

/// Why there is no sandbox. An image that nobody has built is an answer that names the command.
pub fn why_not_taken(challenge: &Challenge, error: &SandboxError) -> String {
    match error {
        SandboxError::NoPackages { .. } => {
            format!("{error}: run `assay image build {}`", challenge.name)
        }
        error => error.to_string(),
    }
}

fn not_taken(challenge: &Challenge, error: &SandboxError) -> RunEnd {
    match ours(error) {
        RunEnd::Ours { again, .. } => RunEnd::Ours {
            message: why_not_taken(challenge, error),
            again,
        },
        end => end,
    }
}

fn ours(error: &SandboxError) -> RunEnd {
    let hopeless = matches!(
        error,
        SandboxError::NoEngine { .. }
            | SandboxError::NoImage { .. }
            | SandboxError::NoPackages { .. }
            | SandboxError::ShuttingDown
    );
    RunEnd::Ours {
        message: error.to_string(),
        again: !hopeless,
    }
}

fn sum(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}
