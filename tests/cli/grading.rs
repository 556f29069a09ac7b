//! `assay grade` with real containers.

use crate::assert_told;
use crate::support::{CORRECT, Place, WRONG, engine, told};

#[test]
fn a_correct_file_passes_with_every_edge_case_named() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    let _engine = engine();
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_wrong_submission_from_stdin_fails_with_messages_and_lines() {
    let place = Place::new();
    let mut command = place.assay(&["grade", "-", "--challenge", "running-totals"]);
    command.write_stdin(WRONG);
    let _engine = engine();
    assert_told!(told(&mut command, &place.path("")));
}

#[test]
fn a_folder_of_take_homes_loses_nobody() {
    let place = Place::new();
    place
        .write("homes/ada/running-totals.py", CORRECT)
        .write("homes/bob/running-totals.py", WRONG)
        .write(
            "homes/cyd/running-totals/running_totals.py",
            "from adding import totals as running_totals\n",
        )
        .write(
            "homes/cyd/running-totals/adding.py",
            CORRECT.replace("running_totals", "totals"),
        )
        .write("homes/cyd/running-totals/conftest.py", "raise SystemExit")
        .write("homes/dan/running-totals.py", "")
        .write(
            "homes/eve/running-totals.py",
            "def running_totals(numbers:\n    pass\n",
        )
        .write(
            "homes/fay/running-totals.py",
            "x = 1\nimport no_such_module\n",
        )
        .write(
            "homes/gus/running-totals.py",
            "def totals(numbers):\n    return []\n",
        )
        .write("homes/hal/running-totals.py", "#".repeat(1 << 20))
        .write("homes/ida/running-totals.py", b"\x7fELF\0\xff")
        .write("homes/joe/unknown-challenge.py", CORRECT);
    std::os::unix::fs::symlink("/etc/hostname", place.path("homes/dan/running-totals"))
        .expect("a link is made");
    let _engine = engine();
    assert_told!(place.run(&[
        "grade",
        "homes",
        "--output",
        "report.csv",
        "--format",
        "csv",
        "--jobs",
        "2"
    ]));
    let report = std::fs::read_to_string(place.path("report.csv")).expect("the report is written");
    let mut rows = csv::Reader::from_reader(report.as_bytes());
    let verdicts: std::collections::BTreeSet<String> = rows
        .records()
        .map(|row| row.expect("a row is read"))
        .map(|row| {
            format!(
                "{} {} {}",
                &row[0],
                &row[2],
                row[9].lines().next().unwrap_or_default()
            )
        })
        .collect();
    insta::assert_debug_snapshot!(verdicts);
}

#[test]
fn json_lines_come_as_each_is_graded_and_hold_whole_reports() {
    let place = Place::new();
    place
        .write("homes/ada/running-totals.py", CORRECT)
        .write("homes/bob/running-totals.py", WRONG);
    let _engine = engine();
    let output = place
        .assay(&["grade", "homes", "--format", "jsonl"])
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(1));
    let mut verdicts: Vec<(String, String, usize)> = String::from_utf8(output.stdout)
        .expect("stdout is text")
        .lines()
        .map(|line| {
            serde_json::from_str::<assay::report::Graded>(line).expect("a line is a report")
        })
        .map(|one| {
            (
                one.candidate,
                one.report.verdict.words(),
                one.report.edge_cases.len(),
            )
        })
        .collect();
    verdicts.sort();
    assert_eq!(
        verdicts,
        [
            ("ada".into(), "passed".into(), 7),
            ("bob".into(), "failed".into(), 7)
        ]
    );
}

