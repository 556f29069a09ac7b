//! What the pages show, as plain data: one struct for each template, filled by the handlers.
//!
//! The same template serves a cell at load and live, so the fragments have structs of their own that
//! carry the same field names. Times are RFC 3339 in UTC; the browser says them in the reader's zone.

pub mod candidate;
pub mod challenges;
pub mod interviews;
pub mod review;

use std::fmt;

use askama::Template;

use crate::report::Outcome;

/// What every page needs around its content.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The response's Content-Security-Policy nonce; styles made by the editor need it, and hx-csp.
    pub nonce: String,
    /// Path prefix of the bundled files, e.g. `/assets/3f9c…`, without a slash at its end.
    pub assets: String,
    /// Whether an interviewer is signed in, so that the header offers the way out.
    pub signed_in: bool,
}

/// How an edge case stands: an outcome, or not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Pending,
    Running,
    Ended(Outcome),
}

impl State {
    /// The state in words, since colour alone says nothing to many readers.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pending => "waiting",
            Self::Running => "running",
            Self::Ended(Outcome::Passed) => "passed",
            Self::Ended(Outcome::Failed) => "failed",
            Self::Ended(Outcome::Error) => "error",
            Self::Ended(Outcome::TimedOut) => "timed out",
            Self::Ended(Outcome::OutOfMemory) => "out of memory",
            Self::Ended(Outcome::NotRun) => "not run",
            Self::Ended(Outcome::ChallengeFault) => "test is broken",
        }
    }

    pub fn passed(&self) -> bool {
        *self == Self::Ended(Outcome::Passed)
    }

    /// Whether there is a reason to read on: it ended, and not well.
    pub fn fell_short(&self) -> bool {
        matches!(self, Self::Ended(outcome) if *outcome != Outcome::Passed)
    }
}

impl fmt::Display for State {
    /// The name of the icon and of the colours in the style sheet.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Ended(Outcome::Passed) => "passed",
            Self::Ended(Outcome::Failed) => "failed",
            Self::Ended(Outcome::Error) => "error",
            Self::Ended(Outcome::TimedOut) => "timed-out",
            Self::Ended(Outcome::OutOfMemory) => "out-of-memory",
            Self::Ended(Outcome::NotRun) => "not-run",
            Self::Ended(Outcome::ChallengeFault) => "challenge-fault",
        })
    }
}

/// How far a submission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Queued,
    Running,
    Finished,
}

/// Why a submission has no edge cases to judge it by; none of these costs an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    pub message: String,
    /// The line in the candidate's source, or for a broken test in the author's file.
    pub line: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    NotGradable,
    ChallengeFault,
    SystemError,
}

impl NoteKind {
    pub fn heading(&self) -> &'static str {
        match self {
            Self::NotGradable => "Not examined: the source does not parse",
            Self::ChallengeFault => "A hidden test of this challenge is broken",
            Self::SystemError => "Assay could not examine this attempt",
        }
    }

    /// Two words for a column's head or a line of history.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotGradable => "not examined",
            Self::ChallengeFault => "broken test",
            Self::SystemError => "our fault",
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub shell: Shell,
    pub status: u16,
    pub heading: String,
    pub message: String,
    pub action_href: String,
    pub action_label: String,
}

#[derive(Template)]
#[template(path = "login.html")]
pub struct LoginPage {
    pub shell: Shell,
    /// Where to go after signing in; a path of this server.
    pub next: String,
    pub name: String,
    pub error: Option<String>,
}
