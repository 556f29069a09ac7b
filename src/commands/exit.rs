//! The three exit statuses.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything passed.
    Passed,
    /// The command did its work and the answer is no: an edge case failed, a challenge is not proven.
    Failed,
    /// It could not do its work: our own fault, a broken challenge, or wrong usage (clap exits with 2 as well).
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Passed => 0,
            Exit::Failed => 1,
            Exit::Trouble => 2,
        })
    }
}
