//! From a submission to its report: runs, second chances, and whose fault an end is.

use std::sync::Arc;

use super::known_cases::KnownCases;
use super::progress::{Observer, Progress};
use super::run::{self, Clock, NotCollected, RunEnd, Work};
use super::tally::Tally;
use super::workshop::Workshop;
use crate::challenge::{Challenge, Isolation};
use crate::examiner::message::CollectedCase;
use crate::report::{EdgeCase, Location, Outcome, Report, Suite, Usage, Verdict};
use crate::sandbox::Runtime;
use crate::submission::{NotGradable, Submission};

/// How often a submission's sandbox may die before the rest of its edge cases are given up.
const MOST_LOSSES: u32 = 5;
/// How often we may fail before it is said.
const MOST_FAULTS: u32 = 2;

const REJECTS_RIGHT_ONE: &str =
    "the tests reject a right implementation, so nothing counts as caught";

/// What is graded, and how carefully.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub suites: Vec<Suite>,
    /// Whether an outcome that a busy host could have caused is tried once more before it is said.
    pub confirm: bool,
    /// Where property tests begin; without it where the challenge says.
    pub seed: Option<u32>,
    /// Outcomes that hold already: these edge cases are not run.
    pub kept: Vec<EdgeCase>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            suites: vec![Suite::Visible, Suite::Hidden],
            confirm: true,
            seed: None,
            kept: Vec::new(),
        }
    }
}

/// Grades submissions; share one, since it remembers what challenges consist of.
#[derive(Debug)]
pub struct Grader {
    runtime: Arc<Runtime>,
    known: KnownCases,
}

/// How a whole examination ended.
struct End {
    verdict: Verdict,
    message: String,
    location: Option<Location>,
}

impl Grader {
    pub fn new(runtime: Arc<Runtime>) -> Self {
        Self {
            runtime,
            known: KnownCases::default(),
        }
    }

    /// The runtime that this grader takes its sandboxes from.
    pub fn runtime(&self) -> &Arc<Runtime> {
        &self.runtime
    }

    /// Whether there is an image with the packages that the challenge declares; else why not, with what to do.
    pub async fn ready(&self, challenge: &Challenge) -> Result<(), String> {
        let found = self.runtime.image(&challenge.settings.packages).await;
        found
            .map(|_| ())
            .map_err(|error| run::why_not_taken(challenge, &error))
    }

    /// Learns a challenge's edge cases ahead of time, or says why it cannot.
    pub async fn learn(&self, challenge: &Challenge) -> Result<Arc<[CollectedCase]>, NotCollected> {
        self.known.learn(&self.runtime, challenge).await
    }

    /// What of the suite's own settings does not hold, each said with its file; known once something was examined.
    pub async fn left_out(&self, challenge: &Challenge) -> Vec<String> {
        let links = self.runtime.links().await;
        let told = links
            .iter()
            .map(|link| link.left_out(&challenge.version))
            .find(|told| !told.is_empty());
        let placed = |sentence: String| match sentence.split_once(": ") {
            Some((file, rest)) => format!("{}: {rest}", challenge.layout.place(file)),
            None => sentence,
        };
        told.unwrap_or_default().into_iter().map(placed).collect()
    }

    /// Gives back what is kept for a challenge's version that will not be asked for again.
    pub async fn forget(&self, version: &str) {
        for link in self.runtime.links().await {
            link.forget_challenge(version);
        }
    }

    /// Examines a submission. It always ends with a report; a failure of ours is a `system_error`.
    pub async fn grade(
        &self,
        challenge: &Challenge,
        submission: &Submission,
        options: &Options,
        observer: &mut dyn Observer,
    ) -> Report {
        self.grade_in(None, challenge, submission, options, observer)
            .await
    }

