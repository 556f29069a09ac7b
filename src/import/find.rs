//! Finds what is what in a folder of unknown layout: the tests, the modules that they import, and the solutions.

use std::collections::{BTreeMap, BTreeSet};

use super::pytest_settings::PytestSettings;
use super::source::{folder_of, name_of, text};
use super::{Hints, ImportError};
use crate::folder::Files;
use crate::python::Source;

/// What a place is for, by the words in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Plain,
    Solution,
    Starter,
    Wrong,
}

const SOLUTION: [&str; 15] = [
    "solution",
    "solutions",
    "sol",
    "answer",
    "answers",
    "reference",
    "ref",
    "example",
    "exemplar",
    "correct",
    "accepted",
    "model",
    "solved",
    "complete",
    "completed",
];
const STARTER: [&str; 11] = [
    "starter", "start", "stub", "stubs", "skeleton", "template", "student", "initial", "blank",
    "todo", "handout",
];
const WRONG: [&str; 12] = [
    "wrong",
    "buggy",
    "bug",
    "bugs",
    "incorrect",
    "broken",
    "mutant",
    "mutants",
    "bad",
    "faulty",
    "defective",
    "failing",
];
/// Modules beside a solution that are the tests' own.
const HELPERS: [&str; 14] = [
    "helper",
    "helpers",
    "util",
    "utils",
    "common",
    "fixture",
    "fixtures",
    "testing",
    "testutil",
    "testutils",
    "support",
    "conftest",
    "factories",
    "testlib",
];

/// Where a module lies: the folder that would be on the path, and what a candidate would hand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub folder: String,
    pub package: bool,
}

/// Whether a folder is by its name one of tests, so that modules in it are helpers.
pub fn is_of_tests(root: &str) -> bool {
    root.split('/').any(|part| {
        let part = part.to_lowercase();
        part == "t"
            || part.starts_with("test")
            || part.ends_with("tests")
            || part == "hidden"
            || part == "spec"
    })
}

/// Every test file, sorted.
pub fn tests(
    files: &Files,
    settings: &PytestSettings,
    hints: &Hints,
) -> Result<Vec<String>, ImportError> {
    if let Some(hint) = &hints.tests {
        let hint = hint.trim_start_matches("./").trim_end_matches('/');
        let below = format!("{hint}/");
        let named: Vec<String> = files
            .keys()
            .filter(|path| *path == hint || path.starts_with(&below) && is_test(path, settings))
            .cloned()
            .collect();
        return match named.is_empty() {
            true => Err(ImportError::Useless {
                message: format!("there is no test file at {hint}"),
            }),
            false => Ok(named),
        };
    }
    let found: Vec<String> = files
        .keys()
        .filter(|path| is_test(path, settings))
        .cloned()
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    // Names that pytest would not collect by itself.
    let unusual: Vec<String> = files
        .iter()
        .filter(|(path, content)| {
            let named = ["test.py", "tests.py"].contains(&name_of(path))
                || words(path).contains(&"tests".to_owned());
            let source = String::from_utf8_lossy(content);
            path.ends_with(".py")
                && named
                && (source.contains("def test") || source.contains("TestCase"))
        })
        .map(|(path, _)| path.clone())
        .collect();
    match unusual.is_empty() {
        true => Err(ImportError::Useless {
            message:
                "there is no test file: neither `test_*.py` nor `*_test.py`; name one with --tests"
                    .to_owned(),
        }),
        false => Ok(unusual),
    }
}

/// Whether pytest would collect a file of this name with these settings.
pub fn is_test(path: &str, settings: &PytestSettings) -> bool {
    let name = name_of(path);
    if settings.python_files.is_empty() {
        return name.ends_with("_test.py") || name.starts_with("test_") && name.ends_with(".py");
    }
    settings
        .python_files
        .iter()
        .any(|pattern| matches(name, pattern))
}

