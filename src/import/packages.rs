//! Libraries that an exercise needs beside the standard library and what the examiner has for tests.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::note::Note;
use super::source::text;
use crate::folder::Files;
use crate::python::{Source, is_standard};

/// What every examiner has, for the tests.
const EXAMINERS: [&str; 10] = [
    "pytest",
    "_pytest",
    "pytest_asyncio",
    "hypothesis",
    "pluggy",
    "iniconfig",
    "packaging",
    "pygments",
    "sortedcontainers",
    "typing_extensions",
];
/// Distributions that are not called what is imported.
const OTHERWISE: [(&str, &str); 9] = [
    ("yaml", "PyYAML"),
    ("PIL", "pillow"),
    ("bs4", "beautifulsoup4"),
    ("sklearn", "scikit-learn"),
    ("dateutil", "python-dateutil"),
    ("cv2", "opencv-python-headless"),
    ("attr", "attrs"),
    ("dotenv", "python-dotenv"),
    ("skimage", "scikit-image"),
];

/// Finds what tests and submissions import from elsewhere, and has the challenge's image hold it.
pub fn require(draft: &mut Draft, exercise: &Files) {
    let mut own: BTreeSet<String> = draft.modules.iter().cloned().collect();
    let submitted = draft
        .submissions
        .iter()
        .flat_map(|known| known.files.iter());
    let sources: Vec<(String, String)> = draft
        .tests
        .iter()
        .chain(submitted)
        .filter(|(path, _)| path.ends_with(".py"))
        .filter_map(|(path, content)| {
            Some((path.clone(), String::from_utf8(content.clone()).ok()?))
        })
        .collect();
    for (path, _) in &sources {
        // A file is importable by its own name, and by the names of the folders that it lies in.
        own.extend(
            path.split('/')
                .map(|part| part.trim_end_matches(".py").to_owned()),
        );
    }
    let mut wanted: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for (path, content) in &sources {
        let Some(source) = Source::parse(content) else {
            continue;
        };
        for import in source.imports() {
            let top = import
                .module
                .split('.')
                .next()
                .unwrap_or_default()
                .to_owned();
            let known = top.is_empty()
                || own.contains(&top)
                || EXAMINERS.contains(&top.as_str())
                || is_standard(&top);
            if !known {
                wanted
                    .entry(top)
                    .or_insert_with(|| (path.clone(), import.line));
            }
        }
    }
    for (module, (path, line)) in wanted {
        let distribution = OTHERWISE
            .iter()
            .find(|(name, _)| *name == module)
            .map_or_else(|| module.replace('_', "-"), |(_, name)| (*name).to_owned());
        let requirement = required(exercise, &distribution).unwrap_or_else(|| distribution.clone());
        draft.notes.push(Note::at(
            &path,
            line,
            &format!("imports `{module}`"),
            &format!("the challenge's image gets `{requirement}`; see `[image] packages` in challenge.toml"),
        ));
        draft.packages.push(requirement);
    }
}

/// The exercise's own line for a library, with its versions.
fn required(exercise: &Files, distribution: &str) -> Option<String> {
    let same = |name: &str| name.replace('_', "-").eq_ignore_ascii_case(distribution);
    text(exercise, "requirements.txt")?
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .find(|line| {
            let end = line
                .find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter)));
            same(&line[..end.unwrap_or(line.len())])
        })
        .map(str::to_owned)
}
