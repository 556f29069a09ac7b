//! `assay challenge verify` with real containers.

use crate::assert_told;
use crate::support::{Place, engine};

#[test]
fn a_new_challenge_verifies_as_it_is() {
    let place = Place::new();
    let _engine = engine();
    assert_told!(place.run(&["challenge", "verify", "running-totals"]));
}

#[test]
fn what_is_not_proven_is_told_sentence_by_sentence() {
    let place = Place::new();
    let wrong = "challenges/running-totals/submissions/wrong_answer";
    place
        .write(&format!("{wrong}/only_grows.py"), "# Fails: test_gone\n# Mistake: none at all.\nfrom itertools import accumulate\n\n\ndef running_totals(numbers):\n    return list(accumulate(numbers))\n")
        .write("challenges/running-totals/submissions/accepted/wrong.py", crate::support::WRONG);
    std::fs::remove_file(place.path(&format!("{wrong}/writes_into_argument.py")))
        .expect("it is taken away");
    let _engine = engine();
    let told = place.run(&["challenge", "verify"]);
    assert!(told.starts_with("exit status: 1\n"), "{told}");
    let gaps: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("not proven: "))
        .collect();
    insta::assert_debug_snapshot!(gaps);
}

#[test]
fn a_broken_challenge_hides_no_other_and_json_tells_both() {
    let place = Place::new();
    place.write("challenges/broken/challenge.toml", "title = ");
    let _engine = engine();
    let output = place
        .assay(&["challenge", "verify", "--format", "json"])
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    let document: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("stdout is JSON");
    assert_eq!(document["challenges"][0]["challenge"], "running-totals");
    assert_eq!(document["challenges"][0]["gaps"], serde_json::json!([]));
    let broken = document["broken"][0].as_str().expect("it is a sentence");
    assert!(
        broken.contains("challenges/broken/challenge.toml:1: "),
        "{broken}"
    );
}

#[test]
fn what_of_a_suites_own_settings_does_not_hold_is_told_by_verify_and_import() {
    let place = Place::new();
    let settings = "[tool:pytest]\naddopts = -q -m 'not slow' --cov=x --reruns 3\nmarkers = slow\ntimeout = 5\n";
    place
        .write("challenges/running-totals/tests/setup.cfg", settings)
        .write("stack/setup.cfg", settings)
        .write("stack/stack.py", "def top(items):\n    return items[-1]\n")
        .write(
            "stack/test_stack.py",
            "import pytest\nfrom stack import top\n\n\ndef test_top():\n    assert top([1, 2]) == 2\n\n\n@pytest.mark.slow\ndef test_slow():\n    assert top([]) == 3\n",
        );
    let _engine = engine();
    let verify = ["challenge", "verify", "running-totals", "--no-mutants"];
    let import = ["challenge", "import", "stack"];
    for (arguments, file) in [
        (&verify[..], "tests/setup.cfg"),
        (&import[..], "tests/pytest.ini"),
    ] {
        let told = place.run(arguments);
        for option in ["--cov x", "--reruns 3"] {
            let note = format!("note: {file}: pytest's option `{option}` is left out\n");
            assert!(told.contains(&note), "{told}");
        }
        assert!(!told.contains("not slow"), "{told}");
        assert!(told.contains("timeout"), "{told}");
    }
    let kept = std::fs::read_to_string(place.path("challenges/stack/tests/pytest.ini"));
    assert!(kept.expect("it is kept").contains("-m 'not slow'"));
}
