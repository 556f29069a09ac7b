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
