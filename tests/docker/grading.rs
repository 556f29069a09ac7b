//! What becomes of a submission when a container is taken away in its midst: nothing is lost, nothing is told twice.

use std::collections::HashMap;
use std::sync::Arc;

use assay::challenge::Challenge;
use assay::grading::{Grader, Options, Progress};
use assay::limits::Limits;
use assay::report::{Outcome, Report, Verdict};
use assay::sandbox::Runtime;
use assay::submission::{SourceLimits, Submission};
use bollard::query_parameters::{ListContainersOptions, RemoveContainerOptions};

use crate::engine::{cold_runtime, docker, instance_label};

const SOURCE: &str =
    "import time\n\ndef wait(seconds):\n    time.sleep(seconds)\n    return seconds\n";
const TESTS: &str = "\
from waiting import wait


def test_first():
    \"\"\"Comes first.\"\"\"
    assert wait(0) == 0


def test_slow():
    \"\"\"Takes its time.\"\"\"
    assert wait(1.5) == 1.5


def test_last():
    \"\"\"Comes last.\"\"\"
    assert wait(0) == 0
";

/// A challenge whose second edge case runs long enough to be disturbed.
fn challenge() -> Challenge {
    let root = tempfile::tempdir().expect("a folder is made");
    let folder = root.path().join("waiting");
    for (path, content) in [
        ("challenge.toml", "title = 'Waiting'\nmodule = 'waiting'\n"),
        ("statement.md", "Wait."),
        ("tests/hidden/wait_test.py", TESTS),
        ("submissions/accepted/sleeps.py", SOURCE),
    ] {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder"))
            .expect("its folder is made");
        std::fs::write(path, content).expect("it is written");
    }
    Challenge::read(&folder).expect("the challenge is whole")
}

/// The containers of the runtime's own instance that have this role: other processes have theirs on the same engine.
struct Containers {
    /// The label that says whose they are.
    instance: String,
}

impl Containers {
    async fn of(runtime: &Runtime) -> Self {
        let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
        let instance = instance_label(sandbox.container()).await;
        sandbox.remove().await;
        Self { instance }
    }

    async fn take_away(&self, role: &str) {
        let labels = vec![self.instance.clone(), format!("assay.role={role}")];
        let options = ListContainersOptions {
            filters: Some(HashMap::from([("label".to_owned(), labels)])),
            ..Default::default()
        };
        let found = docker()
            .list_containers(Some(options))
            .await
            .expect("a list of containers");
        assert!(!found.is_empty(), "there is no {role} to take away");
        for container in found {
            let options = RemoveContainerOptions {
                force: true,
                ..Default::default()
            };
            let removed = docker()
                .remove_container(&container.id.expect("it has an id"), Some(options))
                .await;
            removed.expect("it is removed");
        }
    }
}

/// Grades the challenge's accepted submission while every container of a role is taken away once, in the midst of the
/// slow edge case. Also returns what was told.
async fn graded_without(role: &'static str) -> (Report, Vec<Progress>) {
    let runtime = Arc::new(cold_runtime().await);
    let containers = Containers::of(&runtime).await;
    let (started, mut slow_started) = tokio::sync::mpsc::unbounded_channel();
    let disturbance = tokio::spawn(async move {
        slow_started
            .recv()
            .await
            .expect("the slow edge case starts");
        containers.take_away(role).await;
    });
    let challenge = challenge();
    let submission = Submission::of_module("waiting", SOURCE.into(), &SourceLimits::default())
        .expect("it is gradable");
    let mut told = Vec::new();
    let report = Grader::new(runtime.clone())
        .grade(
            &challenge,
            &submission,
            &Options::default(),
            &mut |progress: Progress| {
                if matches!(&progress, Progress::Started { id } if id.ends_with("test_slow")) {
                    // Nobody listens any more when it starts again.
                    let _ = started.send(());
                }
                told.push(progress);
            },
        )
        .await;
    disturbance.await.expect("the disturbance was made");
    runtime.shutdown().await;
    (report, told)
}

fn assert_whole(report: &Report, told: &[Progress]) {
    assert_eq!(
        (report.verdict, report.message.as_str()),
        (Verdict::Passed, "")
    );
    let outcomes: Vec<_> = report
        .edge_cases
        .iter()
        .map(|case| (case.title.as_str(), case.outcome))
        .collect();
    let passed =
        ["Comes first", "Takes its time", "Comes last"].map(|title| (title, Outcome::Passed));
    assert_eq!(outcomes, passed);
    let finished = told
        .iter()
        .filter(|progress| matches!(progress, Progress::Finished { .. }))
        .count();
    assert_eq!(finished, 3, "each outcome is told once: {told:?}");
    let starts = |end: &str| {
        let of = |progress: &&Progress| matches!(progress, Progress::Started { id } if id.ends_with(end));
        told.iter().filter(of).count()
    };
    assert_eq!(
        (
            starts("test_first"),
            starts("test_slow"),
            starts("test_last")
        ),
        (1, 2, 1),
        "{told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_whose_sandbox_is_taken_away_is_resumed_in_another() {
    let (report, told) = graded_without("sandbox").await;
    assert_whole(&report, &told);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_whose_examiner_is_taken_away_is_resumed_with_another() {
    let (report, told) = graded_without("examiner").await;
    assert_whole(&report, &told);
}

/// The numbers are the sandbox's own words; here an honest one says them.
#[tokio::test(flavor = "multi_thread")]
async fn a_report_tells_what_the_sandbox_used() {
    let runtime = Arc::new(cold_runtime().await);
    let challenge = challenge();
    let busy = "import time\nkept = bytearray(b'x' * (40 << 20))\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n\n\ndef wait(seconds):\n    return seconds\n";
    let submission = Submission::of_module("waiting", busy.into(), &SourceLimits::default())
        .expect("it is gradable");
    let report = Grader::new(runtime.clone())
        .grade(&challenge, &submission, &Options::default(), &mut |_| {})
        .await;
    runtime.shutdown().await;
    assert_eq!(report.verdict, Verdict::Passed, "{report:?}");
    let cpu = report.usage.cpu_ms.expect("CPU time is told");
    assert!((300.0..60_000.0).contains(&cpu), "{cpu} ms");
    let memory = report.usage.peak_memory_bytes.expect("memory is told");
    let limit = challenge.settings.limits.memory_mebibytes << 20;
    assert!(((40 << 20)..=limit).contains(&memory), "{memory} bytes");
}
