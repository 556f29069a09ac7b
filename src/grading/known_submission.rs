//! Grading a known submission: what its author expects of it says how often it is tried.

use super::grader::{Grader, Options, not_gradable};
use super::progress::Observer;
use super::proof::Proof;
use super::workshop::Workshop;
use crate::challenge::{KnownKind, KnownSubmission};
use crate::report::Report;
use crate::submission::{SourceLimits, Submission};

/// Its author wrote it, so only what is a slip is refused.
const LIMITS: SourceLimits = SourceLimits {
    total_bytes: 4 << 20,
    files: 500,
};

impl Grader {
    /// Examines a submission of the challenge's own folder: an accepted one and one that takes all memory just as a
    /// candidate's, the others in the workshop's sandboxes.
    pub async fn grade_known(
        &self,
        workshop: &Workshop<'_>,
        known: &KnownSubmission,
        observer: &mut dyn Observer,
    ) -> Report {
        let challenge = workshop.challenge();
        let workshop = match known.kind {
            KnownKind::Accepted | KnownKind::MemoryLimitExceeded => None,
            KnownKind::WrongAnswer | KnownKind::TimeLimitExceeded | KnownKind::RunTimeError => {
                Some(workshop)
            }
        };
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
