//! Where the tests lie in a challenge's folder. A company's own folder keeps its layout: what is not below `hidden` or
//! `visible` is hidden.

use crate::folder::Files;

/// Where the hidden tests lie, relative to the challenge's folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// `tests/hidden`, and `tests/visible` beside it.
    #[default]
    Suites,
    /// `tests` itself.
    Tests,
    /// `test` itself.
    Test,
    /// The challenge's folder itself, beside `challenge.toml`.
    Root,
    /// `implementations`, where the candidate writes the tests.
    Implementations,
}

/// What beside `challenge.toml` belongs to the challenge and not to tests that lie in the same folder.
const NOT_TESTS: [&str; 5] = [
    "challenge.toml",
    "statement.md",
    "starter.py",
    "starter/",
    "submissions/",
];

/// What pytest reads in the folder above the tests.
const ABOVE_TESTS: [&str; 6] = [
    "conftest.py",
    "pytest.toml",
    "pytest.ini",
    "pyproject.toml",
    "tox.ini",
    "setup.cfg",
];

impl Layout {
    /// The layout of these files: the first that has a test file in its hidden suite.
    pub fn of(files: &Files, modules: &[String]) -> Option<Self> {
        let any = |prefix: &str| {
            files.keys().any(|path| {
                path.strip_prefix(prefix)
                    .is_some_and(|inner| may_be_test(inner) && !inner.starts_with("visible/"))
            })
        };
        if any("tests/hidden/") {
            return Some(Self::Suites);
        }
        if any("tests/") {
            return Some(Self::Tests);
        }
        if any("test/") {
            return Some(Self::Test);
        }
        let at_root = files
            .keys()
            .any(|path| !path.contains('/') && is_test_file(path) && !is_other(path, modules));
        at_root.then_some(Self::Root)
    }

    /// The tests by the path under which the examiner has them: `hidden/…`, `visible/…`.
    pub fn tests(self, files: &Files, modules: &[String]) -> Files {
        let examined = |path: &String| -> Option<String> {
            match self {
                Self::Suites => path.strip_prefix("tests/").map(str::to_owned),
                Self::Tests | Self::Test => match path.strip_prefix(self.folder()) {
                    Some(inner) if inner.starts_with("visible/") => Some(inner.to_owned()),
                    Some(inner) => Some(format!("hidden/{inner}")),
                    None => ABOVE_TESTS.contains(&path.as_str()).then(|| path.clone()),
                },
                Self::Root => (!is_other(path, modules)).then(|| format!("hidden/{path}")),
                Self::Implementations => {
                    let inner = path.strip_prefix(self.folder())?;
                    let visible = inner.starts_with("visible/");
                    Some(format!("{}{inner}", if visible { "" } else { "hidden/" }))
                }
            }
        };
        files
            .iter()
            .filter_map(|(path, content)| Some((examined(path)?, content.clone())))
            .collect()
    }

    /// Where a file of the examiner's lies in the challenge's folder.
    pub fn place(self, path: &str) -> String {
        let inner = path.strip_prefix("hidden/");
        match (self, inner) {
            (Self::Suites, _) => format!("tests/{path}"),
            (_, Some(inner)) => format!("{}{inner}", self.folder()),
            (_, None) if path.starts_with("visible/") => format!("{}{path}", self.folder()),
            (_, None) => path.to_owned(),
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Suites | Self::Tests => "tests/",
            Self::Test => "test/",
            Self::Root => "",
            Self::Implementations => super::implementations::FOLDER,
        }
    }
}

/// Whether a file beside `challenge.toml` is something else than a test or what a test needs: also the module itself,
/// where an exercise keeps its solution beside its tests.
fn is_other(path: &str, modules: &[String]) -> bool {
    let named = |name: &str| path == name || name.ends_with('/') && path.starts_with(name);
    NOT_TESTS.into_iter().any(named)
        || modules
            .iter()
            .any(|module| named(&format!("{module}.py")) || named(&format!("{module}/")))
}

/// Whether pytest could be told to collect it: its settings may name other files than the usual ones.
fn may_be_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".py") && name != "conftest.py" && name != "__init__.py"
}

pub(super) fn is_test_file(path: &str) -> bool {
    path.ends_with("_test.py") || (path.starts_with("test_") && path.ends_with(".py"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout, and the examiner's paths with the places that they come from.
    fn read(paths: &[&str]) -> Option<Vec<String>> {
        let files = paths
            .iter()
            .map(|path| ((*path).to_owned(), Vec::new()))
            .collect();
        let modules = ["roman".to_owned()];
        let layout = Layout::of(&files, &modules)?;
        let tests = layout.tests(&files, &modules);
        Some(
            tests
                .keys()
                .map(|path| format!("{path} < {}", layout.place(path)))
                .collect(),
        )
    }

    #[test]
    fn tests_are_found_where_companies_keep_them() {
        insta::assert_debug_snapshot!(read(&["tests/hidden/a_test.py", "tests/visible/a_test.py", "tests/data.json"]), @r#"
Some(
    [
        "data.json < tests/data.json",
        "hidden/a_test.py < tests/hidden/a_test.py",
        "visible/a_test.py < tests/visible/a_test.py",
    ],
)
"#);
        insta::assert_debug_snapshot!(read(&["tests/__init__.py", "tests/sub/test_a.py", "tests/visible/b_test.py", "roman.py", "pytest.ini"]), @r#"
Some(
    [
        "hidden/__init__.py < tests/__init__.py",
        "hidden/sub/test_a.py < tests/sub/test_a.py",
        "pytest.ini < pytest.ini",
        "visible/b_test.py < tests/visible/b_test.py",
    ],
)
"#);
        insta::assert_debug_snapshot!(read(&["test/check_roman.py", "test/pytest.ini"]), @r#"
Some(
    [
        "hidden/check_roman.py < test/check_roman.py",
        "hidden/pytest.ini < test/pytest.ini",
    ],
)
"#);
        insta::assert_debug_snapshot!(read(&["challenge.toml", "roman.py", "test_roman.py", "data/x.csv", "conftest.py", "starter.py", "submissions/accepted/x.py"]), @r#"
Some(
    [
        "hidden/conftest.py < conftest.py",
        "hidden/data/x.csv < data/x.csv",
        "hidden/test_roman.py < test_roman.py",
    ],
)
"#);
    }

    #[test]
    fn a_folder_without_a_test_has_no_layout() {
        assert_eq!(
            read(&[
                "tests/visible/a_test.py",
                "tests/hidden/data.json",
                "roman.py"
            ]),
            None
        );
        assert_eq!(read(&["tests/conftest.py", "helper.py"]), None);
    }
}
