//! Grading a known submission: what its author expects of it says how often it is tried.

use super::grader::{Grader, Options, not_gradable};
use super::progress::Observer;
use super::proof::Proof;
use super::workshop::Workshop;
use crate::challenge::{KnownKind, KnownSubmission};
use crate::report::{EdgeCase, Report};
use crate::submission::{SourceLimits, Submission};

/// Its author wrote it, so only what is a slip is refused.
const LIMITS: SourceLimits = SourceLimits {
    total_bytes: 4 << 20,
    files: 500,
};

impl Grader {
    /// Examines a submission of the challenge's own folder: those that the workshop takes in its sandboxes, the others
    /// just as a candidate's. `kept` are outcomes that hold already.
    pub async fn grade_known(
        &self,
        workshop: &Workshop<'_>,
        known: &KnownSubmission,
        kept: Vec<EdgeCase>,
        observer: &mut dyn Observer,
    ) -> Report {
        let challenge = workshop.challenge();
        let workshop = workshop.takes(known.kind).then_some(workshop);
        let modules = &challenge.settings.modules;
        let submission = match Submission::of_files(known.files.clone(), modules, &LIMITS) {
            Ok(submission) => submission,
            Err(refusal) => return not_gradable(challenge, "", &refusal),
        };
        // What is expected to time out or to exhaust memory needs no second run, unless it does something else.
        let sure = matches!(
            known.kind,
            KnownKind::TimeLimitExceeded | KnownKind::MemoryLimitExceeded
        );
        let options = Options {
            confirm: !sure,
            kept,
            ..Options::default()
        };
        let report = self
            .grade_in(workshop, challenge, &submission, &options, observer)
            .await;
        if sure && !Proof::agrees(known, &report) {
            return self
                .grade(challenge, &submission, &Options::default(), &mut |_| {})
                .await;
        }
        report
    }
}
