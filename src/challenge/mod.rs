//! A challenge's folder as data: settings, statement, tests, known submissions and the hash over them.

mod fault;
mod known;
mod library;
mod settings;

use std::path::{Path, PathBuf};

pub use fault::ChallengeFault;
pub use known::{KnownKind, KnownSubmission, names};
pub use library::{FindError, Library, LibraryEntry, LibraryError};
pub use settings::{Isolation, Level, Reveal, Settings};

use crate::folder::{self, Caps, Files};

/// One challenge, read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Challenge {
    /// Its folder's name.
    pub name: String,
    pub folder: PathBuf,
    pub settings: Settings,
    /// Markdown.
    pub statement: String,
    /// What the candidate begins with, by file name; every module has an entry, empty where the author gave nothing.
    pub starter: std::collections::BTreeMap<String, String>,
    /// `hidden/timing_test.py`, `visible/...` and what lies beside them.
    pub tests: Files,
    pub known: Vec<KnownSubmission>,
    /// Content hash of all that a candidate is examined by: everything but the known submissions.
    pub version: String,
}

/// A challenge is read into memory and sent to the examiner, so it has a size.
const CAPS: Caps = Caps {
    files: 2000,
    file_bytes: 16 << 20,
    total_bytes: 64 << 20,
};

impl Challenge {
    /// Reads a challenge's folder.
    pub fn read(folder: &Path) -> Result<Self, ChallengeFault> {
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        if !is_name(&name) {
            let message =
                format!("the folder's name `{name}` is no name; use letters, digits, `-` and `_`");
            return Err(ChallengeFault::of("", message));
        }
        let read = folder::read(folder, &CAPS, is_content)
            .map_err(|error| ChallengeFault::of("", error.to_string()))?;
        if let Some((path, refused)) = read.refused.first_key_value() {
            return Err(ChallengeFault::of(
                path,
                format!("{refused}; a challenge is regular files"),
            ));
        }
        Self::from_files(name, folder.to_owned(), read.files)
    }

    fn from_files(name: String, folder: PathBuf, files: Files) -> Result<Self, ChallengeFault> {
        let settings = match text(&files, "challenge.toml")? {
            Some(text) => Settings::parse(&text)?,
            None => {
                return Err(ChallengeFault::of(
                    "challenge.toml",
                    "missing; it needs a `title` and a `module`",
                ));
            }
        };
        let Some(statement) = text(&files, "statement.md")? else {
            return Err(ChallengeFault::of(
                "statement.md",
                "missing; it tells the candidate what is asked",
            ));
        };
        let mut starter = std::collections::BTreeMap::new();
        for module in &settings.modules {
            let own = text(&files, &format!("starter/{module}.py"))?;
            let only = if settings.modules.len() == 1 {
                text(&files, "starter.py")?
            } else {
                None
            };
            starter.insert(format!("{module}.py"), own.or(only).unwrap_or_default());
        }
        let tests = below(&files, "tests/");
        if let Some(path) = tests
            .keys()
            .find(|path| path.starts_with("Hidden/") || path.starts_with("Visible/"))
        {
            return Err(ChallengeFault::of(
                format!("tests/{path}"),
                "write `hidden` and `visible` in small letters",
            ));
        }
        if !tests
            .keys()
            .any(|path| path.starts_with("hidden/") && is_test_file(path))
        {
            return Err(ChallengeFault::of(
                "tests/hidden",
                "holds no `*_test.py`; a challenge needs a hidden edge case",
            ));
        }
        let known = known::gather(&below(&files, "submissions/"), &settings.modules)?;
        let examined = files
            .iter()
            .filter(|(path, _)| !path.starts_with("submissions/"));
        let version = crate::folder::hash(examined);
        Ok(Self {
            name,
            folder,
            settings,
            statement,
            starter,
            tests,
            known,
            version,
        })
    }

    /// The first accepted submission: from it the edge cases are learned.
    pub fn accepted(&self) -> Option<&KnownSubmission> {
        self.known
            .iter()
            .find(|known| known.kind == KnownKind::Accepted)
    }
}

/// Whether a folder's name can name a challenge: it becomes a file's name, a part of an address and an XML attribute.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

/// Leaves out what tools leave behind: hidden names, caches and bytecode.
fn is_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !(name.starts_with('.')
        || name == "__pycache__"
        || name.ends_with(".pyc")
        || name.ends_with('~'))
}

fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with("_test.py") || (name.starts_with("test_") && name.ends_with(".py"))
}

fn below(files: &Files, folder: &str) -> Files {
    files
        .iter()
        .filter_map(|(path, content)| {
            Some((path.strip_prefix(folder)?.to_owned(), content.clone()))
        })
        .collect()
}

fn text(files: &Files, path: &str) -> Result<Option<String>, ChallengeFault> {
    match files.get(path) {
        None => Ok(None),
        Some(content) => match String::from_utf8(content.clone()) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(ChallengeFault::of(path, "not UTF-8; save it as UTF-8")),
        },
    }
}
