//! What is told while a submission is being graded.

use crate::report::EdgeCase;

/// One step of a grading. Every outcome is told once, when it is certain.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// The edge cases known so far, in their order, with the outcome `not_run` where it is open. Told again when more
    /// become known.
    Collected { edge_cases: Vec<EdgeCase> },
    /// An edge case runs now; one that is tried once more is told again.
    Started { id: String },
    /// An edge case has its outcome.
    Finished { edge_case: Box<EdgeCase> },
}

/// Whoever watches a grading. It must not block: send into a channel what takes time.
pub trait Observer: Send {
    fn observe(&mut self, progress: Progress);
}

impl<F: FnMut(Progress) + Send> Observer for F {
    fn observe(&mut self, progress: Progress) {
        self(progress);
    }
}