#[test]
fn an_endless_loop_and_a_crash_cost_only_themselves() {
    let place = Place::new();
    let settings = "title = 'T'\nmodule = 'running_totals'\n[limits]\nedge_case_seconds = 0.5\n";
    let source = format!(
        "import os\n{CORRECT}\nhonest = running_totals\ndef running_totals(numbers):\n    numbers = list(numbers)\n    \
         while numbers == []: pass\n    if -5 in numbers: os._exit(0)\n    return honest(numbers)\n"
    );
    place
        .write("challenges/running-totals/challenge.toml", settings)
        .write("x.py", source);
    let _engine = engine();
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_submission_over_its_time_ends_with_the_rest_not_run() {
    let place = Place::new();
    let settings = "title = 'T'\nmodule = 'running_totals'\n[limits]\nedge_case_seconds = 1.0\nsubmission_seconds = 1.5\n";
    place.write("challenges/running-totals/challenge.toml", settings);
    place.write(
        "x.py",
        "def running_totals(numbers):\n    while True: pass\n",
    );
    let _engine = engine();
    let told = place.run(&["grade", "x.py", "--challenge", "running-totals"]);
    assert!(told.starts_with("exit status: 1\n"), "{told}");
    assert!(
        told.contains("timed out") && told.contains("not run"),
        "{told}"
    );
    assert!(
        told.contains("the submission's limit of 1.5 s passed"),
        "{told}"
    );
}

#[test]
fn a_broken_hidden_test_is_the_authors_fault_with_its_line() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    let test = "from running_totals import running_totals\nimport absent_library\n\ndef test_a():\n    \"\"\"Adds.\"\"\"\n";
    place.write(
        "challenges/running-totals/tests/hidden/broken_test.py",
        test,
    );
    let _engine = engine();
    assert_told!(place.run(&["grade", "x.py", "--challenge", "running-totals"]));
}

#[test]
fn a_hidden_test_that_raises_in_its_own_code_is_the_authors_fault_with_its_line() {
    let place = Place::new();
    place.write("x.py", CORRECT);
    let test = "from running_totals import running_totals\n\ndef test_a():\n    \"\"\"Adds.\"\"\"\n    open('/no/such/data')\n";
    place.write(
        "challenges/running-totals/tests/hidden/broken_test.py",
        test,
    );
    let _engine = engine();
    let told = place.run(&["grade", "x.py", "--challenge", "running-totals"]);
    assert!(told.starts_with("exit status: 2\n"), "{told}");
    assert!(
        told.contains("challenge fault") && told.contains("broken_test.py:5"),
        "{told}"
    );
}

#[test]
fn two_lines_beside_somebody_elses_tests_are_graded_and_the_accepted_submission_is_the_arbiter() {
    let place = Place::new();
    let test = "from roman import to_roman\n\nTABLE = [to_roman(n)[0] for n in (1, 5)]\n\ndef test_a():\n    assert TABLE == ['I', 'V']\n";
    place
        .write(
            "challenges/roman/challenge.toml",
            "title = 'Roman'\nmodule = 'roman'\n",
        )
        .write("challenges/roman/test_roman.py", test)
        .write(
            "right.py",
            "def to_roman(n):\n    return {1: 'I', 5: 'V'}[n]\n",
        )
        .write("wrong.py", "def to_roman(n):\n    return n\n");
    let _engine = engine();
    let grade = |file: &str| place.run(&["grade", file, "--challenge", "roman"]);
    let told = grade("right.py");
    assert!(told.starts_with("exit status: 0\n"), "{told}");
    // Whose fault it is that the test file cannot use what it gets: without an accepted submission nobody knows.
    let accepted = "challenges/roman/submissions/accepted/x.py";
    place.write(
        accepted,
        "def to_roman(n):\n    return {1: 'I', 5: 'V'}[n]\n",
    );
    let told = grade("wrong.py");
    assert!(told.starts_with("exit status: 1\n"), "{told}");
    assert!(told.contains("TypeError"), "{told}");
    // An accepted submission that lacks the name shows that the tests ask for what nobody was asked for.
    place.write(accepted, "def roman(n):\n    return n\n");
    let told = grade("wrong.py");
    assert!(told.starts_with("exit status: 2\n"), "{told}");
    assert!(told.contains("challenge fault"), "{told}");
}
