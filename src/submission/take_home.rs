//! A folder of take-homes: `<candidate>/<challenge>.py`, or `<candidate>/<challenge>/` with several files; of reviews
//! `<candidate>/<challenge>.toml`, or `review.toml` in the folder.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use super::{NotGradable, SourceLimits, Submission};
use crate::challenge::is_name;
use crate::folder::{Files, Folder, FolderError, Refused};

/// One candidate's answer to one challenge, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeHome {
    pub candidate: String,
    /// The challenge's name, as the file or folder says it; whether there is such a challenge is not known here.
    pub challenge: String,
    pub path: PathBuf,
    root: PathBuf,
    /// `<candidate>/<challenge>.py` or `<candidate>/<challenge>`.
    relative: String,
}

impl TakeHome {
    /// Reads it without following a link anywhere below the folder of take-homes.
    ///
    /// The outer error is for a path that could not be read at all, the inner one for what lies there.
    pub fn read(
        &self,
        modules: &[String],
        limits: &SourceLimits,
    ) -> Result<Result<Submission, NotGradable>, FolderError> {
        self.read_with(limits, |folder, inner| {
            if let Some(refused) = folder.refused.get(&self.relative) {
                return Err(NotGradable::MissingModule {
                    file: self.relative.clone(),
                    left_out: Some(refused.to_string()),
                    found: Vec::new(),
                });
            }
            let mut files = Files::new();
            for (path, content) in folder.files {
                match path.strip_prefix(inner) {
                    Some(inside) => files.insert(inside.to_owned(), content),
                    None => files.insert(format!("{}.py", modules[0]), content),
                };
            }
            let refused: Vec<(String, Refused)> = folder
                .refused
                .into_iter()
                .filter_map(|(path, why)| Some((path.strip_prefix(inner)?.to_owned(), why)))
                .collect();
            Submission::sifted(files, refused, modules, limits)
        })
    }

    /// The same for a challenge that is a review.
    pub fn read_review(
        &self,
        limits: &SourceLimits,
    ) -> Result<Result<Submission, NotGradable>, FolderError> {
        self.read_with(limits, |folder, inner| {
            let reviews = folder.files.into_iter().filter(|(path, _)| {
                path.strip_prefix(inner)
                    .map_or(path == &self.relative, super::is_review)
            });
            Submission::only_review(reviews.collect(), limits)
        })
    }

    fn read_with(
        &self,
        limits: &SourceLimits,
        take: impl FnOnce(Folder, &str) -> Result<Submission, NotGradable>,
    ) -> Result<Result<Submission, NotGradable>, FolderError> {
        let inner = format!("{}/", self.relative);
        let wanted = |path: &str| {
            // The folders that lead to it, itself, and what lies in it.
            self.relative == path
                || self
                    .relative
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.starts_with('/'))
                || path
                    .strip_prefix(&inner)
                    .is_some_and(super::sieve::is_wanted)
        };
        super::read_folder(&self.root, limits, wanted, |folder| take(folder, &inner))
    }
}

/// Why a folder of take-homes could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum TakeHomeError {
    #[error("could not read {path}: {source}", path = path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(
        "{path} holds no take-homes; they lie as <candidate>/<challenge>.py or <candidate>/<challenge>/",
        path = path.display()
    )]
    None { path: PathBuf },
}

/// Lists a folder of take-homes, sorted by candidate and challenge. A candidate's folder is a folder, no link.
pub fn take_homes(folder: &Path) -> Result<Vec<TakeHome>, TakeHomeError> {
    let mut found = Vec::new();
    for (candidate, place, kind) in entries(folder)? {
        if !kind.is_dir() {
            continue;
        }
        for (name, path, kind) in entries(&place)? {
            // A link counts here, so that it is told as what it is instead of vanishing from the batch.
            // A challenge's file is Python, a review's is TOML or JSON.
            let stem = [".py", ".toml", ".json"]
                .into_iter()
                .find_map(|extension| name.strip_suffix(extension));
            let challenge = match stem {
                Some(stem) => Some(stem),
                None if kind.is_file() => None,
                None => Some(name.as_str()),
            };
            if let Some(challenge) = challenge.filter(|name| is_name(name)) {
                found.push(TakeHome {
                    candidate: candidate.clone(),
                    challenge: challenge.to_owned(),
                    path,
                    root: folder.to_owned(),
                    relative: format!("{candidate}/{name}"),
                });
            }
        }
    }
    if found.is_empty() {
        return Err(TakeHomeError::None {
            path: folder.to_owned(),
        });
    }
    found.sort_by(|one, other| {
        (&one.candidate, &one.challenge).cmp(&(&other.candidate, &other.challenge))
    });
    Ok(found)
}

