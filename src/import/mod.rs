//! Makes a challenge of an exercise that somebody else wrote: tests and a solution in any layout, an Exercism exercise, or
//! a Kattis-style problem package. Pure: it reads a folder and makes files; whether they hold is found out by grading.

mod draft;
mod exercism;
mod find;
mod folder;
mod hazards;
mod kattis;
mod note;
mod packages;
mod place;
mod pytest_settings;
mod source;
mod stub;

use std::path::{Path, PathBuf};

pub use draft::{Draft, Kind, Known, Time, plain};
pub use note::Note;

use crate::folder::FolderError;

/// What an operator says where an exercise does not say it itself. Paths are relative to the exercise's folder.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// The modules that the candidate writes, the main one first.
    pub modules: Vec<String>,
    /// Test files, or a folder of them.
    pub tests: Option<String>,
    /// A file, or a folder of what the candidate would hand in.
    pub solution: Option<String>,
    pub starter: Option<String>,
}

/// Why no challenge could be made of an exercise.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Read(#[from] FolderError),
    #[error("{file} could not be read: {message}")]
    Broken { file: String, message: String },
    #[error("{message}")]
    Useless { message: String },
    #[error("{message}; say which with {flag}")]
    Ambiguous { message: String, flag: &'static str },
    #[error("{}: {message} cannot be imported; {instead}", location(file, *line))]
    Cannot {
        file: String,
        line: Option<u32>,
        message: String,
        instead: String,
    },
}

/// Reads an exercise and makes a challenge of it.
pub fn import(path: &Path, hints: &Hints) -> Result<Draft, ImportError> {
    let (root, hints) = rooted(path, hints);
    let (files, notes) = source::read(&root)?;
    let name = name_of(&root);
    let mut draft = if kattis::fits(&files) {
        kattis::draft(&files, &name)?
    } else if exercism::fits(&files) {
        exercism::draft(&files, &name)?
    } else {
        folder::draft(&files, &name, &hints)?
    };
    packages::require(&mut draft, &files);
    let mut hazards = Vec::new();
    for (path, content) in &draft.tests {
        if let (true, Ok(text)) = (path.ends_with(".py"), std::str::from_utf8(content)) {
            hazards.extend(hazards::find(&format!("tests/{path}"), text));
        }
    }
    hazards.extend(place::lost_imports(&draft.tests));
    draft.hazards = hazards;
    draft.notes.splice(0..0, notes);
    Ok(draft)
}

/// The exercise's own name, e.g. `two-fer`.
pub fn name_of(path: &Path) -> String {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_stem().filter(|_| path.is_file());
    let name = name.or_else(|| path.file_name()).unwrap_or_default();
    plain(&name.to_string_lossy())
}

/// A single test file stands for the folder that it lies in.
fn rooted(path: &Path, hints: &Hints) -> (PathBuf, Hints) {
    if !path.is_file() {
        return (path.to_owned(), hints.clone());
    }
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let folder = if folder.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        folder
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut hints = hints.clone();
    hints.tests = hints.tests.or_else(|| Some(name.into_owned()));
    (folder, hints)
}

/// `two-fer` as a title: "Two fer".
fn title_of(name: &str) -> String {
    let words: Vec<&str> = name
        .split(['-', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    let title = words.join(" ");
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "An exercise".to_owned(),
    }
}

fn location(file: &str, line: Option<u32>) -> String {
    match line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    }
}
