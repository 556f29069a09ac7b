//! `assay challenge watch` with real containers and real edits.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::support::{Place, engine};

#[test]
fn an_edit_is_answered_by_what_it_concerns_until_an_interruption() {
    let place = Place::new();
    let _engine = engine();
    let command = place.assay(&["challenge", "watch", "--warm-sandboxes", "2"]);
    let mut watch = Command::new(command.get_program())
        .args(command.get_args())
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let mut lines = BufReader::new(watch.stdout.take().expect("it is a pipe")).lines();
    // Lines come in order, and a watch that says nothing more ends the test by the runner's own limit.
    let mut wait_for = |words: &str| {
        lines
            .by_ref()
            .map(|line| line.expect("it is text"))
            .find(|line| line.contains(words))
            .unwrap_or_else(|| panic!("the watch ended and never said `{words}`"))
    };
    wait_for("5 submissions graded; proven");
    let challenge = "challenges/running-totals";
    place.write(
        &format!("{challenge}/submissions/accepted/accumulate.py"),
        crate::support::WRONG,
    );
    let told = wait_for("submissions/accepted/accumulate.py passes");
    assert!(told.contains("not as it should"), "{told}");
    wait_for("+ not proven: submissions/accepted/accumulate.py does not pass");
    place.write(
        &format!("{challenge}/submissions/accepted/accumulate.py"),
        crate::support::CORRECT,
    );
    wait_for("as it should; proven");
    let settings =
        std::fs::read(place.path(&format!("{challenge}/challenge.toml"))).expect("it is there");
    place.write(&format!("{challenge}/challenge.toml"), "title = ");
    wait_for("running-totals: broken: challenge.toml:1: ");
    place.write(&format!("{challenge}/challenge.toml"), settings);
    wait_for("challenge.toml: nothing to run; proven");
    // An edited test: those submissions first that tell most of it, then the others, then once more all edge cases.
    let hidden = format!("{challenge}/tests/hidden/state_test.py");
    let marked = |first: &str| {
        format!(
            "import builtins\nimport running_totals\n\n\ndef test_first():\n    assert running_totals\n    {first}\n\n\n\
             def test_second():\n    assert not hasattr(builtins, 'marked')\n"
        )
    };
    place.write(&hidden, marked("pass"));
    let told = wait_for("submissions graded; 2 gaps");
    assert!(told.contains("state_test.py"), "{told}");
    place.write(&hidden, marked("builtins.marked = True"));
    let told = wait_for("that it concerns are as they should");
    assert!(told.contains("the others follow"), "{told}");
    let told = wait_for("submissions graded; 2 gaps");
    assert!(told.contains("state_test.py"), "{told}");
    wait_for("running-totals: with every edge case examined again:");
    wait_for("+ not proven: submissions/accepted/accumulate.py does not pass \"second\"");
    let interrupted = Command::new("kill")
        .args(["-INT", &watch.id().to_string()])
        .status();
    assert!(interrupted.expect("it is told").success());
    assert_eq!(watch.wait().expect("it ends").code(), Some(0));
}
