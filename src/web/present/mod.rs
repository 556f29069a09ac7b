//! From what is stored to what a page shows. Pure: no request, no database.

pub mod candidate;
pub mod interviewer;

use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;

use super::record::Attempt;
use super::views::{NoteKind, Progress, State};
use crate::report::Verdict;
use crate::store;

/// A stored time as RFC 3339 in UTC; the browser says it in the reader's zone.
pub fn time(milliseconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .ok()
        .and_then(|at| at.format(&Rfc3339).ok())
        .unwrap_or_default()
}

/// Milliseconds as a person reads them.
pub fn duration(milliseconds: f64) -> String {
    if milliseconds < 9.95 {
        format!("{milliseconds:.1} ms")
    } else if milliseconds < 999.5 {
        format!("{milliseconds:.0} ms")
    } else {
        format!("{:.2} s", milliseconds / 1000.0)
    }
}

/// Bytes in MiB.
pub fn mebibytes(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1024 * 1024;
    format!("{} MiB", bytes.div_ceil(MEBIBYTE))
}

fn progress(state: store::State) -> Progress {
    match state {
        store::State::Queued => Progress::Queued,
        store::State::Running => Progress::Running,
        store::State::Done => Progress::Finished,
    }
}

fn state(attempt: &Attempt, progress: &store::Progress) -> State {
    if progress.finished {
        State::Ended(progress.case.outcome)
    } else if attempt
        .running()
        .is_some_and(|running| running.id == progress.case.id)
    {
        State::Running
    } else {
        State::Pending
    }
}

/// Which verdicts say that nothing of the candidate's was judged.
fn note_kind(verdict: Verdict) -> Option<NoteKind> {
    match verdict {
        Verdict::Passed | Verdict::Failed => None,
        Verdict::NotGradable => Some(NoteKind::NotGradable),
        Verdict::ChallengeFault => Some(NoteKind::ChallengeFault),
        Verdict::SystemError => Some(NoteKind::SystemError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_with_the_digits_that_matter() {
        let said: Vec<String> = [0.04, 3.21, 41.7, 1234.0]
            .into_iter()
            .map(duration)
            .collect();
        assert_eq!(said, ["0.0 ms", "3.2 ms", "42 ms", "1.23 s"]);
    }

    #[test]
    fn times_are_in_utc() {
        assert_eq!(time(0), "1970-01-01T00:00:00Z");
    }
}
