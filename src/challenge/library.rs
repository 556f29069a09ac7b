//! Several folders of challenges. A broken challenge is an answer of its own and hides no other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Challenge, ChallengeFault};

/// The folders in which challenges are looked for.
#[derive(Debug, Clone)]
pub struct Library {
    folders: Vec<PathBuf>,
}

/// A challenge by name, whole or broken.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub name: String,
    pub folder: PathBuf,
    pub challenge: Result<Challenge, ChallengeFault>,
}

/// Why a folder of challenges could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("could not read the folder of challenges {path}: {source}; name others with --challenges", path = path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} is itself a challenge; give --challenges the folder that holds it", path = path.display())]
    IsChallenge { path: PathBuf },
}

/// Why a challenge could not be had by its name.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error("no challenge `{name}` in {searched}; {known}")]
    Unknown {
        name: String,
        searched: String,
        known: String,
    },
    #[error("the challenge `{name}` is broken: {}", fault.within(folder))]
    Broken {
        name: String,
        folder: PathBuf,
        fault: ChallengeFault,
    },
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl Library {
    /// A library over these folders; they are read at every question, so that an edit counts at once.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders }
    }

    /// Every challenge, sorted by name.
    pub fn list(&self) -> Result<Vec<LibraryEntry>, LibraryError> {
        Ok(self
            .places()?
            .into_iter()
            .map(|(name, places)| LibraryEntry {
                challenge: open(&places),
                folder: places[0].clone(),
                name,
            })
            .collect())
    }

    /// The challenge of this name, if it is whole.
    pub fn find(&self, name: &str) -> Result<Challenge, FindError> {
        let mut places = self.places()?;
        let Some(found) = places.remove(name) else {
            let searched = self
                .folders
                .iter()
                .map(|folder| folder.display().to_string())
                .collect::<Vec<_>>()
                .join(", ");
            let names = places.into_keys().collect::<Vec<_>>();
            let known = match names.as_slice() {
                [] => "there is none at all".to_owned(),
                names => format!("there are: {}", names.join(", ")),
            };
            return Err(FindError::Unknown {
                name: name.to_owned(),
                searched,
                known,
            });
        };
        open(&found).map_err(|fault| FindError::Broken {
            name: name.to_owned(),
            folder: found[0].clone(),
            fault,
        })
    }

    /// Where each name lies; more than one place for a name makes the challenge broken.
    fn places(&self) -> Result<BTreeMap<String, Vec<PathBuf>>, LibraryError> {
        let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for folder in &self.folders {
            let failed = |source| LibraryError::Read {
                path: folder.clone(),
                source,
            };
            if folder.join("challenge.toml").exists() {
                return Err(LibraryError::IsChallenge {
                    path: folder.clone(),
                });
            }
            for entry in std::fs::read_dir(folder).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                if looks_like_challenge(&path, &name) {
                    places.entry(name).or_default().push(path);
                }
            }
        }
        Ok(places)
    }
}

/// A folder without a `challenge.toml` still counts when it holds what only a challenge has: its author forgot it.
fn looks_like_challenge(path: &Path, name: &str) -> bool {
    !name.starts_with('.')
        && path.is_dir()
        && ["challenge.toml", "statement.md", "tests"]
            .iter()
            .any(|part| path.join(part).exists())
}

fn open(places: &[PathBuf]) -> Result<Challenge, ChallengeFault> {
    if let [_, second, ..] = places {
        let message = format!("{} has the same name; rename one", second.display());
        return Err(ChallengeFault::of("", message));
    }
    Challenge::read(&places[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(root: &Path, name: &str, toml: &str) {
        let folder = root.join(name);
        std::fs::create_dir_all(folder.join("tests/hidden")).expect("a folder is made");
        for (path, content) in [
            ("challenge.toml", toml),
            ("statement.md", "x"),
            ("tests/hidden/a_test.py", "x"),
        ] {
            std::fs::write(folder.join(path), content).expect("a file is written");
        }
    }

    const WHOLE: &str = "title = 'T'\nmodule = 'm'";

    #[test]
    fn a_broken_challenge_is_told_and_hides_no_other() {
        let root = tempfile::tempdir().expect("a folder");
        add(root.path(), "broken", "title = ");
        add(root.path(), "whole", WHOLE);
        std::fs::create_dir(root.path().join("notes")).expect("a folder is made");
        let entries = Library::new(vec![root.path().to_owned()])
            .list()
            .expect("it lists");
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.name.as_str(), entry.challenge.is_ok()))
            .collect();
        assert_eq!(found, [("broken", false), ("whole", true)]);
    }

    #[test]
    fn a_name_in_two_folders_is_told_with_both_places() {
        let (one, other) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("a folder"),
        );
        add(one.path(), "same", WHOLE);
        add(other.path(), "same", WHOLE);
        let library = Library::new(vec![one.path().to_owned(), other.path().to_owned()]);
        let error = library
            .find("same")
            .expect_err("it is ambiguous")
            .to_string();
        assert!(
            error.contains(&format!(
                "{} has the same name",
                other.path().join("same").display()
            )),
            "{error}"
        );
    }

    #[test]
    fn an_unknown_name_is_told_with_the_known_ones_and_never_leaves_the_folder() {
        let root = tempfile::tempdir().expect("a folder");
        add(root.path(), "whole", WHOLE);
        let library = Library::new(vec![root.path().to_owned()]);
        for name in ["nope", "../whole", "", "whole/tests"] {
            let error = library.find(name).expect_err("it is unknown").to_string();
            assert!(
                error.starts_with(&format!("no challenge `{name}` in ")),
                "{error}"
            );
            assert!(error.ends_with("there are: whole"), "{error}");
        }
    }

    #[test]
    fn a_challenge_given_as_the_folder_of_challenges_is_told() {
        let root = tempfile::tempdir().expect("a folder");
        add(root.path(), "whole", WHOLE);
        let error = Library::new(vec![root.path().join("whole")])
            .list()
            .expect_err("it is told")
            .to_string();
        assert!(
            error.ends_with("is itself a challenge; give --challenges the folder that holds it"),
            "{error}"
        );
    }
}
