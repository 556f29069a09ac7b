//! A report: named edge cases with their outcomes. Pure data; knows no engine, no web, no database.

mod candidate;
mod csv;
pub mod exercism;
mod formats;
mod junit;
pub mod text;

use serde::{Deserialize, Serialize};

use crate::limits::Limits;

pub use candidate::{
    AreaCount, CandidateVerdict, CandidateView, HiddenCase, HiddenView, VisibleCase,
};
pub use formats::{Format, FormatError, Graded, write_all, write_line};
pub use text::TextStyle;

/// How one edge case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The hidden check held.
    Passed,
    /// An assertion of the check did not hold.
    Failed,
    /// The candidate's code raised, crashed or could not be imported.
    Error,
    /// The edge case's deadline passed, by the examiner's clock.
    TimedOut,
    /// The kernel ended the candidate's code at the memory limit.
    OutOfMemory,
    /// Never reached: the submission's own limit had passed, or the test was skipped by its author.
    NotRun,
    /// The hidden test itself is broken; the candidate is not to blame.
    ChallengeFault,
}

/// Which suite a case belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suite {
    Hidden,
    Visible,
}

/// One edge case of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EdgeCase {
    /// Stable within a challenge, e.g. `timing_test.py::test_keeps_name` or `...::test_sizes[3]`.
    pub id: String,
    pub suite: Suite,
    /// The id of the test whose subtest this is; else empty. A test fails when one of its subtests does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtest_of: String,
    /// As a person would say it: "keeps the wrapped function's name".
    pub title: String,
    /// A coarse topic, e.g. "errors"; empty where the author named none.
    #[serde(default)]
    pub area: String,
    /// What it tells the interviewer about the candidate.
    #[serde(default)]
    pub tells: String,
    /// What it advises the candidate.
    #[serde(default)]
    pub advises: String,
    pub outcome: Outcome,
    /// Why it did not pass, for the interviewer; empty when it passed.
    #[serde(default)]
    pub message: String,
    pub duration_ms: f64,
    /// What the candidate's code printed meanwhile; interviewers only for hidden cases.
    #[serde(default)]
    pub stdout: String,
    #[serde(default)]
    pub stderr: String,
    /// Whether output was cut at the limit.
    #[serde(default)]
    pub output_cut: bool,
    /// Where in the candidate's source it went wrong, as far as known.
    #[serde(default)]
    pub location: Option<Location>,
    /// A few lines of plain Python that show the failure when they run beside the submission; empty when it passed or
    /// none could be made. They hold the hidden test's values: interviewers only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reproducer: String,
    /// How far the search went, in an edge case that tries made-up examples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<Examples>,
}

/// Examples that an edge case tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Shrinking one that failed counts too.
    pub tried: u32,
    /// How many the challenge asks for; there may be no more different ones.
    pub asked: u32,
    /// Whether the edge case's time ended the search.
    pub time_over: bool,
}

/// A line of a file: the candidate's, or for a challenge fault the author's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    pub file: String,
    /// Counted from 1.
    pub line: u32,
}

/// The whole submission's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every edge case passed.
    Passed,
    /// At least one edge case did not pass.
    Failed,
    /// Empty source or source that does not parse: costs no attempt.
    NotGradable,
    /// A hidden test is broken: costs no attempt.
    ChallengeFault,
    /// Our own fault (engine, disk, lost worker), after retries: costs no attempt.
    SystemError,
}

/// What the sandbox used, for information.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    pub wall_ms: f64,
    /// CPU time of the whole sandbox. This and the next are told by the sandbox itself, which may lie; nothing rests
    /// on them.
    pub cpu_ms: Option<f64>,
    pub peak_memory_bytes: Option<u64>,
    /// CPU time of the examiner's process, and the questions that it put to the sandbox across the bridge; where an edge
    /// case took a process along, those of the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiner_cpu_ms: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossings: Option<u64>,
}

/// The report of one submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The challenge's name (its folder's name).
    pub challenge: String,
    /// Content hash of the challenge's files.
    pub challenge_version: String,
    /// SHA-256 of the candidate's files.
    pub submission: String,
    pub verdict: Verdict,
    /// One sentence for the whole: the syntax error, the broken hidden test, the lost engine; else empty.
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub location: Option<Location>,
    pub edge_cases: Vec<EdgeCase>,
    pub limits: Limits,
    /// The sandbox image's content hash label.
    pub image: String,
    /// The packages that the image holds beside Python's standard library, e.g. `numpy==2.4.6`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<String>,
    /// `isolated`, or `shared: forgeable`.
    pub isolation: String,
    #[serde(default)]
    pub usage: Usage,
    /// Where the examples of edge cases began that compare with a reference: the same seed finds the same example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
}

