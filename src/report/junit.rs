//! JUnit XML for CI systems: a suite a submission, a test case an edge case.

use std::io::Write;
use std::time::Duration;

use quick_junit::{
    NonSuccessKind, Report as Document, SerializeError, TestCase, TestCaseStatus, TestSuite,
};

use super::formats::Graded;
use super::{EdgeCase, Outcome, Report, Verdict};

pub fn write(graded: &[Graded], writer: &mut dyn Write) -> Result<(), SerializeError> {
    let mut document = Document::new("assay");
    for one in graded {
        document.add_test_suite(suite(one));
    }
    document.serialize(writer)
}

fn suite(graded: &Graded) -> TestSuite {
    let report = &graded.report;
    let mut suite = TestSuite::new(graded.name());
    suite.set_time(milliseconds(report.usage.wall_ms));
    for (name, value) in [
        ("verdict", report.verdict.word()),
        ("submission", &report.submission),
        ("challenge_version", &report.challenge_version),
        ("image", &report.image),
        ("isolation", &report.isolation),
    ] {
        suite.add_property((name, value));
    }
    for case in &report.edge_cases {
        suite.add_test_case(test_case(case, &report.challenge));
    }
    if !matches!(report.verdict, Verdict::Passed | Verdict::Failed) {
        suite.add_test_case(whole(report));
    }
    suite
}

/// A submission that could not be examined must not look green for want of test cases.
fn whole(report: &Report) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type(report.verdict.word());
    status.set_message(report.message.as_str());
    let mut case = TestCase::new("the submission as a whole", status);
    case.set_classname(report.challenge.as_str());
    case
}

fn test_case(case: &EdgeCase, challenge: &str) -> TestCase {
    let mut status = match case.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::NotRun => TestCaseStatus::skipped(),
        Outcome::Error | Outcome::ChallengeFault => {
            TestCaseStatus::non_success(NonSuccessKind::Error)
        }
        Outcome::Failed | Outcome::TimedOut | Outcome::OutOfMemory => {
            TestCaseStatus::non_success(NonSuccessKind::Failure)
        }
    };
    if case.outcome != Outcome::Passed {
        status.set_type(case.outcome.word());
        status.set_message(case.message.lines().next().unwrap_or_default());
        status.set_description(case.message.as_str());
    }
    let mut written = TestCase::new(case.title.as_str(), status);
    written.set_classname(format!("{challenge}.{}", case.suite.word()));
    written.set_time(milliseconds(case.duration_ms));
    written.add_property(("id", case.id.as_str()));
    if !case.stdout.is_empty() {
        written.set_system_out(case.stdout.as_str());
    }
    if !case.stderr.is_empty() {
        written.set_system_err(case.stderr.as_str());
    }
    written
}

fn milliseconds(duration: f64) -> Duration {
    Duration::try_from_secs_f64(duration / 1000.0).unwrap_or_default()
}
