//! Grades a draft's submissions and writes down what is learned: the time limit, and what each wrong one fails.

use std::collections::BTreeMap;
use std::path::Path;

use futures::StreamExt;

use super::diagnosis;
use super::outcome::Imported;
use crate::challenge::{ANY, Challenge, KnownKind, KnownSubmission, can_hold};
use crate::grading::{Grader, Proof, Workshop};
use crate::import::{Draft, Known, Note, Time};
use crate::report::{EdgeCase, Outcome, Report, Suite};

/// How long an edge case may take while the limit itself is being measured, in seconds.
const GENEROUS_SECONDS: f64 = 30.0;
/// A submission's own limit, so that one that never ends does not hold up an import.
const SUBMISSION_SECONDS: f64 = 600.0;

type Reports = BTreeMap<(KnownKind, String), Report>;

/// The starter is a wrong submission as well, unless there is nothing in it to run.
pub fn add_starter(draft: &mut Draft) {
    let code = |content: &Vec<u8>| {
        String::from_utf8_lossy(content)
            .lines()
            .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
    };
    if draft.starter.values().any(code) {
        let starter = draft.starter.clone();
        draft.add(
            KnownKind::WrongAnswer,
            "starter",
            starter,
            "nothing is written yet: this is what candidates begin with.",
        );
    }
}

/// Grades everything, completes the draft by what that shows, and judges the result.
pub async fn prove(
    grader: &Grader,
    name: &str,
    folder: &Path,
    draft: &mut Draft,
    jobs: usize,
) -> anyhow::Result<Imported> {
    set_time(draft, GENEROUS_SECONDS);
    let open = |draft: &Draft| {
        Challenge::from_files(name.to_owned(), folder.to_owned(), draft.files())
            .map_err(|fault| anyhow::anyhow!("the exercise makes no challenge: {fault}"))
    };
    let mut challenge = open(draft)?;
    let accepted = |known: &KnownSubmission| known.kind == KnownKind::Accepted;
    let mut reports = grade(grader, &challenge, jobs, accepted).await;
    if let Time::Measured { multiplier } = draft.time {
        let cases = reports.values().flat_map(|report| &report.edge_cases);
        let slowest = cases.map(|case| case.duration_ms).fold(0.0, f64::max) / 1000.0;
        draft.time = Time::Given {
            seconds: (slowest * multiplier).ceil().max(1.0),
        };
        set_time(draft, GENEROUS_SECONDS);
        challenge = open(draft)?;
    }
    reports.extend(grade(grader, &challenge, jobs, |known| !accepted(known)).await);
    for known in &mut draft.submissions {
        if let Some(report) = reports.get(&(known.kind, known.name.clone())) {
            learn_fails(known, report);
        }
    }
    add_nothing(draft, &reports);
    challenge = open(draft)?;
    let missing =
        |known: &KnownSubmission| !reports.contains_key(&(known.kind, known.name.clone()));
    let more = grade(grader, &challenge, jobs, missing).await;
    reports.extend(more);
    let graded: Vec<(&KnownSubmission, Report)> = challenge
        .known
        .iter()
        .filter_map(|known| Some((known, reports.remove(&(known.kind, known.name.clone()))?)))
        .collect();
    let cannot = diagnosis::of(draft, &graded);
    let left_out = grader.left_out(&challenge).await;
    draft
        .notes
        .extend(left_out.into_iter().map(|said| Note::of("", said)));
    Ok(Imported::proven(
        &challenge,
        draft,
        Proof::of(&challenge, &graded),
        cannot,
        &graded,
    ))
}

fn set_time(draft: &mut Draft, while_measured: f64) {
    let seconds = match draft.time {
        Time::Usual => return,
        // A little more than a judge gives: an edge case begins with an interpreter.
        Time::Given { seconds } => seconds.max(1.0) + 0.5,
        Time::Measured { .. } => while_measured,
    };
    let cases = draft
        .tests
        .keys()
        .filter(|path| path.ends_with(".in"))
        .count();
    let whole =
        (seconds * cases as f64).clamp(60.0_f64.max(seconds), SUBMISSION_SECONDS.max(seconds));
    draft.limit("edge_case_seconds", format!("{seconds:?}"));
    draft.limit("submission_seconds", format!("{whole:?}"));
}

