//! What is known of a watched challenge: the last report of each submission, and for which content it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use futures::StreamExt;

use super::changes::Change;
use super::concern::Concern;
use super::session::{name_of, say};
use crate::challenge::{Challenge, Kind, KnownKind, KnownSubmission};
use crate::folder::{self, Files};
use crate::grading::{Bench, Grader, Proof, Workshop};
use crate::report::{EdgeCase, Outcome, Report, Verdict};

/// Gaps shown after a change; a challenge that has just been begun has many.
const MOST_GAPS: usize = 12;

/// One challenge.
#[derive(Debug, Default)]
pub struct Watched {
    /// The last state that could be read, under a version that only what examines changes.
    challenge: Option<Challenge>,
    pub fault: Option<String>,
    reports: BTreeMap<(KnownKind, String), Held>,
    /// The edit that has not been answered yet: its files, and when it began.
    pub pending: Option<Change>,
    /// The settings that the last verification went by.
    verified_by: String,
}

/// A report that was made.
#[derive(Debug)]
struct Held {
    report: Report,
    basis: Basis,
    /// Whether some of its outcomes are of an earlier state of the tests, which the edit does not seem to concern.
    doubtful: bool,
}

/// What a report depends on.
#[derive(Debug, Clone, PartialEq)]
struct Basis {
    submission: String,
    settings: String,
    tests: Arc<Files>,
}

/// A submission that is to be examined.
struct Stale<'a> {
    known: &'a KnownSubmission,
    /// What holds already.
    kept: Vec<EdgeCase>,
    /// In which order they come: what tells most of the edit first.
    turn: u8,
}

impl Watched {
    /// Takes in a state that could be read. Returns the version that it replaces.
    pub fn read(&mut self, mut challenge: Challenge) -> Option<String> {
        challenge.version = examined_by(&challenge);
        let before = self.challenge.take().map(|before| before.version);
        let replaced = before.filter(|version| *version != challenge.version);
        self.challenge = Some(challenge);
        self.fault = None;
        replaced
    }

    /// Whether the last answer rests on outcomes of an earlier state of the tests.
    pub fn is_doubtful(&self) -> bool {
        self.fault.is_none() && self.reports.values().any(|held| held.doubtful)
    }

    /// Whether sandboxes of the last verification may not fit any more.
    pub fn settings_changed(&self) -> bool {
        self.challenge
            .as_ref()
            .is_none_or(|challenge| self.verified_by != settings(challenge))
    }

    /// Answers the pending edit; without one, looks again at what was taken over from before it, and says only what
    /// that changes.
    pub async fn verify(&mut self, grader: &Grader, bench: &Bench, folder: &Path, jobs: usize) {
        let Some(challenge) = &self.challenge else {
            return;
        };
        self.verified_by = settings(challenge);
        let before = gaps(challenge, &self.reports);
        let tests = Arc::new(challenge.tests.clone());
        let bases: BTreeMap<_, _> = challenge
            .known
            .iter()
            .map(|known| (key(known), basis(challenge, known, &tests)))
            .collect();
        let count = self.reports.len();
        self.reports.retain(|name, _| bases.contains_key(name));
        let removed = count - self.reports.len();
        let mut stale: Vec<Stale<'_>> = challenge
            .known
            .iter()
            .filter_map(|known| {
                let held = self.reports.get(&key(known));
                to_examine(
                    challenge,
                    known,
                    held,
                    &bases[&key(known)],
                    self.pending.is_some(),
                )
            })
            .collect();
        stale.sort_by_key(|stale| stale.turn);
        let (began, edited) = match &self.pending {
            Some(change) => (change.began, edited(folder, &change.paths)),
            None => (Instant::now(), String::new()),
        };
        let name = name_of(folder);
        let all = stale.len() == challenge.known.len() && stale.len() > 1;
        let mut first = stale.iter().filter(|stale| stale.turn < 2).count();
        let tells_first = stale.len() > first && stale.iter().any(|stale| !stale.kept.is_empty());
        let (mut ran, mut good) = (0, 0);
        let mut last = String::new();
        if !stale.is_empty() {
            let workshop = &Workshop::at(bench, grader.runtime(), challenge);
            let mut graded = futures::stream::iter(stale)
                .map(async |stale| {
                    let kept = stale.kept.clone();
                    let report = grader
                        .grade_known(workshop, stale.known, kept, &mut |_| {})
                        .await;
                    (stale, report)
                })
                .buffer_unordered(jobs);
            while let Some((stale, report)) = graded.next().await {
                let known = stale.known;
                let agrees = Proof::agrees(known, &report);
                (ran, good) = (ran + 1, good + usize::from(agrees));
                last = told(known, &report);
                if all && !agrees && self.pending.is_some() {
                    say(&format!("  {last}"));
                }
                let held = Held {
                    report,
                    basis: bases[&key(known)].clone(),
                    doubtful: !stale.kept.is_empty(),
                };
                self.reports.insert(key(known), held);
                first -= usize::from(stale.turn < 2);
                if first == 0 && stale.turn < 2 && tells_first {
                    let milliseconds = began.elapsed().as_millis();
                    say(&format!(
                        "  {good} of the {ran} submissions that it concerns are as they should ({milliseconds} ms), the others follow"
                    ));
                }
            }
        }
        let gaps = gaps(challenge, &self.reports);
        if self.pending.is_none() {
            if gaps != before {
                say(&format!("{name}: with every edge case examined again:"));
                tell_gaps(&gaps, &before);
            }
            return;
        }
        let milliseconds = began.elapsed().as_millis();
        let done = match (ran, removed) {
            (0, 0) if edited.is_empty() => return,
            (0, 0) => "nothing to run".to_owned(),
            (0, 1) => "one submission fewer".to_owned(),
            (0, removed) => format!("{removed} submissions fewer"),
            (1, _) => last,
            (ran, _) => format!("{ran} submissions graded"),
        };
        let verdict = match gaps.len() {
            0 => "proven".to_owned(),
            1 => "1 gap".to_owned(),
            more => format!("{more} gaps"),
        };
        // A submission's own words begin with its place.
        let begin = if edited.is_empty() || done.starts_with(&edited) {
            name
        } else {
            format!("{name}: {edited}")
        };
        say(&format!("{begin}: {done}; {verdict} ({milliseconds} ms)"));
        tell_gaps(&gaps, &before);
    }
}