/// Whether a name fits a pattern with `*`.
fn matches(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((begin, rest)) => name.strip_prefix(begin).is_some_and(|name| {
            name.char_indices()
                .map(|(at, _)| at)
                .chain([name.len()])
                .any(|at| matches(&name[at..], rest))
        }),
    }
}

/// The folder that holds all tests; empty at the top.
pub fn common_folder(paths: &[String]) -> String {
    let mut common = paths.first().map_or("", |path| folder_of(path)).to_owned();
    while !paths.iter().all(|path| path.starts_with(&common)) {
        common = folder_of(common.trim_end_matches('/')).to_owned();
    }
    common
}

/// Where a module of this name lies, tests aside.
pub fn homes(files: &Files, module: &str, tests: &[String]) -> Vec<Home> {
    let mut found: BTreeMap<String, Home> = BTreeMap::new();
    for path in files
        .keys()
        .filter(|path| path.ends_with(".py") && !tests.contains(path))
    {
        if name_of(path) == format!("{module}.py") {
            let folder = folder_of(path).to_owned();
            // A part of a package is no module of its own.
            if !files.contains_key(&format!("{folder}__init__.py")) || folder.is_empty() {
                found.insert(
                    folder.clone(),
                    Home {
                        folder,
                        package: false,
                    },
                );
            }
        }
        let inner = format!("{module}/");
        let at = match path.starts_with(&inner) {
            true => Some(0),
            false => path.find(&format!("/{inner}")).map(|at| at + 1),
        };
        if let Some(at) = at {
            let folder = path[..at].to_owned();
            found.entry(folder.clone()).or_insert(Home {
                folder,
                package: true,
            });
        }
    }
    found.into_values().collect()
}

/// The top-level names that these files import, each with whether it was ever imported with something of the tests' own.
pub fn imported(files: &Files, paths: &[String]) -> BTreeSet<String> {
    paths
        .iter()
        .filter_map(|path| text(files, path))
        .filter_map(Source::parse)
        .flat_map(|source| source.imports())
        .map(|import| {
            let module = import.module.trim_start_matches('.').to_owned();
            match (module.as_str(), import.names.first()) {
                ("", Some(name)) => name.clone(),
                (module, _) => module.split('.').next().unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// What a place is for: by the words of its folders, and of its own name apart from the module's.
pub fn role(path: &str, module: &str) -> Role {
    let of_module = words(module);
    let words: Vec<String> = words(path.trim_end_matches(".py"))
        .into_iter()
        .filter(|word| !of_module.contains(word))
        .collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if any(&WRONG) {
        Role::Wrong
    } else if any(&STARTER) {
        Role::Starter
    } else if any(&SOLUTION) {
        Role::Solution
    } else {
        Role::Plain
    }
}

/// Whether a module beside the solution is evidently a helper of the tests.
pub fn is_helper(module: &str) -> bool {
    let words = words(module);
    words.iter().any(|word| HELPERS.contains(&word.as_str()))
        || words.first().is_some_and(|word| word == "test")
}

/// The lower-case words of a path.
fn words(path: &str) -> Vec<String> {
    path.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_its_words_say_apart_from_the_modules_own() {
        assert_eq!(role("stack.py", "stack"), Role::Plain);
        assert_eq!(role("src/", "stack"), Role::Plain);
        assert_eq!(role("stack_solution.py", "stack"), Role::Solution);
        assert_eq!(role("solutions/recursive.py", "stack"), Role::Solution);
        assert_eq!(role("starter/", "stack"), Role::Starter);
        assert_eq!(role("buggy/stack.py", "stack"), Role::Wrong);
        assert_eq!(role("solution.py", "solution"), Role::Plain);
    }

    #[test]
    fn patterns_are_those_of_pytest() {
        assert!(matches("check_x.py", "check_*.py") && matches("a_spec.py", "*_spec.py"));
        assert!(!matches("check_x.txt", "check_*.py") && matches("tests.py", "tests.py"));
    }
}
