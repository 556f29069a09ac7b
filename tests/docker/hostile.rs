//! The hostile submissions of the Python side, in real containers: nothing forged passes, nothing vanishes, innocents pass.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay::challenge::Challenge;
use assay::grading::{Grader, Options, Progress};
use assay::report::{EdgeCase, Outcome};
use assay::submission::{SourceLimits, Submission};

use crate::engine::cold_runtime;

/// Long enough for an innocent on a busy machine; most attacks end earlier, some only by it.
const SETTINGS: &str = "title = 'Hostile'\nmodule = 'candidate'\n\n[limits]\nedge_case_seconds = 3.0\nsubmission_seconds = 240.0\n";

fn suites() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runner/tests/hostile");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the hostile suites are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("candidate.py").is_file())
        .collect();
    found.sort();
    assert!(found.len() >= 10, "the suites were found: {found:?}");
    found
}

/// A suite of the Python side as a challenge.
fn challenge(suite: &Path) -> Challenge {
    let root = tempfile::tempdir().expect("a folder is made");
    let folder = root.path().join("hostile");
    let hidden = folder.join("tests/hidden");
    std::fs::create_dir_all(&hidden).expect("its folder is made");
    std::fs::write(folder.join("challenge.toml"), SETTINGS).expect("it is written");
    std::fs::write(folder.join("statement.md"), "Hostile.").expect("it is written");
    std::fs::copy(
        suite.join("hostile_test.py"),
        hidden.join("hostile_test.py"),
    )
    .expect("the tests are copied");
    Challenge::read(&folder).expect("the challenge is whole")
}

/// What did not hold, as a sentence; nothing when all did.
fn broken(case: &EdgeCase) -> Option<String> {
    let missed = matches!(
        case.outcome,
        Outcome::Failed | Outcome::Error | Outcome::TimedOut | Outcome::OutOfMemory
    );
    let wrong = (case.id.contains("test_target") && !missed)
        || (case.id.contains("test_innocent") && case.outcome != Outcome::Passed)
        || (case.id.contains("test_told") && case.message.is_empty())
        || matches!(case.outcome, Outcome::NotRun | Outcome::ChallengeFault);
    wrong.then(|| format!("{}: {:?} {}", case.id, case.outcome, case.message))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_submission_gains_nothing_in_a_real_container() {
    let runtime = Arc::new(cold_runtime().await);
    let grader = Grader::new(runtime.clone());
    let options = Options {
        confirm: false,
        ..Options::default()
    };
    let mut found = Vec::new();
    for suite in suites() {
        let name = suite
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        // Its attacks need NumPy, which the plain image lacks; the same suite is tried in namespaces by the runner's tests.
        if name == "forge_arrays" {
            continue;
        }
        let source = std::fs::read(suite.join("candidate.py")).expect("the submission is read");
        let submission = Submission::of_module("candidate", source, &SourceLimits::default())
            .expect("it is gradable");
        let report = grader
            .grade(
                &challenge(&suite),
                &submission,
                &options,
                &mut |_: Progress| {},
            )
            .await;
        if report.edge_cases.is_empty() || !report.message.is_empty() {
            found.push(format!("{name}: {:?} {}", report.verdict, report.message));
        }
        found.extend(
            report
                .edge_cases
                .iter()
                .filter_map(broken)
                .map(|what| format!("{name}: {what}")),
        );
    }
    runtime.shutdown().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}
