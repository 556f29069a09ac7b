//! Exercism's `results.json`, version 3, as its Python test runner writes it for the same tests.
//!
//! Names, order, statuses, task numbers and cuts are that runner's. What it takes from pytest's own objects is read from
//! the test files here; the code of hidden tests is left out, as the format asks.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::{EdgeCase, FormatError, Graded, Outcome, Suite, Verdict};
use crate::folder::Files;
use crate::python::Source;

/// The most characters of a test's output, its note included.
const MOST_OUTPUT: usize = 500;
const CUT: &str = " [Output was truncated. Please limit to 500 chars]";
const OF_SUBTESTS: &str =
    "One or more variations of this test failed. Details can be found under each [variant#].";

#[derive(Debug, Serialize)]
struct Results {
    version: u32,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug, Serialize)]
struct Test {
    name: String,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_code: Option<String>,
    task_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Pass,
    Fail,
    Error,
}

/// What the test files say of one test.
#[derive(Debug, Default, Clone)]
struct Written {
    line: u32,
    task: u64,
    marked: bool,
    code: String,
}

/// Writes one submission's results; `tests` are the challenge's, relative to its `tests` folder.
pub fn write(graded: &Graded, tests: &Files, writer: &mut dyn Write) -> Result<(), FormatError> {
    serde_json::to_writer_pretty(&mut *writer, &results(graded, tests))?;
    writeln!(writer)?;
    Ok(())
}

fn results(graded: &Graded, tests: &Files) -> Results {
    let report = &graded.report;
    let whole = !report.message.is_empty()
        && report
            .edge_cases
            .iter()
            .all(|case| case.outcome != Outcome::Passed);
    if report.verdict != Verdict::Passed && (report.verdict != Verdict::Failed || whole) {
        let message = match &report.location {
            Some(location) => format!("{location}: {}", raised(&report.message)),
            None => raised(&report.message),
        };
        return Results {
            version: 3,
            status: Status::Error,
            message: Some(message),
            tests: Vec::new(),
        };
    }
    let written = read(tests);
    let told: Vec<(Written, Test)> = in_order(&report.edge_cases, &written)
        .into_iter()
        .map(|(case, subtest)| {
            let about = about(case, &written);
            let test = test(case, subtest, &about, &report.edge_cases);
            (about, test)
        })
        .collect();
    let mut tests: Vec<Test> = told.into_iter().map(|(_, test)| test).collect();
    tests.sort_by_key(|test| test.task_id);
    let failed = tests.iter().any(|test| test.status != Status::Pass);
    Results {
        version: 3,
        status: if failed { Status::Fail } else { Status::Pass },
        message: None,
        tests,
    }
}

/// As they come to be known in a run: marked tests when they are collected, others line by line as they run, subtests
/// with their test.
fn in_order<'a>(
    cases: &'a [EdgeCase],
    written: &BTreeMap<(Suite, String), Written>,
) -> Vec<(&'a EdgeCase, bool)> {
    let (subtests, tests): (Vec<&EdgeCase>, Vec<&EdgeCase>) =
        cases.iter().partition(|case| !case.subtest_of.is_empty());
    let (marked, mut others): (Vec<&EdgeCase>, Vec<&EdgeCase>) = tests
        .into_iter()
        .partition(|case| about(case, written).marked);
    others.sort_by_key(|case| about(case, written).line);
    let mut order: Vec<(&EdgeCase, bool)> = marked.iter().map(|case| (*case, false)).collect();
    let mut running: Vec<&EdgeCase> = marked;
    running.sort_by_key(|case| about(case, written).line);
    let of = |test: &EdgeCase| {
        let id = test.id.clone();
        subtests
            .iter()
            .filter(move |case| case.subtest_of == id)
            .map(|case| (*case, true))
    };
    for test in running {
        order.extend(of(test));
    }
    for test in others {
        order.push((test, false));
        order.extend(of(test));
    }
    order
}

fn test(case: &EdgeCase, subtest: bool, about: &Written, all: &[EdgeCase]) -> Test {
    let status = match case.outcome {
        Outcome::Passed => Status::Pass,
        // What its author skips is no failure there.
        Outcome::NotRun if case.message.starts_with("skipped") => Status::Pass,
        Outcome::Failed | Outcome::Error => Status::Fail,
        _ => Status::Error,
    };
    let of_subtests = !subtest
        && all
            .iter()
            .any(|other| other.subtest_of == case.id && other.outcome != Outcome::Passed);
    let message = match status {
        Status::Pass => None,
        _ if of_subtests => Some(OF_SUBTESTS.to_owned()),
        _ => Some(as_python_says(case)),
    };
    Test {
        name: name(&case.id),
        status,
        message,
        test_code: (case.suite == Suite::Visible).then(|| about.code.clone()),
        task_id: about.task,
        output: output(&case.stdout),
    }
}