    /// The same for what the challenge's author wrote, in a sandbox of the workshop.
    pub(super) async fn grade_in(
        &self,
        workshop: Option<&Workshop<'_>>,
        challenge: &Challenge,
        submission: &Submission,
        options: &Options,
        observer: &mut dyn Observer,
    ) -> Report {
        let work = Work {
            challenge,
            files: submission.files(),
            suites: &options.suites,
            seed: options.seed.unwrap_or_else(|| challenge.seed()),
            workshop,
        };
        let mut tally = Tally::new(options.confirm);
        tally.keep(&options.kept);
        let mut usage = Usage::default();
        if let Some(known) = self.known.remembered(challenge) {
            self.complete(&known, options, &mut tally, observer);
        }
        let end = self
            .examine(work, options, &mut tally, &mut usage, observer)
            .await;
        // However it ended: nothing that waits for a right implementation counts before that one is accepted.
        tell(observer, tally.weigh().0);
        if end.verdict == Verdict::SystemError {
            tracing::error!(
                challenge = challenge.name,
                reason = end.message,
                "a submission could not be graded"
            );
        }
        let image = self.runtime.image(&challenge.settings.packages).await.ok();
        Report {
            verdict: end.verdict,
            message: end.message,
            location: end.location,
            edge_cases: tally.into_edge_cases(),
            packages: image
                .as_ref()
                .map_or_else(Vec::new, |image| image.lock.versions()),
            image: image.map_or_else(String::new, |image| image.content),
            usage,
            seed: options.seed.or_else(|| {
                challenge
                    .settings
                    .reference
                    .as_ref()
                    .map(|_| challenge.seed())
            }),
            ..blank(challenge, submission.hash())
        }
    }

