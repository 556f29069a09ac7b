//! What a candidate's page shows of an attempt. What may be seen at all is decided in one place, the report room's
//! [`CandidateView`]: everything here is made from it, also while a submission is still being examined.

use std::collections::BTreeSet;

use super::{duration, note_kind, progress, state, time};
use crate::challenge::Reveal as Level;
use crate::limits::Limits;
use crate::report::{
    CandidateVerdict, CandidateView, HiddenCase, Location, Report, Suite, Usage, Verdict,
    VisibleCase,
};
use crate::store::{self, Kind};
use crate::web::level;
use crate::web::record::{Attempt, Record};
use crate::web::token::case_key;
use crate::web::views::candidate::{AreaCount, AttemptView, CaseView, HiddenView, Hint};
use crate::web::views::{Note, State};

/// What the candidate may see of an attempt as far as it has come.
pub fn seen(record: &Record, attempt: &Attempt) -> CandidateView {
    let revealed: BTreeSet<String> = record
        .reveals
        .iter()
        .filter(|reveal| reveal.challenge == attempt.submission.challenge)
        .map(|reveal| reveal.case.clone())
        .collect();
    let level = level::of(&record.interview.reveal);
    match &attempt.report {
        Some(report) => CandidateView::of(report, level, &revealed),
        None => CandidateView::of(&so_far(attempt), level, &revealed),
    }
}

/// One attempt as its candidate sees it. `place` is where it stands in the queue, 0 when it is not waiting.
pub fn attempt(record: &Record, attempt: &Attempt, place: usize) -> AttemptView {
    let submission = &attempt.submission;
    let seen = seen(record, attempt);
    let newest = record.of(&submission.challenge).next_back();
    AttemptView {
        id: submission.id.clone(),
        number: attempt.number,
        suite: match submission.kind {
            Kind::Run => Suite::Visible,
            Kind::Submit => Suite::Hidden,
        },
        progress: progress(submission.state),
        place,
        received_at: time(submission.received_at),
        sha256: submission.sha256.clone(),
        note: note(attempt, &seen),
        visible: visible(attempt, &seen),
        hidden: hidden(record, attempt, &seen),
        case: record.kind(&submission.challenge).case(),
        newest: newest.is_some_and(|newest| newest.submission.id == submission.id),
    }
}

/// The visible edge cases, in their order.
pub fn visible(attempt: &Attempt, seen: &CandidateView) -> Vec<CaseView> {
    seen.visible
        .iter()
        .zip(attempt.cases_of(Suite::Visible))
        .map(|(case, progress)| visible_case(attempt, case, progress))
        .collect()
}

fn visible_case(attempt: &Attempt, case: &VisibleCase, progress: &store::Progress) -> CaseView {
    CaseView {
        // The tests of visible cases lie before the candidate, so their ids are no secret.
        key: case_key(&progress.case.id),
        state: state(attempt, progress),
        title: case.title.clone(),
        message: case.message.clone(),
        advises: String::new(),
        stdout: case.stdout.clone(),
        stderr: case.stderr.clone(),
        output_cut: case.output_cut,
        line: own_line(attempt, case.location.as_ref()),
        duration: if progress.finished {
            duration(case.duration_ms)
        } else {
            String::new()
        },
    }
}

/// The hidden edge cases, as far as the interview's level and the interviewer's clicks allow.
pub fn hidden(record: &Record, attempt: &Attempt, seen: &CandidateView) -> Option<HiddenView> {
    let hidden = seen.hidden.as_ref()?;
    let states: Vec<(State, &str)> = attempt
        .cases_of(Suite::Hidden)
        .map(|progress| (state(attempt, progress), progress.case.area.as_str()))
        .collect();
    let open = |state: &State| !matches!(state, State::Ended(_));
    let pending = states.iter().filter(|(state, _)| open(state)).count();
    let areas = hidden.areas.iter().map(|area| {
        let name =
            |of_case: &str| of_case == area.area || (of_case.is_empty() && area.area == "other");
        let pending = states
            .iter()
            .filter(|(state, of_case)| open(state) && name(of_case))
            .count();
        AreaCount {
            name: area.area.clone(),
            passed: area.passed,
            failed: area.total.saturating_sub(area.passed + pending),
            pending,
        }
    });
    let named = hidden.cases.iter().filter_map(|case| {
        let (state, _) = states.get(case.number.checked_sub(1)?)?;
        Some(named(attempt, case, *state))
    });
    Some(HiddenView {
        passed: hidden.passed,
        failed: hidden.total.saturating_sub(hidden.passed + pending),
        pending,
        areas: areas.collect(),
        named: named.collect(),
        all_named: level::of(&record.interview.reveal) >= Level::Title,
        case: record.kind(&attempt.submission.challenge).case(),
    })
}

/// A hidden edge case whose title may be read.
fn named(attempt: &Attempt, case: &HiddenCase, state: State) -> CaseView {
    CaseView {
        // Its number and not its id, which names the test.
        key: format!("h{}", case.number),
        state,
        title: case.title.clone(),
        message: String::new(),
        // Nothing is advised before the case has ended.
        advises: case
            .advice
            .clone()
            .filter(|_| matches!(state, State::Ended(_)))
            .unwrap_or_default(),
        stdout: String::new(),
        stderr: String::new(),
        output_cut: false,
        line: own_line(attempt, case.location.as_ref()),
        duration: String::new(),
    }
}

/// The titles that the interviewer revealed for a challenge.
pub fn hints(record: &Record, challenge: &str) -> Vec<Hint> {
    record
        .reveals
        .iter()
        .filter(|reveal| reveal.challenge == challenge)
        .map(|reveal| Hint {
            title: reveal.title.clone(),
            advises: String::new(),
            revealed_at: time(reveal.at),
        })
        .collect()
}

/// One sentence for a screen reader, when an attempt has ended.
pub fn announcement(record: &Record, attempt: &Attempt) -> String {
    let name = match attempt.submission.kind {
        Kind::Run => "Run",
        Kind::Submit => "Submission",
    };
    format!(
        "{name} {}: {}.",
        attempt.number,
        seen(record, attempt).headline
    )
}

/// Why nothing was judged, in the words that the candidate may read.
fn note(attempt: &Attempt, seen: &CandidateView) -> Option<Note> {
    let report = attempt.report.as_ref()?;
    let kind = note_kind(report.verdict)?;
    Some(Note {
        kind,
        message: seen.message.clone(),
        line: match seen.verdict {
            CandidateVerdict::NotGradable => own_line(attempt, seen.location.as_ref()),
            CandidateVerdict::Examined | CandidateVerdict::NotCounted => None,
        },
    })
}

/// The line in the candidate's own source; a line of a test is none of theirs.
fn own_line(attempt: &Attempt, location: Option<&Location>) -> Option<u32> {
    location
        .filter(|location| attempt.submission.files.contains_key(&location.file))
        .map(|location| location.line)
}

/// What a report would hold if the examination ended now.
fn so_far(attempt: &Attempt) -> Report {
    Report {
        challenge: attempt.submission.challenge.clone(),
        challenge_version: attempt.submission.challenge_version.clone(),
        submission: attempt.submission.sha256.clone(),
        verdict: Verdict::Failed,
        message: String::new(),
        location: None,
        edge_cases: attempt
            .cases
            .iter()
            .map(|progress| progress.case.clone())
            .collect(),
        limits: Limits::default(),
        image: String::new(),
        packages: Vec::new(),
        isolation: String::new(),
        seed: None,
        usage: Usage::default(),
    }
}
