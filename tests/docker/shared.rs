//! Tests that share the candidate's process: they run in the sandbox, are told as forgeable, and keep every limit.

use std::path::Path;

use assay::challenge::Challenge;
use assay::grading::{Grader, Options};
use assay::report::{Outcome, Report, Verdict};
use assay::sandbox::Runtime;
use assay::submission::{SourceLimits, Submission};

use crate::engine::cold_runtime;

const RIGHT: &str = include_str!("../challenges/shared-memo/submissions/accepted/closure.py");

struct Judge {
    runtime: std::sync::Arc<Runtime>,
    challenge: Challenge,
}

impl Judge {
    async fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/challenges/shared-memo");
        Self {
            runtime: std::sync::Arc::new(cold_runtime().await),
            challenge: Challenge::read(&folder).expect("the challenge is whole"),
        }
    }

    async fn grade(&self, source: &str) -> Report {
        let submission = Submission::of_module("remember", source.into(), &SourceLimits::default())
            .expect("it is gradable");
        let grader = Grader::new(self.runtime.clone());
        // Known, as on a server that has graded before: then every edge case is in each report.
        grader
            .learn(&self.challenge)
            .await
            .expect("the edge cases are learned");
        grader
            .grade(
                &self.challenge,
                &submission,
                &Options::default(),
                &mut |_| {},
            )
            .await
    }
}

fn outcomes(report: &Report, which: impl Fn(&str) -> bool) -> Vec<Outcome> {
    let cases = report.edge_cases.iter().filter(|case| which(&case.id));
    cases.map(|case| case.outcome).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn tests_in_the_candidates_process_judge_and_are_told_as_forgeable() {
    let judge = Judge::new().await;
    let right = judge.grade(RIGHT).await;
    assert_eq!(right.verdict, Verdict::Passed, "{right:?}");
    assert_eq!(right.isolation, "shared: forgeable");
    assert!(right.is_forgeable());
    let titles: Vec<&str> = right
        .edge_cases
        .iter()
        .map(|case| case.title.as_str())
        .collect();
    for title in [
        "Closes over the dictionary named `memory`",
        "Asks once for each argument: zero",
        "Does not remember an exception: kind='KeyError'",
        "Gives what the function gives",
    ] {
        assert!(titles.contains(&title), "{titles:?}");
    }
    let advised = right.edge_cases.iter().find(|case| case.area == "inside");
    assert!(advised.is_some_and(|case| !case.advises.is_empty() && !case.tells.is_empty()));

    let wrong = judge
        .grade(&RIGHT.replace("if argument not in memory", "if True"))
        .await;
    assert_eq!(wrong.verdict, Verdict::Failed);
    assert_eq!(
        outcomes(&wrong, |id| id.contains("asks_once")),
        [Outcome::Failed, Outcome::Failed]
    );
    assert_eq!(
        outcomes(&wrong, |id| id.contains("quietly")),
        [Outcome::Passed]
    );
    judge.runtime.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_hangs_kills_or_takes_all_memory_costs_that_edge_case_alone() {
    let judge = Judge::new().await;
    let begin = "    def remembered(argument):\n";
    for (doing, expected) in [
        ("while argument == 7: pass", Outcome::TimedOut),
        (
            "if argument == 7: __import__('os').kill(__import__('os').getpid(), 9)",
            Outcome::Error,
        ),
        (
            "if argument == 7: __import__('os')._exit(0)",
            Outcome::Error,
        ),
        ("if argument == 7: raise KeyboardInterrupt", Outcome::Error),
        (
            "if argument == 7: x = bytearray(1 << 30); x[::4096] = b'x' * len(x[::4096])",
            Outcome::OutOfMemory,
        ),
    ] {
        let source = RIGHT.replace(begin, &format!("{begin}        {doing}\n"));
        assert_ne!(source, RIGHT);
        let report = judge.grade(&source).await;
        assert_eq!(report.verdict, Verdict::Failed, "{doing}: {report:?}");
        let ended = outcomes(&report, |id| id.contains("[seven]"));
        assert_eq!(ended, [expected], "{doing}: {report:?}");
        let others = outcomes(&report, |id| !id.contains("[seven]"));
        assert!(
            others.iter().all(|outcome| *outcome == Outcome::Passed),
            "{doing}: {report:?}"
        );
    }
    judge.runtime.shutdown().await;
}

/// What forging can do is told; what it cannot do is make an edge case vanish or blame us.
#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_ends_the_suite_leaves_no_edge_case_out() {
    let judge = Judge::new().await;
    let ends = "import gc\nfor suite in gc.get_objects():\n    if type(suite).__name__ == 'Session':\n        suite.shouldstop = 'enough'\n";
    for source in [
        format!("{ends}{RIGHT}"),
        format!("import os\nos._exit(0)\n{RIGHT}"),
        "def remember(:\n".to_owned(),
        "nothing = 1\n".to_owned(),
    ] {
        let report = judge.grade(&source).await;
        assert!(
            matches!(report.verdict, Verdict::Failed | Verdict::NotGradable),
            "{report:?}"
        );
        if report.verdict == Verdict::Failed {
            assert_eq!(report.edge_cases.len(), 8, "{report:?}");
        }
    }
    judge.runtime.shutdown().await;
}