    async fn examine(
        &self,
        work: Work<'_>,
        options: &Options,
        tally: &mut Tally,
        usage: &mut Usage,
        observer: &mut dyn Observer,
    ) -> End {
        let limits = &work.challenge.settings.limits;
        let mut clock = Clock::new(limits.submission_seconds);
        let mut second_chance = !options.confirm;
        let (mut losses, mut barren_losses, mut faults) = (0, 0, 0);
        let mut note = String::new();
        loop {
            match run::run(&self.runtime, work, &mut clock, tally, usage, observer).await {
                RunEnd::Syntax(fault) => {
                    *tally = Tally::default();
                    return End {
                        verdict: Verdict::NotGradable,
                        message: fault.message,
                        location: fault.location,
                    };
                }
                RunEnd::Challenge { message, location } => {
                    if let Some(known) = self.collected_with_accepted(work).await {
                        self.complete(&known, options, tally, observer);
                        // The candidate reads the report's message, which therefore says nothing of a test.
                        let shown = "the tests can be collected with an accepted submission, and not with this one";
                        let message = format!("{shown}: {}", placed(&message, location.as_ref()));
                        tell(observer, tally.release());
                        // A place is the candidate's own line, and this one is the author's.
                        tell(observer, tally.fill(Outcome::Error, &message, None));
                        return End {
                            verdict: Verdict::Failed,
                            message: shown.to_owned(),
                            location: None,
                        };
                    }
                    return self.broken(message, location, tally, observer);
                }
                RunEnd::Import(fault) => {
                    match self.learn(work.challenge).await {
                        Ok(known) => self.complete(&known, options, tally, observer),
                        Err(NotCollected::Tests { message, location }) => {
                            return self.broken(message, location, tally, observer);
                        }
                        Err(reason) => tracing::warn!(
                            challenge = work.challenge.name,
                            %reason,
                            "edge cases could not be learned, so a report may lack some"
                        ),
                    }
                    tell(observer, tally.release());
                    tell(
                        observer,
                        tally.fill(Outcome::Error, &fault.message, fault.location.as_ref()),
                    );
                    // Lines below the first may be of a test, unless the place is the candidate's own.
                    let shown = match &fault.location {
                        Some(_) => fault.message.as_str(),
                        None => fault.message.lines().next().unwrap_or_default(),
                    };
                    return End {
                        verdict: Verdict::Failed,
                        message: shown.to_owned(),
                        location: fault.location,
                    };
                }
                RunEnd::Whole if !tally.has_open() => {
                    if !(tally.has_held() && chance(&mut second_chance)) {
                        break;
                    }
                }
                RunEnd::Whole if work.challenge.settings.isolation == Isolation::Shared => {
                    // What should tell of them is the candidate's own process.
                    let message = "nothing was told of it by the process that the tests share";
                    tell(observer, tally.fill(Outcome::NotRun, message, None));
                    note = "the tests did not all run, in the process that they share".to_owned();
                    break;
                }
                RunEnd::Whole => {
                    faults += 1;
                    if faults >= MOST_FAULTS {
                        return self.given_up("the examiner left out edge cases", tally, observer);
                    }
                    continue;
                }
                RunEnd::Deadline => {
                    let message = format!(
                        "the submission's limit of {} s passed",
                        limits.submission_seconds
                    );
                    tell(
                        observer,
                        tally.interrupted(Outcome::TimedOut, &format!("{message} while this ran")),
                    );
                    if !(tally.has_held() && chance(&mut second_chance)) {
                        tell(observer, tally.release());
                        if tally.has_open() {
                            tell(observer, tally.fill(Outcome::NotRun, &message, None));
                            note = message;
                        }
                        break;
                    }
                }
                RunEnd::Lost { out_of_memory } => {
                    let (outcome, why) = lost(out_of_memory);
                    losses += 1;
                    if tally.is_running() {
                        tell(observer, tally.interrupted(outcome, why));
                    } else {
                        barren_losses += 1;
                    }
                    if losses >= MOST_LOSSES || barren_losses >= 2 {
                        if let Ok(known) = self.learn(work.challenge).await {
                            self.complete(&known, options, tally, observer);
                        }
                        tell(observer, tally.release());
                        tell(observer, tally.fill(outcome, why, None));
                        break;
                    }
                    continue;
                }
                RunEnd::Ours { message, again } => {
                    faults += 1;
                    if !again || faults >= MOST_FAULTS {
                        return self.given_up(&message, tally, observer);
                    }
                    tracing::warn!(
                        challenge = work.challenge.name,
                        reason = message,
                        "a run failed and is tried again"
                    );
                    continue;
                }
            }
            // The second chance has the whole time again: what it is for is a host that was busy the first time.
            clock = Clock::new(limits.submission_seconds);
            tally.believe();
        }
        if tally.may_have_subtests() {
            match self.learn(work.challenge).await {
                Ok(known) => self.complete(&known, options, tally, observer),
                Err(reason) => tracing::warn!(
                    challenge = work.challenge.name,
                    %reason,
                    "subtests could not be learned, so a report may lack some"
                ),
            }
        }
        tell(observer, tally.release());
        let (told, missed) = tally.missed_subtests();
        tell(observer, told);
        if missed > 0 && note.is_empty() {
            note = match missed {
                1 => "1 subtest was not reached".to_owned(),
                many => format!("{many} subtests were not reached"),
            };
        }
        let (told, rejects_right_one) = tally.weigh();
        tell(observer, told);
        if rejects_right_one && note.is_empty() {
            REJECTS_RIGHT_ONE.clone_into(&mut note);
        }
        judged(tally, note)
    }

    /// Asks the arbiter of whose fault it is that tests cannot be collected, anew each time: the accepted submission.
    async fn collected_with_accepted(&self, work: Work<'_>) -> Option<Vec<CollectedCase>> {
        let accepted = work.challenge.accepted()?;
        if accepted.files == *work.files {
            return None;
        }
        run::collect(&self.runtime, work.challenge, &accepted.files)
            .await
            .ok()
    }

