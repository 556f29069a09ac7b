//! `assay challenge import` over miniature exercises of each kind, graded in real containers.

use crate::assert_told;
use crate::support::{Place, engine};

/// A stack with its tests beside it, and a test that starts the module as a process.
fn flat(place: &Place) {
    place
        .write("stack/stack.py", "\"\"\"Write a stack.\"\"\"\n\n\nclass Empty(Exception):\n    pass\n\n\nclass Stack:\n    def __init__(self):\n        self._items = []\n\n    def push(self, item):\n        self._items.append(item)\n\n    def pop(self):\n        if not self._items:\n            raise Empty\n        return self._items.pop()\n")
        .write("stack/test_stack.py", "import subprocess\nimport sys\n\nimport pytest\nimport stack\n\n\ndef test_last_in_first_out():\n    it = stack.Stack()\n    it.push(1)\n    it.push(2)\n    assert (it.pop(), it.pop()) == (2, 1)\n\n\ndef test_nothing_in_it():\n    with pytest.raises(stack.Empty):\n        stack.Stack().pop()\n\n\ndef test_is_a_script():\n    done = subprocess.run([sys.executable, stack.__file__], capture_output=True, text=True)\n    assert done.stdout == 'ready\\n'\n");
}

/// Everything of a package that a challenge can take over: groups, flags, words, a sample, submissions of every kind.
fn package(place: &Place) {
    let solution = "import sys\n\nfor line in sys.stdin:\n    a, b = map(int, line.split())\n    print(f'{abs(a - b):.3f}')\n";
    place
        .write("difference/problem.yaml", "name: Difference\nproblem_format_version: 2025-09\nlimits:\n  time_limit: 1\n  memory: 256\n")
        .write("difference/statement/problem.en.md", "Print how far the numbers are apart.\n")
        .write("difference/data/secret/test_group.yaml", "output_validator_args: [float_tolerance, 1e-3]\n")
        .write("difference/data/sample/1.in", "10 12\n")
        .write("difference/data/sample/1.ans", "2.000\n")
        .write("difference/data/secret/01-equal.in", "1 1\n")
        .write("difference/data/secret/01-equal.ans", "0.0\n")
        .write("difference/data/secret/01-equal.desc", "equal numbers\n")
        .write("difference/data/secret/order/02.in", "1 5\n5 1\n")
        .write("difference/data/secret/order/02.ans", "4\n4\n")
        .write("difference/data/secret/order/02.yaml", "description: the smaller first\nhint: try \"abs\"\n")
        .write("difference/submissions/accepted/right.py", solution)
        .write("difference/submissions/accepted/right.cpp", "int main() {}\n")
        .write("difference/submissions/wrong_answer/signed.py", solution.replace("abs", ""))
        .write("difference/submissions/run_time_error/divides.py", solution.replace("abs(a - b)", "(a - b) / (a - b)"))
        .write("difference/submissions/time_limit_exceeded/waits.py", "while input() != '1 1':\n    pass\nwhile True:\n    pass\n");
}

/// A concept exercise: an exemplar, tests with tasks, a stub.
fn exercise(place: &Place) {
    place
        .write("two-fer/.meta/config.json", "{\"files\": {\"solution\": [\"two_fer.py\"], \"test\": [\"two_fer_test.py\"], \"exemplar\": [\".meta/exemplar.py\"]}, \"blurb\": \"One for you.\"}")
        .write("two-fer/.meta/exemplar.py", "def two_fer(name='you'):\n    return f'One for {name}, one for me.'\n")
        .write("two-fer/.docs/introduction.md", "# Introduction\n\nTwo for one.\n")
        .write("two-fer/.docs/instructions.md", "# Instructions\n\nShare.\n")
        .write("two-fer/two_fer.py", "def two_fer(name):\n    pass\n")
        .write("two-fer/two_fer_test.py", "import unittest\n\nimport pytest\nfrom two_fer import two_fer\n\n\nclass TwoFerTest(unittest.TestCase):\n    @pytest.mark.task(taskno=1)\n    def test_no_name(self):\n        self.assertEqual(two_fer(), 'One for you, one for me.')\n\n    @pytest.mark.task(taskno=2)\n    def test_a_name(self):\n        self.assertEqual(two_fer('Ada'), 'One for Ada, one for me.')\n");
}

#[test]
fn tests_and_a_solution_are_a_challenge_and_what_cannot_work_is_told_with_its_line() {
    let place = Place::new();
    flat(&place);
    let _engine = engine();
    assert_told!(place.run(&["challenge", "import", "stack"]));
}

#[test]
fn a_problem_package_is_a_challenge_with_its_known_submissions() {
    let place = Place::new();
    package(&place);
    let _engine = engine();
    assert_told!(place.run(&["challenge", "import", "difference"]));
    let test =
        std::fs::read_to_string(place.path("challenges/difference/tests/hidden/secret_test.py"));
    insta::assert_snapshot!(test.expect("it is written"));
}

#[test]
fn an_exercise_of_exercism_is_a_challenge_and_its_results_are_exercisms() {
    let place = Place::new();
    exercise(&place);
    let _engine = engine();
    assert_told!(place.run(&["challenge", "import", "two-fer", "--name", "sharing"]));
    let told = place.run(&[
        "grade",
        "two-fer/two_fer.py",
        "--challenge",
        "sharing",
        "--format",
        "exercism",
    ]);
    assert_told!(told);
}

#[test]
fn an_import_overwrites_nothing_unless_it_is_told_to() {
    let place = Place::new();
    exercise(&place);
    let import = [
        "challenge",
        "import",
        "two-fer",
        "--no-verify",
        "--format",
        "json",
    ];
    place.assay(&import).assert().success();
    let again = place.run(&import);
    assert!(
        again.starts_with("exit status: 2") && again.contains("--force"),
        "{again}"
    );
    place.assay(&import).arg("--force").assert().success();
    place.write("challenges/mine/notes.txt", "mine");
    place
        .assay(&[
            "challenge",
            "import",
            "two-fer",
            "--no-verify",
            "--name",
            "mine",
            "--force",
        ])
        .assert()
        .code(2);
}

#[test]
fn what_is_not_clear_is_asked_with_the_flag_that_answers() {
    let place = Place::new();
    place
        .write("two/a/sums.py", "def add(a, b):\n    return a + b\n")
        .write("two/b/sums.py", "def add(a, b):\n    return b + a\n")
        .write(
            "two/test_sums.py",
            "from sums import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n",
        )
        .write(
            "guess/problem.yaml",
            "name: Guess\nvalidation: custom interactive\n",
        )
        .write("guess/data/secret/1.in", "1\n")
        .write("empty/readme.md", "nothing");
    let told = ["two", "guess", "empty", "nowhere"]
        .map(|name| place.run(&["challenge", "import", name, "--no-verify"]))
        .join("\n");
    assert_told!(told);
    let named = [
        "challenge",
        "import",
        "two",
        "--no-verify",
        "--solution",
        "a/sums.py",
    ];
    place.assay(&named).assert().success();
}
