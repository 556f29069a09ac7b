//! A candidate's files: checked, capped, hashed. What cannot be graded is told as the candidate's, not as our failure.

mod refusal;
mod sieve;
mod take_home;

pub use refusal::{LeftOut, NotGradable};
pub use take_home::{TakeHome, TakeHomeError, take_homes};

use std::path::Path;

use crate::folder::{self, Caps, Files, Folder, FolderError, Refused};

/// How much source a candidate may hand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLimits {
    /// All files together.
    pub total_bytes: u64,
    pub files: usize,
}

impl Default for SourceLimits {
    fn default() -> Self {
        Self {
            total_bytes: 256 * 1024,
            files: 100,
        }
    }
}

/// Source that can be sent into a sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    files: Files,
    hash: String,
    left_out: Vec<LeftOut>,
}

impl Submission {
    /// Takes the content of the one module that the challenge asks for.
    pub fn of_module(
        module: &str,
        content: Vec<u8>,
        limits: &SourceLimits,
    ) -> Result<Self, NotGradable> {
        Self::of_files(
            Files::from([(format!("{module}.py"), content)]),
            &[module.to_owned()],
            limits,
        )
    }

    /// Takes several files by their relative names; every one of `modules` must be among them.
    pub fn of_files(
        files: Files,
        modules: &[String],
        limits: &SourceLimits,
    ) -> Result<Self, NotGradable> {
        Self::sifted(files, [], modules, limits)
    }

    /// Reads one file as the module, or a folder as it lies.
    ///
    /// The outer error is for a path that could not be read at all, the inner one for what lies there.
    pub fn read(
        path: &Path,
        modules: &[String],
        limits: &SourceLimits,
    ) -> Result<Result<Self, NotGradable>, FolderError> {
        if path.is_dir() {
            return read_folder(path, limits, sieve::is_wanted, |folder| {
                Self::sifted(folder.files, folder.refused, modules, limits)
            });
        }
        match folder::read_file(path, limits.total_bytes) {
            Ok(content) => Ok(Self::of_files(
                Files::from([(format!("{}.py", modules[0]), content)]),
                modules,
                limits,
            )),
            Err(error) => refused_or_failed(error, limits).map(Err),
        }
    }

    /// Takes a review: the text of one file, TOML, or JSON where its name says so.
    pub fn of_review(
        name: &str,
        content: Vec<u8>,
        limits: &SourceLimits,
    ) -> Result<Self, NotGradable> {
        if content.len() as u64 > limits.total_bytes {
            return Err(NotGradable::TooLarge {
                most: limits.total_bytes,
            });
        }
        let extension = if name.ends_with(".json") {
            "json"
        } else {
            "toml"
        };
        let files = Files::from([(format!("review.{extension}"), content)]);
        Ok(Self {
            hash: folder::hash(&files),
            files,
            left_out: Vec::new(),
        })
    }

    /// Reads a review: a file, or a folder that holds `review.toml` or `review.json`.
    ///
    /// The outer error is for a path that could not be read at all, the inner one for what lies there.
    pub fn read_review(
        path: &Path,
        limits: &SourceLimits,
    ) -> Result<Result<Self, NotGradable>, FolderError> {
        if path.is_dir() {
            return read_folder(path, limits, is_review, |folder| {
                Self::only_review(folder.files, limits)
            });
        }
        let name = path.to_string_lossy();
        match folder::read_file(path, limits.total_bytes) {
            Ok(content) => Ok(Self::of_review(&name, content, limits)),
            Err(error) => refused_or_failed(error, limits).map(Err),
        }
    }

    fn only_review(files: Files, limits: &SourceLimits) -> Result<Self, NotGradable> {
        match files.into_iter().next() {
            Some((name, content)) => Self::of_review(&name, content, limits),
            None => Err(NotGradable::MissingModule {
                file: "review.toml".to_owned(),
                left_out: None,
                found: Vec::new(),
            }),
        }
    }

    fn sifted(
        files: Files,
        refused: impl IntoIterator<Item = (String, Refused)>,
        modules: &[String],
        limits: &SourceLimits,
    ) -> Result<Self, NotGradable> {
        let mut left_out: Vec<LeftOut> = refused
            .into_iter()
            .map(|(file, why)| LeftOut {
                file,
                why: why.to_string(),
            })
            .collect();
        let mut kept = Files::new();
        for (file, content) in files {
            match sieve::sift(&file, &content)? {
                None => {
                    kept.insert(file, content);
                }
                Some(why) => left_out.push(LeftOut { file, why }),
            }
        }
        let total: u64 = kept.values().map(|content| content.len() as u64).sum();
        if total > limits.total_bytes {
            return Err(NotGradable::TooLarge {
                most: limits.total_bytes,
            });
        }
        if kept.len() > limits.files {
            return Err(NotGradable::TooMany { most: limits.files });
        }
        for module in modules {
            let file = format!("{module}.py");
            if !kept.contains_key(&file) && !kept.contains_key(&format!("{module}/__init__.py")) {
                let left_out = left_out
                    .iter()
                    .find(|left| left.file == file)
                    .map(|left| left.why.clone());
                let found = kept
                    .into_keys()
                    .filter(|name| name.ends_with(".py"))
                    .collect();
                return Err(NotGradable::MissingModule {
                    file,
                    left_out,
                    found,
                });
            }
        }
        if kept.values().all(|content| sieve::is_blank(content)) {
            return Err(NotGradable::Empty);
        }
        let hash = folder::hash(&kept);
        Ok(Self {
            files: kept,
            hash,
            left_out,
        })
    }

