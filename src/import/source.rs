//! Reads an exercise that somebody else wrote: regular files only, capped, what tools leave behind passed over.

use std::path::Path;

use super::ImportError;
use super::note::Note;
use crate::folder::{self, Caps, Files};

const CAPS: Caps = Caps {
    files: 5000,
    file_bytes: 16 << 20,
    total_bytes: 64 << 20,
};

/// What tools leave behind, and what is large and of no use.
const PASSED_OVER: [&str; 12] = [
    "__pycache__",
    "node_modules",
    "site-packages",
    "venv",
    "env",
    "dist",
    "htmlcov",
    "CVS",
    "generators",
    "input_validators",
    "input_format_validators",
    "input_validator",
];

/// The files of an exercise, and notes on what was not read.
pub fn read(path: &Path) -> Result<(Files, Vec<Note>), ImportError> {
    let read = folder::read(path, &CAPS, is_wanted)?;
    let notes = read
        .refused
        .iter()
        .map(|(file, why)| Note::of(file, format!("left out: {why}")))
        .collect();
    Ok((read.files, notes))
}

fn is_wanted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let hidden = name.starts_with('.') && ![".meta", ".docs", ".timelimit"].contains(&name);
    !(hidden
        || PASSED_OVER.contains(&name)
        || name.ends_with(".pyc")
        || name.ends_with(".egg-info")
        || name.ends_with('~'))
}

/// A file as text, or nothing when there is none or it is no UTF-8.
pub fn text<'a>(files: &'a Files, path: &str) -> Option<&'a str> {
    files
        .get(path)
        .and_then(|content| std::str::from_utf8(content).ok())
}

/// The folder of a path, with its `/`; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// The last part of a path.
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