async fn grade(
    grader: &Grader,
    challenge: &Challenge,
    jobs: usize,
    wanted: impl Fn(&KnownSubmission) -> bool,
) -> Reports {
    let wanted: Vec<&KnownSubmission> = challenge
        .known
        .iter()
        .filter(|known| wanted(known))
        .collect();
    if wanted.is_empty() {
        return Reports::new();
    }
    // A failure to learn the edge cases shows in the accepted submissions' own reports.
    let _ = grader.learn(challenge).await;
    let workshop = &Workshop::new(grader.runtime(), challenge);
    futures::stream::iter(wanted)
        .map(async |known| {
            let report = grader
                .grade_known(workshop, known, Vec::new(), &mut |_| {})
                .await;
            ((known.kind, known.name.clone()), report)
        })
        .buffer_unordered(jobs)
        .collect()
        .await
}

/// Names the edge cases that a wrong submission fails, where names can say it; the starter may fail what it likes.
fn learn_fails(known: &mut Known, report: &Report) {
    if known.kind == KnownKind::Accepted || known.name == "starter" {
        return;
    }
    let names = failed_names(&report.edge_cases);
    let says = KnownSubmission {
        kind: known.kind,
        name: known.name.clone(),
        path: String::new(),
        files: known.files.clone(),
        fails: names.clone(),
        mistake: String::new(),
    };
    let exact = !names.is_empty() && can_hold(&names) && Proof::agrees(&says, report);
    known.fails = if exact && report.message.is_empty() {
        names
    } else {
        vec![ANY.to_owned()]
    };
}

/// A name for all that failed: a function's where all of its parameters did, a test's where all of its subtests did.
fn failed_names(cases: &[EdgeCase]) -> Vec<String> {
    let failed = |case: &EdgeCase| !matches!(case.outcome, Outcome::Passed | Outcome::NotRun);
    let function = |case: &EdgeCase| {
        test_of(&case.id)
            .split('[')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut names: Vec<String> = Vec::new();
    for case in cases
        .iter()
        .filter(|case| case.subtest_of.is_empty() && failed(case))
    {
        let subtests: Vec<&EdgeCase> = cases
            .iter()
            .filter(|other| other.subtest_of == case.id)
            .collect();
        let some: Vec<&&EdgeCase> = subtests.iter().filter(|case| failed(case)).collect();
        let mut like = cases
            .iter()
            .filter(|other| other.subtest_of.is_empty() && function(other) == function(case));
        if some.len() < subtests.len() && !some.is_empty() {
            names.extend(some.iter().map(|subtest| test_of(&subtest.id).to_owned()));
        } else if like.all(failed) {
            names.push(function(case));
        } else {
            names.push(test_of(&case.id).to_owned());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn test_of(id: &str) -> &str {
    id.split_once("::").map_or(id, |(_file, test)| test)
}

/// A submission that defines nothing, where that is the only one to fail some edge case.
fn add_nothing(draft: &mut Draft, reports: &Reports) {
    let wrong = || {
        reports
            .iter()
            .filter(|((kind, _), _)| *kind != KnownKind::Accepted)
    };
    let caught = |id: &str| {
        wrong().any(|(_, report)| {
            let mut cases = report.edge_cases.iter().filter(|case| case.id == id);
            cases.any(|case| !matches!(case.outcome, Outcome::Passed | Outcome::NotRun))
        })
    };
    let hidden = reports
        .iter()
        .filter(|((kind, _), _)| *kind == KnownKind::Accepted)
        .flat_map(|(_, report)| &report.edge_cases)
        .filter(|case| case.suite == Suite::Hidden);
    if hidden.clone().all(|case| caught(&case.id)) {
        return;
    }
    let files = draft
        .modules
        .iter()
        .map(|module| (format!("{module}.py"), b"\"\"\"Nothing.\"\"\"\n".to_vec()))
        .collect();
    draft.add(
        KnownKind::WrongAnswer,
        "nothing",
        files,
        "defines nothing that the tests ask for; a real mistake that fails these edge cases would prove more.",
    );
}
