//! What needs no engine: wrong usage, broken challenges, source that is not gradable.

use crate::assert_told;
use crate::support::{CORRECT, Place, told};

#[test]
fn a_listed_challenge_and_a_broken_one_are_both_told() {
    let place = Place::new();
    place.write(
        "challenges/broken/challenge.toml",
        "title = 'Broken'\nmodule = 'm'\nlevle = 'mid'\n",
    );
    assert_told!(place.run(&["challenge", "list"]));
}

#[test]
fn a_list_is_json_for_scripts() {
    let output = Place::new()
        .assay(&["challenge", "list", "--format", "json"])
        .output()
        .expect("the command runs");
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("stdout is JSON");
    assert_eq!(list[0]["name"], "running-totals");
    assert_eq!(list[0]["wrong"], 4);
    assert!(output.stderr.is_empty());
}

#[test]
fn an_unknown_challenge_is_told_with_the_known_ones() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    assert_told!(place.run(&["grade", "x.py", "--challenge", "runing-totals"]));
}

#[test]
fn a_broken_challenge_is_told_with_file_and_line() {
    let place = Place::new();
    place.write("x.py", CORRECT).write(
        "challenges/running-totals/challenge.toml",
        "title = 'T'\nmodule = 'm'\n[limits]\nmemory = 1\n",
    );
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_file_without_its_challenge_is_told_how_to_name_it() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    assert_told!(place.run(&["grade", "x.py"]));
}

#[test]
fn a_path_that_is_not_there_is_told() {
    assert_told!(Place::new().run(&["grade", "nowhere"]));
}

#[test]
fn a_folder_without_take_homes_is_told_how_they_lie() {
    let place = Place::new();
    place.write("homes/notes.txt", "nothing");
    assert_told!(place.run(&["grade", "homes"]));
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_anything_is_graded() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    assert_told!(place.run(&[
        "grade",
        "x.py",
        "--challenge",
        "running-totals",
        "--output",
        "no/such/folder.json"
    ]));
}

#[test]
fn an_empty_file_is_not_gradable() {
    let place = Place::new();
    place.write("x.py", "");
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_megabyte_of_source_is_not_gradable() {
    let place = Place::new();
    place.write("x.py", "#".repeat(1 << 20));
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn binary_junk_is_not_gradable_and_names_the_line() {
    let place = Place::new();
    place.write("x.py", b"x = 1\n\x7fELF\0\0\xff");
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_wrong_setting_refuses_to_start() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    for (name, value) in [
        ("ASSAY_JOBS", "none"),
        ("ASSAY_SOURCE_KIBIBYTES", "0"),
        ("ASSAY_LOG", "assay=loud"),
        ("ASSAY_LOG_FORMAT", "xml"),
    ] {
        let mut command = place.assay(&["grade", "x.py", "--challenge", "running-totals"]);
        command.env(name, value);
        let told = told(&mut command, &place.path(""));
        assert!(
            told.starts_with("exit status: 2\n----- stdout -----\n----- stderr -----\nerror: "),
            "{name}: {told}"
        );
        assert!(told.contains(value), "{name}: {told}");
    }
}

#[test]
fn an_engine_that_does_not_answer_is_our_fault_and_told() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    let arguments = [
        "grade",
        "x.py",
        "--challenge",
        "running-totals",
        "--engine",
        "unix:///no/such/socket",
    ];
    let told = place.run(&arguments);
    assert!(told.starts_with("exit status: 2\n----- stdout -----\n----- stderr -----\nerror: no Docker engine answers"), "{told}");
    assert!(told.contains("assay doctor"), "{told}");
}

#[test]
fn a_new_challenge_overwrites_nothing_and_has_a_plain_name() {
    let place = Place::new();
    assert_told!(place.run(&["challenge", "new", "running-totals"]));
    assert!(
        place
            .run(&["challenge", "new", "../outside"])
            .starts_with("exit status: 2")
    );
}

#[test]
fn several_folders_of_challenges_are_one_library() {
    let place = Place::new();
    place
        .assay(&["challenge", "new", "second", "--challenges", "private"])
        .assert()
        .success();
    let mut command = place.assay(&["challenge", "list", "--challenges", "challenges:private"]);
    assert_told!(told(&mut command, &place.path("")));
}
