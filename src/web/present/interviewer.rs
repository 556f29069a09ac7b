//! What the interviewer sees: everything, arranged by edge case and attempt.

use std::collections::BTreeMap;

use super::{duration, mebibytes, note_kind, progress, state, time};
use crate::challenge::Reveal as Level;
use crate::report::{EdgeCase, Suite};
use crate::store::{self, Kind};
use crate::web::level;
use crate::web::record::{Attempt, Record};
use crate::web::review;
use crate::web::token::case_key;
use crate::web::views::interviews::{
    Activity, CaseDetail, CaseLink, Cell, ChallengeScore, Change, Group, Head, Matrix, Previous,
    Row, SubmissionView,
};
use crate::web::views::{Note, NoteKind, State};

/// What is open on the page: its cell and column are marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    pub submission: Option<String>,
    pub case: Option<String>,
}

/// How the candidate stands in a challenge: by the newest submission that was judged.
pub fn score(record: &Record, challenge: &str, title: &str) -> ChallengeScore {
    let judged = record.submits(challenge).rev().find(|attempt| {
        attempt
            .report
            .as_ref()
            .is_some_and(|report| note_kind(report.verdict).is_none())
    });
    let (passed, total) = judged.map_or((0, 0), |attempt| attempt.score(Suite::Hidden));
    ChallengeScore {
        name: challenge.to_owned(),
        title: title.to_owned(),
        attempts: record.submits(challenge).count(),
        passed,
        total,
    }
}

/// What the candidate does between submissions.
pub fn activity(record: &Record, challenge: &str) -> Activity {
    let runs = || {
        record
            .of(challenge)
            .filter(|attempt| attempt.submission.kind == Kind::Run)
    };
    let newest = runs().next_back();
    let (run_passed, run_total) = newest.map_or((0, 0), |run| run.score(Suite::Visible));
    let draft = record.drafts.get(challenge);
    Activity {
        challenge: challenge.to_owned(),
        draft_saved_at: draft.map(|draft| time(draft.saved_at)),
        draft: draft.map(|draft| size(&draft.files)).unwrap_or_default(),
        run_at: newest.map(|run| time(run.submission.received_at)),
        run_passed,
        run_total,
        runs: runs().count(),
    }
}

/// How much is in a draft: lines of code, and of a review what its lines say.
fn size(files: &BTreeMap<String, String>) -> String {
    let (count, what) = if files.contains_key(review::FILE) {
        (review::comments(files.values()), "comment")
    } else {
        (
            files.values().map(|text| text.lines().count()).sum(),
            "line",
        )
    };
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The edge cases of a challenge by its submissions.
pub fn matrix(record: &Record, challenge: &str, selection: &Selection) -> Matrix {
    let attempts: Vec<&Attempt> = record.submits(challenge).collect();
    let mut groups: Vec<Group> = Vec::new();
    let known = record
        .known
        .get(challenge)
        .map_or(&[][..], |known| &known.cases);
    for case in union(&attempts, known) {
        let name = if case.suite == Suite::Visible {
            String::new()
        } else {
            case.area.clone()
        };
        let row = row(record, challenge, case, &attempts, selection);
        match groups
            .iter_mut()
            .find(|group| group.suite == case.suite && group.name == name)
        {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                name,
                suite: case.suite,
                rows: vec![row],
            }),
        }
    }
    // The visible ones last: whoever wrote the code has seen them.
    groups.sort_by_key(|group| group.suite == Suite::Visible);
    Matrix {
        interview: record.interview.id.clone(),
        challenge: challenge.to_owned(),
        case: record.kind(challenge).case(),
        heads: attempts
            .iter()
            .map(|attempt| head(attempt, selection))
            .collect(),
        groups,
    }
}

/// The edge cases in the newest attempt's order, then those that only an older version of the challenge had. Before
/// any attempt has some: those that the challenge is known to have.
fn union<'a>(attempts: &[&'a Attempt], known: &'a [EdgeCase]) -> Vec<&'a EdgeCase> {
    let mut cases: Vec<&EdgeCase> = Vec::new();
    for attempt in attempts.iter().rev() {
        for progress in attempt.cases.iter() {
            if !cases.iter().any(|known| known.id == progress.case.id) {
                cases.push(&progress.case);
            }
        }
    }
    if cases.is_empty() {
        cases.extend(known);
    }
    cases
}

/// One edge case's row.
pub fn row(
    record: &Record,
    challenge: &str,
    case: &EdgeCase,
    attempts: &[&Attempt],
    selection: &Selection,
) -> Row {
    Row {
        key: case_key(&case.id),
        title: case.title.clone(),
        tells: case.tells.clone(),
        revealed_at: record
            .reveal_of(challenge, &case.id)
            .map(|reveal| time(reveal.at)),
        cells: attempts
            .iter()
            .map(|attempt| cell(record, attempt, case, selection))
            .collect(),
    }
}

/// One edge case in one attempt.
pub fn cell(record: &Record, attempt: &Attempt, case: &EdgeCase, selection: &Selection) -> Cell {
    let key = case_key(&case.id);
    let submission = &attempt.submission;
    let found = attempt
        .cases
        .iter()
        .find(|progress| progress.case.id == case.id);
    let before = record
        .before(attempt)
        .and_then(|before| ended(before, &case.id));
    let now = ended(attempt, &case.id);
    let change = match (before, now) {
        (Some(false), Some(true)) => Change::Fixed,
        (Some(true), Some(false)) => Change::Broke,
        _ => Change::None,
    };
    let hint = record.reveal_of(&submission.challenge, &case.id);
    Cell {
        submission: submission.id.clone(),
        number: attempt.number,
        selected: selection.submission.as_deref() == Some(&submission.id)
            && selection.case.as_deref() == Some(&key),
        key,
        title: case.title.clone(),
        state: found.map_or(State::Pending, |progress| state(attempt, progress)),
        change,
        // A hint counts from its own time on: what arrived before it was found alone.
        hinted: now == Some(true) && hint.is_some_and(|hint| hint.at <= submission.received_at),
    }
}