    /// The end of an examination that the challenge's own tests do not let begin.
    fn broken(
        &self,
        message: String,
        location: Option<Location>,
        tally: &mut Tally,
        observer: &mut dyn Observer,
    ) -> End {
        tell(observer, tally.release());
        tell(
            observer,
            tally.fill(Outcome::ChallengeFault, &message, location.as_ref()),
        );
        End {
            verdict: Verdict::ChallengeFault,
            message,
            location,
        }
    }

    /// Adds the known edge cases of the suites that are asked for.
    fn complete(
        &self,
        known: &[CollectedCase],
        options: &Options,
        tally: &mut Tally,
        observer: &mut dyn Observer,
    ) {
        let known: Vec<_> = known
            .iter()
            .filter(|case| options.suites.contains(&case.suite))
            .cloned()
            .collect();
        tell(observer, tally.known(&known));
    }

    fn given_up(&self, message: &str, tally: &mut Tally, observer: &mut dyn Observer) -> End {
        tell(observer, tally.release());
        tell(observer, tally.fill(Outcome::NotRun, message, None));
        End {
            verdict: Verdict::SystemError,
            message: message.to_owned(),
            location: None,
        }
    }
}

fn placed(message: &str, location: Option<&Location>) -> String {
    location.map_or_else(|| message.to_owned(), |at| format!("{at}: {message}"))
}

/// Whether the one second chance is still there; it is used up by asking.
fn chance(used: &mut bool) -> bool {
    !std::mem::replace(used, true)
}

fn lost(out_of_memory: bool) -> (Outcome, &'static str) {
    if out_of_memory {
        (
            Outcome::OutOfMemory,
            "the sandbox reached its memory limit and the kernel ended it",
        )
    } else {
        (
            Outcome::Error,
            "the sandbox ended while the candidate's code ran in it",
        )
    }
}

fn tell(observer: &mut dyn Observer, told: impl IntoIterator<Item = Progress>) {
    told.into_iter()
        .for_each(|progress| observer.observe(progress));
}

/// The verdict over edge cases that all have their outcome.
fn judged(tally: &Tally, note: String) -> End {
    if let Some(case) = tally
        .iter()
        .find(|case| case.outcome == Outcome::ChallengeFault)
    {
        let message = format!("{}: {}", case.id, case.message);
        return End {
            verdict: Verdict::ChallengeFault,
            message,
            location: case.location.clone(),
        };
    }
    if !tally.iter().any(|case| case.outcome != Outcome::NotRun) && note.is_empty() {
        let message = "no edge case ran: the tests hold none, or skip them all".to_owned();
        return End {
            verdict: Verdict::ChallengeFault,
            message,
            location: None,
        };
    }
    // What its author skips is no failure; what was not reached is.
    let good =
        |outcome| outcome == Outcome::Passed || outcome == Outcome::NotRun && note.is_empty();
    let verdict = if tally.iter().all(|case| good(case.outcome)) {
        Verdict::Passed
    } else {
        Verdict::Failed
    };
    End {
        verdict,
        message: note,
        location: None,
    }
}

/// The report of source that no sandbox is started for.
pub fn not_gradable(challenge: &Challenge, source: &str, refusal: &NotGradable) -> Report {
    let location = refusal.place().map(|(file, line)| Location {
        file: file.to_owned(),
        line,
    });
    Report {
        verdict: Verdict::NotGradable,
        message: refusal.to_string(),
        location,
        ..blank(challenge, source)
    }
}

fn blank(challenge: &Challenge, submission: &str) -> Report {
    Report {
        challenge: challenge.name.clone(),
        challenge_version: challenge.version.clone(),
        submission: submission.to_owned(),
        verdict: Verdict::SystemError,
        message: String::new(),
        location: None,
        edge_cases: Vec::new(),
        limits: challenge.settings.limits.clone(),
        image: String::new(),
        packages: Vec::new(),
        isolation: challenge.settings.isolation.word().to_owned(),
        usage: Usage::default(),
        seed: None,
    }
}
