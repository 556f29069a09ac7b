//! A grading that waits for its test.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use assay::challenge::Isolation;
use assay::grading::Progress;
use assay::limits::Limits;
use assay::report::{EdgeCase, Outcome, Report, Suite, Usage, Verdict};
use assay::store::{Kind, Submission};
use assay::worker::Grade;
use futures::future::BoxFuture;
use tokio::sync::{Semaphore, mpsc};

/// What must never reach a candidate at the level `count`.
pub const SECRETS: [&str; 7] = [
    "SECRETTITLE",
    "SECRETAREA",
    "SECRETTELLS",
    "SECRETADVICE",
    "SECRETMESSAGE",
    "SECRETOUTPUT",
    "test_secret",
];

/// Plays the grading: each edge case ends when the test lets it.
pub struct Stage {
    allowed: Semaphore,
    pub graded: AtomicUsize,
    /// What the next gradings end with, instead of outcomes.
    pub endings: Mutex<Vec<Ending>>,
}

/// How a grading ends when it does not examine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    SystemError,
    Panic,
    ChallengeFault,
    /// The tests shared the submission's process.
    Shared,
}

impl Stage {
    /// A stage on which nothing waits.
    pub fn open() -> Self {
        let stage = Self::held();
        stage.allow(100_000);
        stage
    }

    /// A stage on which every edge case waits to be allowed.
    pub fn held() -> Self {
        Self {
            allowed: Semaphore::new(0),
            graded: AtomicUsize::new(0),
            endings: Mutex::default(),
        }
    }

    /// Lets so many edge cases end.
    pub fn allow(&self, cases: usize) {
        self.allowed.add_permits(cases);
    }

    async fn play(
        &self,
        submission: &Submission,
        progress: mpsc::UnboundedSender<Progress>,
    ) -> Report {
        self.graded.fetch_add(1, Ordering::SeqCst);
        let ending = self.endings.lock().expect("the endings").pop();
        let verdict = match ending {
            Some(Ending::Panic) => panic!("the test asked for it"),
            Some(Ending::SystemError) => Some(Verdict::SystemError),
            Some(Ending::ChallengeFault) => Some(Verdict::ChallengeFault),
            Some(Ending::Shared) | None => None,
        };
        if let Some(verdict) = verdict {
            return report(submission, verdict, "SECRETMESSAGE", Vec::new());
        }
        let cases = cases(submission);
        let open: Vec<EdgeCase> = cases
            .iter()
            .map(|case| EdgeCase {
                outcome: Outcome::NotRun,
                message: String::new(),
                stdout: String::new(),
                ..case.clone()
            })
            .collect();
        let _ = progress.send(Progress::Collected { edge_cases: open });
        for case in &cases {
            self.allowed.acquire().await.expect("the stage").forget();
            let edge_case = Box::new(case.clone());
            let _ = progress.send(Progress::Finished { edge_case });
        }
        let isolation = if ending == Some(Ending::Shared) {
            Isolation::Shared
        } else {
            Isolation::Isolated
        };
        Report {
            isolation: isolation.word().to_owned(),
            ..report(submission, Verdict::Failed, "", cases)
        }
    }
}

impl Grade for Stage {
    fn grade<'a>(
        &'a self,
        submission: &'a Submission,
        progress: mpsc::UnboundedSender<Progress>,
    ) -> BoxFuture<'a, Report> {
        Box::pin(self.play(submission, progress))
    }
}

/// One visible edge case and three hidden ones. A source that says `right` passes them all; any other fails the first
/// hidden one.
fn cases(submission: &Submission) -> Vec<EdgeCase> {
    let right = submission.files.values().any(|text| text.contains("right"));
    let hidden = [
        (
            1,
            if right {
                Outcome::Passed
            } else {
                Outcome::Failed
            },
        ),
        (2, Outcome::Passed),
        (3, Outcome::Passed),
    ];
    let visible = EdgeCase {
        title: "greets".to_owned(),
        stdout: "hello from the candidate".to_owned(),
        ..case(
            "greet_test.py::test_greets",
            Suite::Visible,
            Outcome::Passed,
        )
    };
    let hidden = hidden.into_iter().map(|(number, outcome)| EdgeCase {
        title: format!("SECRETTITLE {number}"),
        area: format!("SECRETAREA {number}"),
        tells: "SECRETTELLS".to_owned(),
        advises: "SECRETADVICE".to_owned(),
        message: "SECRETMESSAGE".to_owned(),
        stdout: "SECRETOUTPUT".to_owned(),
        stderr: "SECRETOUTPUT".to_owned(),
        ..case(
            &format!("hidden_test.py::test_secret_{number}"),
            Suite::Hidden,
            outcome,
        )
    });
    match submission.kind {
        Kind::Run => vec![visible],
        Kind::Submit => std::iter::once(visible).chain(hidden).collect(),
    }
}

fn case(id: &str, suite: Suite, outcome: Outcome) -> EdgeCase {
    EdgeCase {
        id: id.to_owned(),
        suite,
        subtest_of: String::new(),
        title: String::new(),
        area: String::new(),
        tells: String::new(),
        advises: String::new(),
        outcome,
        message: String::new(),
        duration_ms: 1.5,
        stdout: String::new(),
        stderr: String::new(),
        output_cut: false,
        location: None,
        reproducer: String::new(),
        examples: None,
    }
}

fn report(
    submission: &Submission,
    verdict: Verdict,
    message: &str,
    edge_cases: Vec<EdgeCase>,
) -> Report {
    Report {
        challenge: submission.challenge.clone(),
        challenge_version: submission.challenge_version.clone(),
        submission: submission.sha256.clone(),
        verdict,
        message: message.to_owned(),
        location: None,
        edge_cases,
        limits: Limits::default(),
        image: "test".to_owned(),
        packages: Vec::new(),
        isolation: "isolated".to_owned(),
        usage: Usage {
            wall_ms: 12.0,
            cpu_ms: Some(7.0),
            peak_memory_bytes: Some(30 << 20),
            examiner_cpu_ms: None,
            crossings: None,
        },
        seed: None,
    }
}
