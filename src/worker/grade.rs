//! The grading function behind the worker: the same that the command line uses.

use std::sync::Arc;

use futures::future::BoxFuture;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::Grade;
use crate::challenge::{FindError, Kind as Task, Library};
use crate::folder::Files;
use crate::grading::{Grader, Options, Progress, not_gradable};
use crate::limits::Limits;
use crate::report::{Report, Suite, Usage, Verdict};
use crate::review::{self, Ticks};
use crate::store::{Kind, Submission};
use crate::submission::{self, SourceLimits};

/// Grades submissions to the challenges of a library.
#[derive(Debug)]
pub struct LibraryGrader {
    grader: Arc<Grader>,
    library: Library,
    source: SourceLimits,
}

impl LibraryGrader {
    /// A grader of this library's challenges.
    pub fn new(grader: Arc<Grader>, library: Library, source: SourceLimits) -> Self {
        Self {
            grader,
            library,
            source,
        }
    }

    async fn graded(
        &self,
        submission: &Submission,
        progress: mpsc::UnboundedSender<Progress>,
    ) -> Report {
        let library = self.library.clone();
        let name = submission.challenge.clone();
        let challenge = match spawn_blocking(move || library.find(&name)).await {
            Ok(Ok(challenge)) => challenge,
            Ok(Err(error)) => {
                let verdict = match error {
                    FindError::Unknown { .. } | FindError::Broken { .. } => Verdict::ChallengeFault,
                    FindError::Library(_) => Verdict::SystemError,
                };
                return unexamined(submission, verdict, error.to_string());
            }
            Err(error) => return unexamined(submission, Verdict::SystemError, error.to_string()),
        };
        let files: Files = submission
            .files
            .iter()
            .map(|(name, text)| (name.clone(), text.clone().into_bytes()))
            .collect();
        if challenge.settings.kind == Task::Review {
            // Nothing of it runs, so no sandbox is taken.
            let (name, content) = files.into_iter().next().unwrap_or_default();
            return match submission::Submission::of_review(&name, content, &self.source) {
                Ok(review) => review::grade(&challenge, &review, &Ticks::new()),
                Err(refusal) => not_gradable(&challenge, &submission.sha256, &refusal),
            };
        }
        let source = match submission::Submission::of_files(
            files,
            &challenge.settings.modules,
            &self.source,
        ) {
            Ok(source) => source,
            Err(refusal) => return not_gradable(&challenge, &submission.sha256, &refusal),
        };
        let options = Options {
            suites: match submission.kind {
                Kind::Run => vec![Suite::Visible],
                Kind::Submit => vec![Suite::Visible, Suite::Hidden],
            },
            ..Options::default()
        };
        let mut observer = move |step: Progress| {
            // The receiver lives as long as this grading; when it is gone, so is the interest.
            let _ = progress.send(step);
        };
        self.grader
            .grade(&challenge, &source, &options, &mut observer)
            .await
    }
}

impl Grade for LibraryGrader {
    fn grade<'a>(
        &'a self,
        submission: &'a Submission,
        progress: mpsc::UnboundedSender<Progress>,
    ) -> BoxFuture<'a, Report> {
        Box::pin(self.graded(submission, progress))
    }
}

/// The report of a submission that no sandbox was started for, by no fault of its candidate.
pub(super) fn unexamined(submission: &Submission, verdict: Verdict, message: String) -> Report {
    Report {
        challenge: submission.challenge.clone(),
        challenge_version: submission.challenge_version.clone(),
        submission: submission.sha256.clone(),
        verdict,
        message,
        location: None,
        edge_cases: Vec::new(),
        limits: Limits::default(),
        image: String::new(),
        packages: Vec::new(),
        isolation: "isolated".to_owned(),
        usage: Usage::default(),
        seed: None,
    }
}