/// `two_fer_test.py::TwoFerTest::test_no_name_given` is "TwoFer > no name given".
fn name(id: &str) -> String {
    let test = id.split_once("::").map_or(id, |(_file, test)| test);
    let (head, rest) = test.split_at(test.find(['[', ' ']).unwrap_or(test.len()));
    let dotted = format!("{}{rest}", head.replace("::", "."));
    let short = match dotted.rfind("Test.test_") {
        Some(at) if at > 0 => format!("{} > {}", &dotted[..at], &dotted[at + "Test.test_".len()..]),
        _ => dotted,
    };
    short.replace('_', " ")
}

fn output(printed: &str) -> Option<String> {
    let printed = printed.trim();
    if printed.is_empty() {
        return None;
    }
    if printed.chars().count() <= MOST_OUTPUT {
        return Some(printed.to_owned());
    }
    let kept: String = printed.chars().take(MOST_OUTPUT - CUT.len()).collect();
    Some(kept + CUT)
}

/// `AssertionError: 1 != 2`, as an exception is told by its type and text.
fn as_python_says(case: &EdgeCase) -> String {
    // The line of the test that follows is the interviewer's.
    let message = case
        .message
        .split("\nin the test: ")
        .next()
        .unwrap_or_default();
    match case.outcome {
        Outcome::Failed if message.starts_with("assert ") || message.starts_with("the test ") => {
            message.trim_end().to_owned()
        }
        Outcome::Failed => format!("AssertionError: {}", message.trim_end()),
        _ => raised(message),
    }
}

/// What the code raised, without the line of its source that follows.
fn raised(message: &str) -> String {
    let message = message.split("\nin the test: ").next().unwrap_or_default();
    match message.strip_prefix("the code raised ") {
        None => message.to_owned(),
        Some(rest) => {
            let kept: Vec<&str> = rest.lines().take_while(|line| !is_place(line)).collect();
            kept.join("\n")
        }
    }
}

fn is_place(line: &str) -> bool {
    line.split_once(".py, line ")
        .is_some_and(|(_, rest)| rest.starts_with(|first: char| first.is_ascii_digit()))
}

fn about(case: &EdgeCase, written: &BTreeMap<(Suite, String), Written>) -> Written {
    let id = if case.subtest_of.is_empty() {
        &case.id
    } else {
        &case.subtest_of
    };
    let id = id.strip_prefix("visible/").unwrap_or(id);
    let bare = id.split('[').next().unwrap_or(id);
    written
        .get(&(case.suite, bare.to_owned()))
        .cloned()
        .unwrap_or_default()
}

/// Every test of the files, by its suite and id.
fn read(tests: &Files) -> BTreeMap<(Suite, String), Written> {
    let mut found = BTreeMap::new();
    for (path, content) in tests {
        let (suite, file) = match path.split_once('/') {
            Some(("hidden", file)) => (Suite::Hidden, file),
            Some(("visible", file)) => (Suite::Visible, file),
            _ => continue,
        };
        let Some(source) = std::str::from_utf8(content).ok().and_then(Source::parse) else {
            continue;
        };
        let definitions = source.definitions();
        let lines: Vec<&str> = source.text.lines().collect();
        for definition in &definitions {
            let class = definition.name.rsplit_once("::").map(|(class, _)| class);
            let outer = definitions
                .iter()
                .find(|other| Some(other.name.as_str()) == class);
            // The innermost mark comes last to be heard of and wins.
            let task = task_of(&definition.decorators)
                .or_else(|| outer.and_then(|outer| task_of(&outer.decorators)));
            let written = Written {
                line: definition.first_line,
                task: task.unwrap_or_default(),
                marked: task.is_some(),
                code: body(&lines, definition.body_line, definition.last_line),
            };
            found.insert((suite, format!("{file}::{}", definition.name)), written);
        }
    }
    found
}

/// The number of `@pytest.mark.task(taskno=3)`.
fn task_of(decorators: &[String]) -> Option<u64> {
    decorators.iter().find_map(|decorator| {
        let arguments = decorator.split_once("mark.task(")?.1;
        let number = arguments
            .split_once("taskno")?
            .1
            .trim_start()
            .strip_prefix('=')?;
        let digits: String = number
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().ok()
    })
}

