//! The gate between what is known of an attempt and what its candidate may see.
//!
//! Every field of a candidate's view is named here, once. A hidden edge case's message, output, location in the tests
//! and what it tells an interviewer have no way through.

use super::{duration, note_kind, progress, state, time};
use crate::challenge::Reveal as Level;
use crate::report::{Suite, Verdict};
use crate::store::{self, Kind};
use crate::web::record::{Attempt, Record};
use crate::web::token::case_key;
use crate::web::views::candidate::{AreaCount, AttemptView, CaseView, HiddenView, Hint};
use crate::web::views::{Note, NoteKind};

/// The reveal level that an interview was created with; the strictest where the name says nothing.
pub fn level(name: &str) -> Level {
    match name {
        "area" => Level::Area,
        "title" => Level::Title,
        "message" => Level::Message,
        _ => Level::Count,
    }
}

/// One attempt as its candidate sees it. `place` is where it stands in the queue, 0 when it is not waiting.
pub fn attempt(record: &Record, attempt: &Attempt, place: usize) -> AttemptView {
    let submission = &attempt.submission;
    let (suite, hidden) = match submission.kind {
        Kind::Run => (Suite::Visible, None),
        Kind::Submit => (Suite::Hidden, hidden(record, attempt)),
    };
    let newest = record.of(&submission.challenge).next_back();
    AttemptView {
        id: submission.id.clone(),
        number: attempt.number,
        suite,
        progress: progress(submission.state),
        place,
        received_at: time(submission.received_at),
        sha256: submission.sha256.clone(),
        note: note(attempt),
        visible: attempt
            .cases_of(Suite::Visible)
            .map(|case| visible(attempt, case))
            .collect(),
        hidden,
        newest: newest.is_some_and(|newest| newest.submission.id == submission.id),
    }
}

/// A visible edge case: all of it, since its test lies before the candidate.
pub fn visible(attempt: &Attempt, progress: &store::Progress) -> CaseView {
    let case = &progress.case;
    CaseView {
        key: case_key(&case.id),
        state: state(attempt, progress),
        title: case.title.clone(),
        message: case.message.clone(),
        advises: case.advises.clone(),
        stdout: case.stdout.clone(),
        stderr: case.stderr.clone(),
        output_cut: case.output_cut,
        line: own_line(attempt, progress),
        duration: if progress.finished { duration(case.duration_ms) } else { String::new() },
    }
}

/// The hidden edge cases, as far as the interview's level and the interviewer's clicks allow.
pub fn hidden(record: &Record, attempt: &Attempt) -> Option<HiddenView> {
    let level = level(&record.interview.reveal);
    let cases: Vec<&store::Progress> = attempt.cases_of(Suite::Hidden).collect();
    if cases.is_empty() {
        return None;
    }
    let challenge = &attempt.submission.challenge;
    let named = cases
        .iter()
        .filter(|progress| level >= Level::Title || record.reveal_of(challenge, &progress.case.id).is_some())
        .map(|progress| named(attempt, progress, level))
        .collect();
    let count = count("", cases.iter().copied());
    let mut areas: Vec<AreaCount> = Vec::new();
    if level >= Level::Area {
        for progress in &cases {
            let area = &progress.case.area;
            if !area.is_empty() && !areas.iter().any(|known| known.name == *area) {
                let of_area = cases.iter().copied().filter(|other| other.case.area == *area);
                areas.push(self::count(area, of_area));
            }
        }
    }
    Some(HiddenView {
        passed: count.passed,
        failed: count.failed,
        pending: count.pending,
        areas,
        named,
        all_named: level >= Level::Title,
    })
}

/// A hidden edge case whose title may be read. Never its message, which quotes the test, nor what was printed.
fn named(attempt: &Attempt, progress: &store::Progress, level: Level) -> CaseView {
    let full = level >= Level::Message;
    CaseView {
        key: case_key(&progress.case.id),
        state: state(attempt, progress),
        title: progress.case.title.clone(),
        message: String::new(),
        advises: if full { progress.case.advises.clone() } else { String::new() },
        stdout: String::new(),
        stderr: String::new(),
        output_cut: false,
        line: if full { own_line(attempt, progress) } else { None },
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
        Kind::Run => format!("Run {}", attempt.number),
        Kind::Submit => format!("Submission {}", attempt.number),
    };
    if let Some(note) = note(attempt) {
        return format!("{name}: {}.", note.kind.heading());
    }
    let (passed, total) = attempt.score(Suite::Visible);
    let visible = format!("{passed} of {total} visible edge cases passed");
    match hidden(record, attempt) {
        Some(hidden) if attempt.submission.kind == Kind::Submit => format!(
            "{name} is examined: {} of {} hidden edge cases passed, {visible}.",
            hidden.passed,
            hidden.total()
        ),
        _ => format!("{name} is examined: {visible}."),
    }
}

/// Why nothing was judged. Only a fault in the candidate's own source is told in its own words.
fn note(attempt: &Attempt) -> Option<Note> {
    let report = attempt.report.as_ref()?;
    let kind = note_kind(report.verdict)?;
    let (message, line) = match kind {
        NoteKind::NotGradable => (report.message.clone(), report.location.as_ref().map(|at| at.line)),
        NoteKind::ChallengeFault => (
            "The fault is in the challenge, not in your code. Your interviewer sees which test it is.".to_owned(),
            None,
        ),
        NoteKind::SystemError => {
            ("The fault is on our side. What you sent is kept; submit it again when you like.".to_owned(), None)
        }
    };
    Some(Note { kind, message, line })
}

/// The line in the candidate's own source; a line of a test is none of theirs.
fn own_line(attempt: &Attempt, progress: &store::Progress) -> Option<u32> {
    let location = progress.case.location.as_ref()?;
    let broken_test = attempt.report.as_ref().is_some_and(|report| report.verdict == Verdict::ChallengeFault);
    (!broken_test && attempt.submission.files.contains_key(&location.file)).then_some(location.line)
}

fn count<'a>(name: &str, cases: impl Iterator<Item = &'a store::Progress>) -> AreaCount {
    let mut count = AreaCount { name: name.to_owned(), passed: 0, failed: 0, pending: 0 };
    for progress in cases {
        if progress.passed() {
            count.passed += 1;
        } else if progress.finished {
            count.failed += 1;
        } else {
            count.pending += 1;
        }
    }
    count
}