/// An attempt's column head.
pub fn head(attempt: &Attempt, selection: &Selection) -> Head {
    let (passed, total) = attempt.score(Suite::Hidden);
    Head {
        id: attempt.submission.id.clone(),
        number: attempt.number,
        received_at: time(attempt.submission.received_at),
        progress: progress(attempt.submission.state),
        passed,
        total,
        note: note(attempt),
        selected: selection.submission.as_deref() == Some(&attempt.submission.id),
    }
}

/// An attempt as a whole.
pub fn submission(record: &Record, attempt: &Attempt, main_file: Option<&str>) -> SubmissionView {
    let submission = &attempt.submission;
    let (passed, total) = attempt.score(Suite::Hidden);
    let (visible_passed, visible_total) = attempt.score(Suite::Visible);
    let (file, source) = attempt.main_file(main_file);
    let report = attempt.report.as_deref();
    let usage = report.map(|report| &report.usage);
    let previous = record.before(attempt);
    SubmissionView {
        id: submission.id.clone(),
        interview: record.interview.id.clone(),
        challenge: submission.challenge.clone(),
        number: attempt.number,
        progress: progress(submission.state),
        received_at: time(submission.received_at),
        sha256: submission.sha256.clone(),
        note: note(attempt),
        passed,
        total,
        visible_passed,
        visible_total,
        fixed: changed(attempt, previous, true),
        broke: changed(attempt, previous, false),
        wall: usage
            .filter(|_| !attempt.is_review())
            .map(|usage| duration(usage.wall_ms))
            .unwrap_or_default(),
        cpu: usage.and_then(|usage| usage.cpu_ms).map(duration),
        memory: usage
            .and_then(|usage| usage.peak_memory_bytes)
            .map(mebibytes),
        memory_limit: report
            .map(|report| format!("{} MiB", report.limits.memory_mebibytes))
            .unwrap_or_default(),
        isolation: report.map_or_else(|| "isolated".to_owned(), |report| report.isolation.clone()),
        previous: previous.map(|previous| Previous {
            number: previous.number,
            passed: previous.score(Suite::Hidden).0,
            source: previous
                .submission
                .files
                .get(&file)
                .cloned()
                .unwrap_or_default(),
        }),
        file,
        source,
        review: None,
    }
}

/// One edge case in one attempt, with all that is known.
pub fn detail(
    record: &Record,
    attempt: &Attempt,
    found: &store::Progress,
    main_file: Option<&str>,
) -> CaseDetail {
    let submission = &attempt.submission;
    let case = &found.case;
    let reveal = record.reveal_of(&submission.challenge, &case.id);
    let titles_shown = level::of(&record.interview.reveal) >= Level::Title;
    let location = case.location.as_ref();
    CaseDetail {
        interview: record.interview.id.clone(),
        challenge: submission.challenge.clone(),
        submission: submission.id.clone(),
        number: attempt.number,
        key: case_key(&case.id),
        id: case.id.clone(),
        title: case.title.clone(),
        area: case.area.clone(),
        suite: case.suite,
        state: state(attempt, found),
        message: case.message.clone(),
        reproducer: case.reproducer.clone(),
        tells: case.tells.clone(),
        advises: case.advises.clone(),
        duration: if found.finished && !attempt.is_review() {
            duration(case.duration_ms)
        } else {
            String::new()
        },
        stdout: case.stdout.clone(),
        stderr: case.stderr.clone(),
        output_cut: case.output_cut,
        file: location.map_or_else(
            || attempt.main_file(main_file).0,
            |location| location.file.clone(),
        ),
        line: location.map(|location| location.line),
        revealed_at: reveal.map(|reveal| time(reveal.at)),
        can_reveal: case.suite == Suite::Hidden
            && reveal.is_none()
            && !titles_shown
            && !attempt.is_review(),
    }
}

/// The edge case that a person looks at first: the first that fell short, else the first.
pub fn first_of_interest(attempt: &Attempt) -> Option<&store::Progress> {
    attempt
        .cases
        .iter()
        .find(|progress| progress.finished && !progress.passed())
        .or_else(|| attempt.cases.first())
}

fn note(attempt: &Attempt) -> Option<Note> {
    let report = attempt.report.as_ref()?;
    let kind: NoteKind = note_kind(report.verdict)?;
    Some(Note {
        kind,
        message: report.message.clone(),
        line: report.location.as_ref().map(|location| location.line),
    })
}

/// Whether an edge case has passed in an attempt; nothing while it has not ended.
fn ended(attempt: &Attempt, id: &str) -> Option<bool> {
    let progress = attempt
        .cases
        .iter()
        .find(|progress| progress.case.id == id)?;
    progress.finished.then(|| progress.passed())
}

fn changed(attempt: &Attempt, before: Option<&Attempt>, to_passed: bool) -> Vec<CaseLink> {
    let Some(before) = before else {
        return Vec::new();
    };
    attempt
        .cases_of(Suite::Hidden)
        .filter(|progress| {
            let id = &progress.case.id;
            ended(attempt, id) == Some(to_passed) && ended(before, id) == Some(!to_passed)
        })
        .map(|progress| CaseLink {
            key: case_key(&progress.case.id),
            title: progress.case.title.clone(),
            state: state(attempt, progress),
        })
        .collect()
}