/// Lines from one to another, counted from 1, without their common indentation.
fn body(lines: &[&str], first: u32, last: u32) -> String {
    let first = (first as usize).saturating_sub(1).min(lines.len());
    let last = (last as usize).clamp(first, lines.len());
    let lines = &lines[first..last];
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or_default();
    let dedented: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    dedented.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{edge_case, report};
    use crate::report::{Location, Report};

    const TESTS: &str = "import unittest\nimport pytest\n\nfrom example import hello\n\n\nclass ExampleHasStdoutTest(unittest.TestCase):\n\n    @pytest.mark.task(taskno=2)\n    def test_hello(self):\n        self.assertEqual(hello(), \"Hello, World!\")\n\n    @pytest.mark.task(taskno=1)\n    def test_abc(self):\n        for number in (1, 2):\n            with self.subTest(f\"variation #{number}\", number=number):\n                self.assertEqual(hello(), \"Hello, World!\",\n                                 msg='no')\n\n    @pytest.mark.task(taskno=2)\n    def test_truncation(self):\n        self.assertEqual(hello(), \"Hello, World!\")\n\n\ndef test_plain():\n    assert hello()\n";

    fn case(test: &str, outcome: Outcome, message: &str, stdout: &str) -> EdgeCase {
        EdgeCase {
            id: format!("example_test.py::{test}"),
            subtest_of: match test.split_once(" [") {
                Some((test, _)) => format!("example_test.py::{test}"),
                None => String::new(),
            },
            suite: Suite::Visible,
            message: message.into(),
            stdout: stdout.into(),
            location: None,
            ..edge_case(outcome)
        }
    }

    fn graded(report: Report) -> Graded {
        Graded {
            candidate: String::new(),
            path: "example.py".into(),
            left_out: Vec::new(),
            report,
        }
    }

    fn tests(suite: &str) -> Files {
        Files::from([(
            format!("{suite}/example_test.py"),
            TESTS.as_bytes().to_vec(),
        )])
    }

    fn cases() -> Vec<EdgeCase> {
        let class = "ExampleHasStdoutTest";
        let lorem = "lorem ".repeat(100);
        vec![
            case(
                &format!("{class}::test_abc"),
                Outcome::Failed,
                "1 of 2 subtests did not pass",
                "",
            ),
            case(
                &format!("{class}::test_abc [variation #1] (number=1)"),
                Outcome::Passed,
                "",
                "Hello, World!\n",
            ),
            case(
                &format!("{class}::test_abc [variation #2] (number=2)"),
                Outcome::Failed,
                "None != 'Hello, World!' : no",
                "",
            ),
            case(
                &format!("{class}::test_hello"),
                Outcome::Failed,
                "'Goodbye!' != 'Hello, World!'\n- Goodbye!\n+ Hello, World!\n",
                "Hello, World!\n",
            ),
            case(
                &format!("{class}::test_truncation"),
                Outcome::Error,
                "the code raised ZeroDivisionError: division by zero\nexample.py, line 2, in hello: return 1 / 0",
                &lorem,
            ),
            case(
                "test_plain",
                Outcome::Failed,
                "assert None\n +  where None = hello()",
                "",
            ),
        ]
    }

    #[test]
    fn results_are_those_of_exercisms_own_runner() {
        let report = Report {
            edge_cases: cases(),
            ..report()
        };
        insta::assert_json_snapshot!(results(&graded(report), &tests("visible")));
    }

    #[test]
    fn the_code_of_a_hidden_test_is_left_out() {
        let hidden = cases().into_iter().map(|case| EdgeCase {
            suite: Suite::Hidden,
            ..case
        });
        let report = Report {
            edge_cases: hidden.collect(),
            ..report()
        };
        let results = results(&graded(report), &tests("hidden"));
        assert!(results.tests.iter().all(|test| test.test_code.is_none()));
        assert_eq!(
            results
                .tests
                .iter()
                .map(|test| test.task_id)
                .collect::<Vec<_>>(),
            [0, 1, 1, 1, 2, 2]
        );
    }

    #[test]
    fn what_could_not_be_run_is_an_error_without_tests() {
        let report = Report {
            verdict: Verdict::NotGradable,
            message:
                "the code raised SyntaxError: invalid syntax\nexample.py, line 3: def hello();"
                    .into(),
            location: Some(Location {
                file: "example.py".into(),
                line: 3,
            }),
            edge_cases: Vec::new(),
            ..report()
        };
        insta::assert_json_snapshot!(results(&graded(report), &tests("hidden")), @r#"
        {
          "version": 3,
          "status": "error",
          "message": "example.py:3: SyntaxError: invalid syntax",
          "tests": []
        }
        "#);
    }
}
