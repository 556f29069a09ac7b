//! A challenge with its first accepted submission, graded by Assay itself.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::challenge::{Challenge, KnownSubmission};
use crate::grading::{Grader, Options, Progress};
use crate::report::Verdict;
use crate::sandbox::Runtime;
use crate::submission::{SourceLimits, Submission};

/// How long a warm sandbox is waited for before a measurement begins.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is graded again and again.
pub struct Subject<'a> {
    pub challenge: &'a Challenge,
    pub known: &'a KnownSubmission,
    runtime: &'a Arc<Runtime>,
    grader: &'a Grader,
}

/// How long one grading took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    pub verdict_ms: f64,
    /// Until the first outcome was told.
    pub first_outcome_ms: f64,
    /// What the first edge case itself took of that, by the examiner's clock.
    pub first_edge_case_ms: f64,
    /// Until the edge cases were collected.
    pub collected_ms: f64,
    /// What all of them took together, by the examiner's clock.
    pub edge_cases_ms: f64,
    /// Until the last outcome was told.
    pub last_outcome_ms: f64,
    /// CPU time of the examiner's process and of the sandbox, as far as they were told.
    pub examiner_cpu_ms: f64,
    pub sandbox_cpu_ms: f64,
    pub edge_cases: usize,
    /// Questions across the bridge.
    pub crossings: u64,
}

impl<'a> Subject<'a> {
    /// Its sandboxes are kept warm from now on.
    pub fn new(
        runtime: &'a Arc<Runtime>,
        grader: &'a Grader,
        challenge: &'a Challenge,
    ) -> anyhow::Result<Self> {
        let none = || format!("`{}` has no accepted submission", challenge.name);
        let known = challenge.accepted().with_context(none)?;
        if challenge.settings.packages.is_empty() {
            runtime.keep_warm(&challenge.settings.limits);
        }
        Ok(Self {
            challenge,
            known,
            runtime,
            grader,
        })
    }

    /// Grades it once. An error when it does not pass.
    pub async fn grade(&self) -> anyhow::Result<Took> {
        let began = Instant::now();
        let modules = &self.challenge.settings.modules;
        let limits = SourceLimits::default();
        let submission = Submission::of_files(self.known.files.clone(), modules, &limits)?;
        let (mut first, mut collected_ms, mut last_outcome_ms) = (None, 0.0, 0.0);
        let report = self
            .grader
            .grade(
                self.challenge,
                &submission,
                &Options::default(),
                &mut |progress| match progress {
                    Progress::Finished { edge_case } => {
                        last_outcome_ms = milliseconds(began);
                        first.get_or_insert((last_outcome_ms, edge_case.duration_ms));
                    }
                    Progress::Collected { .. } => collected_ms = milliseconds(began),
                    Progress::Started { .. } => {}
                },
            )
            .await;
        let verdict_ms = milliseconds(began);
        ensure!(
            report.verdict == Verdict::Passed,
            "{} did not pass: {}",
            self.known.path,
            report.message
        );
        let (first_outcome_ms, first_edge_case_ms) = first.context("no outcome was told")?;
        Ok(Took {
            verdict_ms,
            first_outcome_ms,
            first_edge_case_ms,
            collected_ms,
            edge_cases: report.edge_cases.len(),
            edge_cases_ms: report.edge_cases.iter().map(|case| case.duration_ms).sum(),
            last_outcome_ms,
            examiner_cpu_ms: report.usage.examiner_cpu_ms.unwrap_or_default(),
            sandbox_cpu_ms: report.usage.cpu_ms.unwrap_or_default(),
            crossings: report.usage.crossings.unwrap_or_default(),
        })
    }

    /// Waits until a sandbox is warm, so that what is measured next is a warm verdict.
    pub async fn warm(&self) {
        let began = Instant::now();
        while self.runtime.ready() == 0 && began.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Since then.
pub fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}