/// Name, path and kind of everything that is not hidden; a link's kind is "link", whatever it leads to.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf, FileType)>, TakeHomeError> {
    let failed = |source| TakeHomeError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && name != "__pycache__" {
            entries.push((name, entry.path(), entry.file_type().map_err(failed)?));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_of_each_candidate_are_found_in_order() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(root.path().join("zoe/csv-chunks")).expect("folders");
        std::fs::create_dir_all(root.path().join("adam/.git")).expect("folders");
        std::fs::write(root.path().join("adam/timing-decorator.py"), "").expect("a file");
        std::fs::write(root.path().join("adam/notes.txt"), "").expect("a file");
        std::fs::write(root.path().join("README.md"), "").expect("a file");
        let found = take_homes(root.path()).expect("it lists");
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.candidate.as_str(), one.challenge.as_str()))
            .collect();
        assert_eq!(found, [("adam", "timing-decorator"), ("zoe", "csv-chunks")]);
    }

    #[test]
    fn a_link_is_never_followed_and_told_as_the_candidates() {
        let outside = tempfile::tempdir().expect("a folder");
        std::fs::write(outside.path().join("timing.py"), "secret = 1").expect("a file");
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("eve")).expect("a folder");
        std::os::unix::fs::symlink(outside.path(), root.path().join("eve/as-folder"))
            .expect("a link");
        std::os::unix::fs::symlink(
            outside.path().join("timing.py"),
            root.path().join("eve/as-file.py"),
        )
        .expect("a link");
        std::os::unix::fs::symlink(outside.path(), root.path().join("mallory")).expect("a link");
        let found = take_homes(root.path()).expect("it lists");
        assert_eq!(found.len(), 2);
        for take_home in found {
            let read = take_home
                .read(&["timing".to_owned()], &SourceLimits::default())
                .expect("it reads");
            let refusal = read.expect_err("it is a link").to_string();
            assert!(
                refusal.ends_with("that can be used: it is a link, and links are not followed"),
                "{refusal}"
            );
        }
    }

    #[test]
    fn a_file_is_the_module_and_a_folder_is_read_as_it_lies() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(root.path().join("zoe/two/.git")).expect("folders");
        std::fs::write(
            root.path().join("zoe/two/.git/config"),
            "\0".repeat(1 << 20),
        )
        .expect("a file");
        std::fs::write(root.path().join("zoe/two/timing.py"), "import clock").expect("a file");
        std::fs::write(root.path().join("zoe/two/clock.py"), "x = 1").expect("a file");
        std::fs::write(root.path().join("zoe/one.py"), "x = 1").expect("a file");
        std::fs::write(root.path().join("zoe/unrelated.bin"), "\0".repeat(1 << 20))
            .expect("a file");
        let files: Vec<Vec<String>> = take_homes(root.path())
            .expect("it lists")
            .iter()
            .map(|one| {
                one.read(&["timing".to_owned()], &SourceLimits::default())
                    .expect("it reads")
            })
            .map(|one| {
                one.expect("it is gradable")
                    .files()
                    .keys()
                    .cloned()
                    .collect()
            })
            .collect();
        assert_eq!(files, [vec!["timing.py"], vec!["clock.py", "timing.py"]]);
    }

    #[test]
    fn a_folder_without_take_homes_says_how_they_lie() {
        let root = tempfile::tempdir().expect("a folder");
        let error = take_homes(root.path())
            .expect_err("there are none")
            .to_string();
        assert!(error.ends_with("holds no take-homes; they lie as <candidate>/<challenge>.py or <candidate>/<challenge>/"));
    }
}
