//! Edge cases as people read of them, without a run: from a recorded proof, or from what the tests' source says.

use super::layout::is_test_file;
use super::proven::ProvenCase;
use crate::folder::Files;
use crate::python::Source;

/// An edge case by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCase {
    pub id: String,
    pub visible: bool,
    pub title: String,
    pub area: String,
    /// What it tells the interviewer.
    pub tells: String,
    /// What it advises the candidate.
    pub advises: String,
    /// It stands for several that only a run can tell apart.
    pub several: bool,
    /// Where the wrong submissions lie that it catches, as far as that is proven.
    pub caught: Vec<String>,
}

impl From<&ProvenCase> for NamedCase {
    fn from(case: &ProvenCase) -> Self {
        Self {
            id: case.id.clone(),
            visible: case.visible,
            title: case.title.clone(),
            area: case.area.clone(),
            tells: case.tells.clone(),
            advises: case.advises.clone(),
            several: false,
            caught: case.caught.clone(),
        }
    }
}

/// The tests of these files (`hidden/…`, `visible/…`), hidden ones first, each file's in its order.
pub(super) fn of_source(tests: &Files) -> Vec<NamedCase> {
    let mut cases = Vec::new();
    for (path, content) in tests {
        if !is_test_file(path.rsplit('/').next().unwrap_or(path)) {
            continue;
        }
        let (visible, inner) = match (path.strip_prefix("hidden/"), path.strip_prefix("visible/")) {
            (Some(inner), _) => (false, inner),
            (_, Some(inner)) => (true, inner),
            _ => continue,
        };
        let Ok(text) = std::str::from_utf8(content) else {
            continue;
        };
        let Some(source) = Source::parse(text) else {
            continue;
        };
        for definition in source.definitions() {
            let function = definition.name.rsplit("::").next().unwrap_or_default();
            if !definition.is_function || !function.starts_with("test") {
                continue;
            }
            let words = Words::of(
                definition.docstring.as_deref().unwrap_or_default(),
                function,
            );
            cases.push(NamedCase {
                id: format!("{inner}::{}", definition.name),
                visible,
                title: words.title,
                area: words.area,
                tells: words.tells,
                advises: words.advises,
                several: definition
                    .decorators
                    .iter()
                    .any(|decorator| decorator.contains("parametrize")),
                caught: Vec::new(),
            });
        }
    }
    cases
}

/// The implementations of a challenge whose candidates write tests (`hidden/right/…`, `visible/wrong/…`).
pub(super) fn of_implementations(files: &Files) -> Vec<NamedCase> {
    let cases = files.iter();
    cases
        .filter_map(|(path, content)| of_implementation(path, content))
        .collect()
}

/// An implementation as an edge case, where candidates write the tests: its file's docstring says what it is.
fn of_implementation(path: &str, content: &[u8]) -> Option<NamedCase> {
    let (suite, inner) = path.split_once('/')?;
    let (stance, file) = inner.split_once('/')?;
    let name = file.strip_suffix(".py")?;
    if !matches!(suite, "hidden" | "visible") || !matches!(stance, "right" | "wrong") {
        return None;
    }
    let source = Source::parse(std::str::from_utf8(content).ok()?)?;
    let words = Words::of(&source.docstring().unwrap_or_default(), name);
    Some(NamedCase {
        id: format!("{inner}::{name}"),
        visible: suite == "visible",
        title: words.title,
        area: words.area,
        tells: words.tells,
        advises: words.advises,
        several: false,
        caught: Vec::new(),
    })
}

/// What a docstring says; `runner/assay_runner/suites/words.py` reads it in the same way.
#[derive(Debug, Default, PartialEq, Eq)]
struct Words {
    title: String,
    area: String,
    tells: String,
    advises: String,
}

impl Words {
    fn of(docstring: &str, function: &str) -> Self {
        const MARKS: [&str; 3] = ["Area:", "Tells:", "Advises:"];
        let mut parts: [String; 4] = Default::default();
        // Where the next line belongs: the title first; nowhere after a blank line, which ends every part.
        let mut part = Some(0);
        for line in docstring.lines().map(str::trim) {
            let section = (1..)
                .zip(MARKS)
                .find_map(|(place, mark)| Some((place, line.strip_prefix(mark)?)));
            match (section, part) {
                (Some((place, rest)), _) => {
                    parts[place].clear();
                    add(&mut parts[place], rest);
                    part = Some(place);
                }
                (None, _) if line.is_empty() => part = None,
                (None, Some(place)) => add(&mut parts[place], line),
                (None, None) => {}
            }
        }
        let [title, area, tells, advises] = parts;
        let title = if title.is_empty() {
            in_words(function)
        } else {
            title
        };
        Self {
            title: title.trim_end_matches('.').to_owned(),
            area,
            tells,
            advises,
        }
    }
}

fn add(place: &mut String, words: &str) {
    for word in words.split_whitespace() {
        if !place.is_empty() {
            place.push(' ');
        }
        place.push_str(word);
    }
}

/// `test_keeps_the_name` as `keeps the name`.
fn in_words(function: &str) -> String {
    let name = function.trim_start_matches("test").trim_matches('_');
    if name.is_empty() {
        function.to_owned()
    } else {
        name.replace('_', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_areas_and_sentences_are_read_from_source_that_never_ran() {
        let hidden = r#"
import nowhere

@pytest.mark.parametrize("x", [1, 2])
def test_sizes(x):
    """Keeps sizes
    of all kinds.

    More of it that nobody reads.

    Area: sizes
    Tells: Whether sizes
      are thought of.
    Advises: Measure.
    """

class TestNames:
    def test_keeps_the_name(self):
        pass

    def helper(self):
        """Not one."""
"#;
        let tests = Files::from([
            ("hidden/a_test.py".to_owned(), hidden.as_bytes().to_vec()),
            (
                "hidden/conftest.py".to_owned(),
                b"def test_no(): ...".to_vec(),
            ),
            (
                "visible/b_test.py".to_owned(),
                b"async def test_b(): ...".to_vec(),
            ),
        ]);
        let cases = of_source(&tests);
        let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "a_test.py::test_sizes",
                "a_test.py::TestNames::test_keeps_the_name",
                "b_test.py::test_b"
            ]
        );
        let first = &cases[0];
        assert_eq!(first.title, "Keeps sizes of all kinds");
        assert_eq!((first.area.as_str(), first.several), ("sizes", true));
        assert_eq!(first.tells, "Whether sizes are thought of.");
        assert_eq!(first.advises, "Measure.");
        assert_eq!(
            (cases[1].title.as_str(), cases[2].visible),
            ("keeps the name", true)
        );
    }

    #[test]
    fn an_implementation_is_named_by_its_file_and_described_by_its_docstring() {
        let doc = b"\"\"\"Catches a sum that is lost.\n\nArea: sums\n\"\"\"\nx = 1\n";
        let files = Files::from([
            ("hidden/wrong/loses.py".to_owned(), doc.to_vec()),
            ("visible/right/plain.py".to_owned(), b"x = 1".to_vec()),
        ]);
        let cases = of_implementations(&files);
        assert_eq!(cases[0].id, "wrong/loses.py::loses");
        assert_eq!(cases[0].title, "Catches a sum that is lost");
        assert_eq!(cases[0].area, "sums");
        assert_eq!(cases[1].title, "plain");
        assert!(cases[1].visible);
    }
}
