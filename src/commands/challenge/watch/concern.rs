//! Which edge cases an edit of the tests concerns, by their source: those of the functions that differ, where nothing
//! else does.

use std::collections::BTreeSet;

use crate::folder::Files;
use crate::python::Source;
use crate::report::{EdgeCase, Suite};

/// What an edit concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// It may be any edge case.
    All,
    /// Those of these test functions and test classes: suite and file, e.g. `hidden/a_test.py`, and name.
    Of(BTreeSet<(String, String)>),
}

impl Concern {
    /// What differs between two states of the tests, by the examiner's paths.
    pub fn between(before: &Files, after: &Files) -> Self {
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut names = BTreeSet::new();
        for path in paths {
            let (old, new) = (before.get(path), after.get(path));
            if old == new {
                continue;
            }
            let found = match (old, new) {
                (Some(old), Some(new)) if is_test_file(path) && !is_imported(path, after) => {
                    tests_that_differ(old, new)
                }
                _ => None,
            };
            match found {
                Some(found) => names.extend(found.into_iter().map(|name| (path.clone(), name))),
                None => return Self::All,
            }
        }
        Self::Of(names)
    }

    /// Whether an edge case has to be run again.
    pub fn holds(&self, case: &EdgeCase) -> bool {
        let Self::Of(names) = self else { return true };
        let inner = match case.suite {
            Suite::Hidden => case.id.as_str(),
            Suite::Visible => case.id.strip_prefix("visible/").unwrap_or(&case.id),
        };
        let (file, test) = inner.split_once("::").unwrap_or((inner, ""));
        let name = test.split([':', '[', ' ']).next().unwrap_or_default();
        names.contains(&(format!("{}/{file}", case.suite.word()), name.to_owned()))
    }

    /// Whether a header's name may mean one of them.
    pub fn is_named_by(&self, name: &str) -> bool {
        let Self::Of(names) = self else { return true };
        names.iter().any(|(_, test)| {
            name.split([':', '[', ' ', '/'])
                .any(|part| part == test.as_str())
        })
    }
}

fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    (path.starts_with("hidden/") || path.starts_with("visible/"))
        && (name.ends_with("_test.py") || name.starts_with("test_") && name.ends_with(".py"))
}

/// Whether some other file of the tests may take something from this one.
fn is_imported(path: &str, files: &Files) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let module = name.trim_end_matches(".py").as_bytes();
    files
        .iter()
        .filter(|(other, _)| other.as_str() != path && other.ends_with(".py"))
        .any(|(_, content)| content.windows(module.len()).any(|part| part == module))
}

/// The test functions and classes that differ, where nothing else of the file does.
fn tests_that_differ(old: &[u8], new: &[u8]) -> Option<BTreeSet<String>> {
    let (old, new) = (
        std::str::from_utf8(old).ok()?,
        std::str::from_utf8(new).ok()?,
    );
    let (old, new) = (parts(old)?, parts(new)?);
    let tests = |parts: &[Part]| -> BTreeSet<(String, String)> {
        parts
            .iter()
            .filter_map(|part| Some((part.test.clone()?, part.text.clone())))
            .collect()
    };
    let rest = |parts: &[Part]| -> Vec<String> {
        let others = parts.iter().filter(|part| part.test.is_none());
        others.map(|part| part.text.clone()).collect()
    };
    if rest(&old) != rest(&new) {
        return None;
    }
    let (before, after) = (tests(&old), tests(&new));
    let differ: BTreeSet<String> = before
        .symmetric_difference(&after)
        .map(|(name, _)| name.clone())
        .collect();
    // A test that another one calls or derives from is more than its own edge cases.
    let used = |name: &String| {
        let mentions =
            |part: &&Part| part.test.as_ref() != Some(name) && mentions(&part.text, name);
        old.iter().chain(&new).any(|part| mentions(&part))
    };
    (!differ.iter().any(used)).then_some(differ)
}

/// Whether a text holds a name as a word of its own.
fn mentions(text: &str, name: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| word == name)
}

/// A statement of a file's top level.
struct Part {
    /// The name of a test function or class.
    test: Option<String>,
    text: String,
}

