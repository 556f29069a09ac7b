//! Grading a known submission: what its author expects of it says how often it is tried.

use super::grader::{Grader, Options, not_gradable};
use super::progress::Observer;
use super::proof::Proof;
use crate::challenge::{Challenge, KnownKind, KnownSubmission};
use crate::report::Report;
use crate::submission::{SourceLimits, Submission};

/// Its author wrote it, so only what is a slip is refused.
const LIMITS: SourceLimits = SourceLimits {
    total_bytes: 4 << 20,
    files: 500,
};

impl Grader {
    /// Examines a submission of the challenge's own folder.
    pub async fn grade_known(
        &self,
        challenge: &Challenge,
        known: &KnownSubmission,
        observer: &mut dyn Observer,
    ) -> Report {
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
        let report = self.grade(challenge, &submission, &options, observer).await;
        if sure && !Proof::agrees(known, &report) {
            return self
                .grade(challenge, &submission, &Options::default(), &mut |_| {})
                .await;
        }
        report
    }
}