    /// Relative name to content.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What `sha256sum` says of the one file, or of the list of several; a candidate can compute it again.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What lay beside the source and does not go into the sandbox.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

/// Whether a file of this name is a review.
fn is_review(name: &str) -> bool {
    name == "review.toml" || name == "review.json"
}

/// Reads a folder within the limits and makes a submission of it.
fn read_folder(
    root: &Path,
    limits: &SourceLimits,
    wanted: impl Fn(&str) -> bool,
    take: impl FnOnce(Folder) -> Result<Submission, NotGradable>,
) -> Result<Result<Submission, NotGradable>, FolderError> {
    let caps = Caps {
        files: limits.files,
        file_bytes: limits.total_bytes,
        total_bytes: limits.total_bytes,
    };
    match folder::read(root, &caps, wanted) {
        Ok(folder) => Ok(take(folder)),
        Err(error) => refused_or_failed(error, limits).map(Err),
    }
}

/// A folder that is too large is the candidate's; one that cannot be read is ours.
fn refused_or_failed(
    error: FolderError,
    limits: &SourceLimits,
) -> Result<NotGradable, FolderError> {
    match error {
        FolderError::FileTooLarge { .. } | FolderError::TooLarge { .. } => {
            Ok(NotGradable::TooLarge {
                most: limits.total_bytes,
            })
        }
        FolderError::TooMany { .. } => Ok(NotGradable::TooMany { most: limits.files }),
        FolderError::TooDeep { path } => Ok(NotGradable::TooDeep {
            folder: path.display().to_string(),
        }),
        failed @ FolderError::Read { .. } => Err(failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &[u8])]) -> Files {
        files
            .iter()
            .map(|(name, content)| ((*name).to_owned(), content.to_vec()))
            .collect()
    }

    fn taken(list: &[(&str, &[u8])]) -> Result<Submission, String> {
        Submission::of_files(
            files(list),
            &["timing".to_owned()],
            &SourceLimits::default(),
        )
        .map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn one_file_has_the_hash_that_sha256sum_says() {
        let submission = taken(&[("timing.py", b"x = 1\n")]).expect("it is well");
        assert_eq!(
            submission.hash(),
            "9e26bf369911c45c243c684147b23fc9e1dcfcf257d299a1c632016a6fcd33f4"
        );
    }

    #[test]
    fn an_empty_submission_is_not_gradable() {
        insta::assert_snapshot!(taken(&[("timing.py", b" \n\t\n")]).expect_err("it is empty"), @"there is no code in it");
        insta::assert_snapshot!(taken(&[("timing.py", b"\xef\xbb\xbf# only a comment\n")]).expect_err("it is empty"), @"there is no code in it");
    }

    #[test]
    fn binary_junk_is_told_with_its_place() {
        insta::assert_snapshot!(taken(&[("timing.py", b"x = 1\ny = '\0'")]).expect_err("it is junk"), @"timing.py line 2 holds a NUL byte: it is not Python source");
        insta::assert_snapshot!(taken(&[("timing.py", b"# caf\xe9\nx = 1")]).expect_err("it is junk"), @"timing.py line 1 is not UTF-8; save it as UTF-8");
    }

    #[test]
    fn too_much_source_is_told_with_the_limit() {
        let much = vec![b'#'; 256 * 1024 + 1];
        insta::assert_snapshot!(taken(&[("timing.py", &much)]).expect_err("it is too large"), @"the source is larger than 256 KiB in all; hand in only what the challenge asks for");
    }

    #[test]
    fn a_missing_module_is_told_with_what_there_is() {
        insta::assert_snapshot!(taken(&[("Timing.py", b"x = 1"), ("README.md", b"hi")]).expect_err("missing"), @"there is no timing.py; there is Timing.py");
        insta::assert_snapshot!(taken(&[]).expect_err("missing"), @"there is no timing.py, and no other Python file");
    }

    #[test]
    fn a_package_is_a_module_as_well() {
        taken(&[
            ("timing/__init__.py", b"x = 1"),
            ("timing/clock.py", b"y = 1"),
        ])
        .expect("it is well");
    }

    #[test]
    fn configuration_bytecode_and_binaries_are_left_out_and_said() {
        let submission = taken(&[
            ("timing.py", b"x = 1"),
            ("conftest.py", b"x = 1"),
            ("sub/sitecustomize.py", b"x = 1"),
            ("pyproject.toml", b"[tool]"),
            ("__pycache__/timing.cpython-311.pyc", b"\0"),
            ("native.so", b"\x7fELF\0"),
            ("notes.txt", b"hello"),
        ])
        .expect("it is well");
        assert_eq!(
            submission.files().keys().collect::<Vec<_>>(),
            ["notes.txt", "timing.py"]
        );
        insta::assert_debug_snapshot!(submission.left_out());
    }

    #[test]
    fn a_name_that_leads_outside_is_refused() {
        for name in [
            "../x.py",
            "/x.py",
            "a/../x.py",
            "a//x.py",
            "./x.py",
            "a\\x.py",
            "a\nb.py",
            "",
        ] {
            let refusal = taken(&[("timing.py", b"x = 1"), (name, b"x = 1")]).expect_err(name);
            assert!(refusal.contains("is not a relative name"), "{refusal}");
        }
    }

    #[test]
    fn a_link_in_a_folder_is_left_out_and_named_when_it_is_the_module() {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("timing.py"))
            .expect("a link");
        let read = Submission::read(
            folder.path(),
            &["timing".to_owned()],
            &SourceLimits::default(),
        )
        .expect("it reads");
        insta::assert_snapshot!(read.expect_err("it is a link"), @"there is no timing.py that can be used: it is a link, and links are not followed");
    }
}