impl Report {
    /// Whether the tests ran where the submission could forge what they tell.
    pub fn is_forgeable(&self) -> bool {
        self.isolation != "isolated"
    }

    /// How many edge cases passed, and how many there are.
    pub fn score(&self) -> (usize, usize) {
        let passed = self
            .edge_cases
            .iter()
            .filter(|case| case.outcome == Outcome::Passed)
            .count();
        (passed, self.edge_cases.len())
    }
}

impl Outcome {
    /// In words, for people.
    pub fn words(self) -> String {
        self.word().replace('_', " ")
    }

    /// As reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Error => "error",
            Self::TimedOut => "timed_out",
            Self::OutOfMemory => "out_of_memory",
            Self::NotRun => "not_run",
            Self::ChallengeFault => "challenge_fault",
        }
    }
}

impl Suite {
    /// As reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Visible => "visible",
        }
    }
}

impl Verdict {
    /// In words, for people.
    pub fn words(self) -> String {
        self.word().replace('_', " ")
    }

    /// As reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotGradable => "not_gradable",
            Self::ChallengeFault => "challenge_fault",
            Self::SystemError => "system_error",
        }
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn edge_case(outcome: Outcome) -> EdgeCase {
        EdgeCase {
            id: "timing_test.py::test_keeps_name".into(),
            suite: Suite::Hidden,
            subtest_of: String::new(),
            title: "keeps the name".into(),
            area: "transparency".into(),
            tells: "Knows functools.wraps.".into(),
            advises: "Look at what a wrapper looks like from outside.".into(),
            outcome,
            message: "assert 'wrapper' == 'add'\n\u{1b}[2J\u{202e}".into(),
            duration_ms: 1.25,
            stdout: "hello\n".into(),
            stderr: String::new(),
            output_cut: false,
            location: Some(Location {
                file: "timing.py".into(),
                line: 7,
            }),
            reproducer: match outcome {
                Outcome::Passed => String::new(),
                _ => "from timing import timed\n\nassert timed(add).__name__ == 'add'  # got 'wrapper'\n".into(),
            },
            examples: None,
        }
    }

    pub fn report() -> Report {
        let passed = EdgeCase {
            id: "timing_test.py::test_returns".into(),
            title: "returns the value".into(),
            area: String::new(),
            message: String::new(),
            location: None,
            ..edge_case(Outcome::Passed)
        };
        let visible = EdgeCase {
            id: "visible_test.py::test_logs".into(),
            suite: Suite::Visible,
            title: "logs something".into(),
            message: "took longer than 5 s".into(),
            ..edge_case(Outcome::TimedOut)
        };
        Report {
            challenge: "timing-decorator".into(),
            challenge_version: "c0ffee".into(),
            submission: "decade".into(),
            verdict: Verdict::Failed,
            message: String::new(),
            location: None,
            edge_cases: vec![visible, passed, edge_case(Outcome::Failed)],
            limits: Limits::default(),
            image: "1a2b3c".into(),
            packages: Vec::new(),
            isolation: "isolated".into(),
            usage: Usage {
                wall_ms: 31.5,
                cpu_ms: Some(12.0),
                peak_memory_bytes: Some(11 << 20),
                examiner_cpu_ms: None,
                crossings: None,
            },
            seed: None,
        }
    }

    #[test]
    fn an_outcomes_word_is_what_json_says() {
        for outcome in [
            Outcome::Passed,
            Outcome::TimedOut,
            Outcome::OutOfMemory,
            Outcome::ChallengeFault,
        ] {
            assert_eq!(
                serde_json::to_value(outcome).expect("it serializes"),
                outcome.word()
            );
        }
        for verdict in [
            Verdict::NotGradable,
            Verdict::ChallengeFault,
            Verdict::SystemError,
        ] {
            assert_eq!(
                serde_json::to_value(verdict).expect("it serializes"),
                verdict.word()
            );
        }
    }
}
