//! Candidates who write the tests: a scaffold that proves itself, and what suites earn.

use crate::support::{Place, engine};

/// The command's exit status and what it wrote to stdout as JSON.
fn json(place: &Place, arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let output = place.assay(arguments).output().expect("the command runs");
    let value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), value)
}

fn place() -> Place {
    let place = Place::new();
    place
        .assay(&["challenge", "new", "--kind", "tests", "shorten"])
        .assert()
        .success();
    place
}

/// How each implementation ended, by its name, with the verdict and its message.
fn graded(place: &Place, suite: &str) -> (Vec<(String, String)>, String, String) {
    place.write("suite.py", suite);
    let arguments = [
        "grade",
        "suite.py",
        "--challenge",
        "shorten",
        "--format",
        "json",
    ];
    let (_, document) = json(place, &arguments);
    let report = &document["submissions"][0]["report"];
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let outcomes = report["edge_cases"].as_array().expect("edge cases");
    let mut outcomes: Vec<_> = outcomes
        .iter()
        .map(|case| {
            let id = text(&case["id"]);
            let name = id.rsplit("::").next().unwrap_or_default().to_owned();
            (name, text(&case["outcome"]))
        })
        .collect();
    outcomes.sort();
    (outcomes, text(&report["verdict"]), text(&report["message"]))
}

fn with(name: &str, outcome: &str, found: &[(String, String)]) -> bool {
    found.contains(&(name.to_owned(), outcome.to_owned()))
}

#[test]
fn the_scaffold_of_tests_to_write_is_proven() {
    let place = place();
    let _engine = engine();
    let arguments = [
        "challenge",
        "verify",
        "shorten",
        "--format",
        "json",
        "--no-mutants",
    ];
    let (status, document) = json(&place, &arguments);
    assert_eq!(status, Some(0), "{document}");
}

#[test]
fn a_suite_earns_what_it_catches_and_nothing_while_it_rejects_a_right_one() {
    let place = place();
    let _engine = engine();
    let (found, verdict, _) = graded(
        &place,
        "from shorten import shorten\n\ndef test_length():\n    assert len(shorten('x' * 20, 10)) <= 10\n",
    );
    assert_eq!(verdict, "failed");
    assert!(with("too_long", "passed", &found), "{found:?}");
    assert!(with("cuts_what_fits", "failed", &found), "{found:?}");
    assert!(with("by_words", "passed", &found), "{found:?}");

    let (found, verdict, message) = graded(&place, "def test_it():\n    assert False\n");
    assert_eq!(verdict, "failed");
    assert_eq!(
        message,
        "the tests reject a right implementation, so nothing counts as caught"
    );
    assert!(
        found.iter().all(|(_, outcome)| outcome != "passed"),
        "{found:?}"
    );
    assert!(with("too_long", "not_run", &found), "{found:?}");
}

#[test]
fn what_is_missing_in_a_challenge_of_tests_is_told_by_its_place() {
    let place = place();
    std::fs::remove_dir_all(place.path("challenges/shorten/implementations/right"))
        .expect("it is removed");
    let output = place
        .assay(&["challenge", "verify", "shorten"])
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("implementations/right"), "{said}");
}