fn tell_gaps(gaps: &[String], before: &[String]) {
    for gap in gaps.iter().take(MOST_GAPS) {
        let mark = if before.contains(gap) { ' ' } else { '+' };
        say(&format!(" {mark} not proven: {gap}"));
    }
    if gaps.len() > MOST_GAPS {
        say(&format!("   … and {} more", gaps.len() - MOST_GAPS));
    }
}

/// Whether a submission has to be examined, and for which edge cases. For an edit, what it does not concern is kept.
fn to_examine<'a>(
    challenge: &Challenge,
    known: &'a KnownSubmission,
    held: Option<&Held>,
    basis: &Basis,
    is_edit: bool,
) -> Option<Stale<'a>> {
    let accepted = known.kind == KnownKind::Accepted;
    let whole = |turn| {
        Some(Stale {
            known,
            kept: Vec::new(),
            turn,
        })
    };
    let Some(held) = held else {
        return whole(if accepted { 0 } else { 2 });
    };
    if held.basis == *basis && (is_edit || !held.doubtful) {
        return None;
    }
    // Nothing is kept of a report that says something of the whole, or where tests are not what examines.
    let report = &held.report;
    let sound = matches!(report.verdict, Verdict::Passed | Verdict::Failed)
        && report.message.is_empty()
        && challenge.settings.kind == Kind::Code;
    let same = held.basis.submission == basis.submission && held.basis.settings == basis.settings;
    if !(is_edit && sound && same) {
        return whole(u8::from(!accepted));
    }
    let concern = Concern::between(&held.basis.tests, &basis.tests);
    let cases = report.edge_cases.iter();
    let (again, kept): (Vec<_>, Vec<_>) = cases.cloned().partition(|case| concern.holds(case));
    let caught = again.iter().any(|case| case.outcome != Outcome::Passed);
    let named = known.fails.iter().any(|name| concern.is_named_by(name));
    Some(Stale {
        known,
        kept,
        turn: match (accepted, caught || named) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        },
    })
}

fn key(known: &KnownSubmission) -> (KnownKind, String) {
    (known.kind, known.name.clone())
}

fn basis(challenge: &Challenge, known: &KnownSubmission, tests: &Arc<Files>) -> Basis {
    Basis {
        submission: folder::hash(&known.files),
        settings: settings(challenge),
        tests: tests.clone(),
    }
}

/// The settings that examine, without the words of a statement and of lists; and what the tests compare with.
fn settings(challenge: &Challenge) -> String {
    let mut settings = challenge.settings.clone();
    settings.title.clear();
    settings.summary.clear();
    (settings.level, settings.minutes) = (None, None);
    settings.topics.clear();
    settings.reveal = Default::default();
    format!("{settings:?} {}", folder::hash(&challenge.reference))
}

/// A version that changes with what a submission is examined by, and not with the words of a statement.
fn examined_by(challenge: &Challenge) -> String {
    let mut files = challenge.tests.clone();
    files.insert("settings".to_owned(), settings(challenge).into_bytes());
    folder::hash(&files)
}

fn gaps(challenge: &Challenge, reports: &BTreeMap<(KnownKind, String), Held>) -> Vec<String> {
    let graded: Vec<_> = challenge
        .known
        .iter()
        .filter_map(|known| Some((known, reports.get(&key(known))?.report.clone())))
        .collect();
    let proof = Proof::of(challenge, &graded);
    let gaps = proof.gaps.iter().map(ToString::to_string);
    let first = |gap: String| gap.lines().next().unwrap_or_default().to_owned();
    proof
        .faults
        .iter()
        .cloned()
        .chain(gaps)
        .map(first)
        .collect()
}

/// A submission's end in a few words.
fn told(known: &KnownSubmission, report: &Report) -> String {
    let (passed, of) = report.score();
    let failed = report
        .edge_cases
        .iter()
        .filter(|case| !matches!(case.outcome, Outcome::Passed | Outcome::NotRun))
        .count();
    let agrees = if Proof::agrees(known, report) {
        "as it should"
    } else {
        "not as it should"
    };
    let place = &known.path;
    if of == 0 {
        return format!(
            "{place} {}: {}",
            report.verdict.words(),
            report.message.lines().next().unwrap_or_default()
        );
    }
    format!("{place} passes {passed} and fails {failed} of {of}, {agrees}")
}

fn edited(folder: &Path, paths: &BTreeSet<PathBuf>) -> String {
    let mut names: Vec<String> = paths
        .iter()
        // What is gone and had no ending was an editor's own.
        .filter(|path| !path.is_dir() && (path.exists() || path.extension().is_some()))
        .filter_map(|path| Some(path.strip_prefix(folder).ok()?.display().to_string()))
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() > 3 {
        let more = names.len() - 3;
        names.truncate(3);
        names.push(format!("{more} more"));
    }
    names.join(", ")
}