fn parts(text: &str) -> Option<Vec<Part>> {
    let source = Source::parse(text)?;
    let root = source.root();
    if root.has_error() {
        return None;
    }
    let mut cursor = root.walk();
    let parts = root
        .children(&mut cursor)
        .filter(|node| node.kind() != "comment")
        .map(|node| {
            let definition = match node.kind() {
                "decorated_definition" => node.child_by_field_name("definition"),
                "function_definition" | "class_definition" => Some(node),
                _ => None,
            };
            let name = definition
                .and_then(|node| node.child_by_field_name("name"))
                .map(|name| source.slice(name).to_owned());
            Part {
                test: name.filter(|name| name.to_lowercase().starts_with("test")),
                text: source.slice(node).to_owned(),
            }
        })
        .collect();
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TESTS: &str = "import x\n\nLIMIT = 3\n\n\ndef helper():\n    return LIMIT\n\n\ndef test_a():\n    assert helper()\n\n\n@mark\ndef test_b(n):\n    assert n\n\n\nclass TestC:\n    def test_d(self): ...\n";

    fn between(path: &str, after: &str) -> Concern {
        let files = |text: &str| {
            Files::from([
                (path.to_owned(), text.as_bytes().to_vec()),
                ("hidden/z_test.py".to_owned(), b"from x import y".to_vec()),
            ])
        };
        Concern::between(&files(TESTS), &files(after))
    }

    fn names(concern: Concern) -> Vec<String> {
        match concern {
            Concern::All => vec!["all".to_owned()],
            Concern::Of(names) => names.into_iter().map(|(_, name)| name).collect(),
        }
    }

    #[test]
    fn an_edit_within_tests_concerns_these_alone() {
        for (from, to, concerned) in [
            ("assert n", "assert n == 1", vec!["test_b"]),
            ("@mark", "@mark(2)", vec!["test_b"]),
            ("def test_d", "def test_e", vec!["TestC"]),
            ("def test_a", "# why\ndef test_a", vec![]),
            ("def test_a", "def test_z", vec!["test_a", "test_z"]),
        ] {
            let concern = between("hidden/a_test.py", &TESTS.replace(from, to));
            assert_eq!(names(concern), concerned, "{to}");
        }
    }

    #[test]
    fn whatever_else_differs_concerns_all() {
        for (path, from, to) in [
            ("hidden/a_test.py", "LIMIT = 3", "LIMIT = 4"),
            ("hidden/a_test.py", "return LIMIT", "return 1"),
            ("hidden/a_test.py", "import x", "import x, y"),
            ("hidden/a_test.py", "assert n", "assert ("),
            ("hidden/a_test.py", "assert helper()", "assert test_b"),
            ("hidden/conftest.py", "assert n", "assert 1"),
            ("hidden/x.py", "assert n", "assert 1"),
            ("pytest.ini", "assert n", "assert 1"),
        ] {
            let concern = between(path, &TESTS.replace(from, to));
            let used = to == "assert test_b";
            let expected = if used { vec!["test_a"] } else { vec!["all"] };
            assert_eq!(names(concern), expected, "{path}: {to}");
        }
        let uses = TESTS.replace("assert helper()", "assert test_b");
        let files = |text: &str| Files::from([("hidden/a_test.py".to_owned(), text.into())]);
        let concern = Concern::between(&files(&uses), &files(&uses.replace("assert n", "pass")));
        assert_eq!(concern, Concern::All);
    }

    #[test]
    fn an_edge_case_is_found_by_its_suite_file_and_function() {
        let concern = between("visible/a_test.py", &TESTS.replace("assert n", "pass"));
        let case = |id: &str, suite| {
            let case = serde_json::json!({"id": id, "suite": suite, "title": "", "outcome": "passed", "duration_ms": 1.0});
            serde_json::from_value::<EdgeCase>(case).expect("it is an edge case")
        };
        for (id, suite, holds) in [
            ("visible/a_test.py::test_b[x::y]", Suite::Visible, true),
            ("a_test.py::test_b (n=1)", Suite::Visible, true),
            ("a_test.py::test_b", Suite::Hidden, false),
            ("a_test.py::test_a", Suite::Visible, false),
            ("a_test.py::test_bb", Suite::Visible, false),
        ] {
            assert_eq!(concern.holds(&case(id, suite)), holds, "{id}");
        }
        assert!(concern.is_named_by("test_b[x]") && !concern.is_named_by("test_a"));
    }
}
