//! Reads a folder that somebody else filled: regular files only, no link followed on any component, capped and sorted.
//!
//! Every name is opened relative to its folder's descriptor with `O_NOFOLLOW`, so that nothing that changes between a
//! look and a read can lead outside.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags};
use sha2::{Digest, Sha256};

/// Relative path with `/` to content, sorted.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How much of a folder is read before it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caps {
    pub files: usize,
    pub file_bytes: u64,
    pub total_bytes: u64,
}

/// What a folder held.
#[derive(Debug, Default)]
pub struct Folder {
    pub files: Files,
    /// What was there and is not a regular file, with what it is.
    pub refused: BTreeMap<String, Refused>,
}

/// Why something in a folder was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a link, and links are not followed")]
    Link,
    #[error("not a regular file")]
    Special,
    #[error("its name is not UTF-8")]
    Name,
}

/// Why a folder could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("could not read {path}: {source}", path = path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} holds more than {files} files", path = path.display())]
    TooMany { path: PathBuf, files: usize },
    #[error("{path} has more than {bytes} bytes", path = path.display())]
    FileTooLarge { path: PathBuf, bytes: u64 },
    #[error("{path} holds more than {bytes} bytes in all", path = path.display())]
    TooLarge { path: PathBuf, bytes: u64 },
    #[error("{path} is nested more than {DEEPEST} folders deep", path = path.display())]
    TooDeep { path: PathBuf },
}

const DEEPEST: usize = 16;

/// Reads everything under `root` whose relative path `wanted` says yes to; a folder it says no to is not entered.
///
/// `root` itself may be a link: the operator named it.
pub fn read(
    root: &Path,
    caps: &Caps,
    wanted: impl Fn(&str) -> bool,
) -> Result<Folder, FolderError> {
    let descriptor = rustix::fs::open(
        root,
        OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
        Mode::empty(),
    )
    .map_err(|error| read_error(root, error.into()))?;
    let mut reader = Reader {
        root,
        caps,
        wanted,
        left: caps.total_bytes,
        found: Folder::default(),
    };
    reader.enter(descriptor, "", 0)?;
    Ok(reader.found)
}

/// Reads one regular file named by the operator, at most `most` bytes of it.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, FolderError> {
    let file = File::open(path).map_err(|error| read_error(path, error))?;
    let kind = file.metadata().map_err(|error| read_error(path, error))?;
    if !kind.is_file() {
        return Err(read_error(path, std::io::Error::other(Refused::Special)));
    }
    read_capped(file, path, most)
}

/// A hash over names and contents that anybody can compute again: for one file `sha256sum FILE`, for several
/// `sha256sum FILE... | sha256sum`, in the order of their names.
pub fn hash<'a>(files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> String {
    let lines: Vec<(String, &String)> = files
        .into_iter()
        .map(|(path, content)| (hex::encode(Sha256::digest(content)), path))
        .collect();
    if let [(only, _)] = lines.as_slice() {
        return only.clone();
    }
    let mut whole = Sha256::new();
    for (digest, path) in lines {
        whole.update(format!("{digest}  {path}\n"));
    }
    hex::encode(whole.finalize())
}

struct Reader<'a, W> {
    root: &'a Path,
    caps: &'a Caps,
    wanted: W,
    left: u64,
    found: Folder,
}

impl<W: Fn(&str) -> bool> Reader<'_, W> {
    fn enter(&mut self, folder: OwnedFd, prefix: &str, depth: usize) -> Result<(), FolderError> {
        let here = self.root.join(prefix);
        if depth > DEEPEST {
            return Err(FolderError::TooDeep { path: here });
        }
        let listing = Dir::read_from(&folder).map_err(|error| read_error(&here, error.into()))?;
        let mut names = Vec::new();
        for entry in listing {
            let entry = entry.map_err(|error| read_error(&here, error.into()))?;
            names.push(entry.file_name().to_owned());
        }
        names.sort();
        for name in names {
            let Ok(text) = name.to_str() else {
                self.found
                    .refused
                    .insert(format!("{prefix}{}", name.to_string_lossy()), Refused::Name);
                continue;
            };
            let relative = format!("{prefix}{text}");
            if text == "." || text == ".." || !(self.wanted)(&relative) {
                continue;
            }
            self.take(&folder, text, relative, depth)?;
        }
        Ok(())
    }

    fn take(
        &mut self,
        folder: &OwnedFd,
        name: &str,
        relative: String,
        depth: usize,
    ) -> Result<(), FolderError> {
        let path = self.root.join(&relative);
        let failed = |error: rustix::io::Errno| read_error(&path, error.into());
        let kind = rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map_err(failed)?;
        match FileType::from_raw_mode(kind.st_mode) {
            FileType::Directory => {
                let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
                let inner =
                    rustix::fs::openat(folder, name, flags, Mode::empty()).map_err(failed)?;
                self.enter(inner, &format!("{relative}/"), depth + 1)
            }
            FileType::RegularFile => {
                if self.found.files.len() >= self.caps.files {
                    return Err(FolderError::TooMany {
                        path: self.root.to_owned(),
                        files: self.caps.files,
                    });
                }
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
                let file =
                    rustix::fs::openat(folder, name, flags, Mode::empty()).map_err(failed)?;
                let opened = rustix::fs::fstat(file.as_fd()).map_err(failed)?;
                if FileType::from_raw_mode(opened.st_mode) != FileType::RegularFile {
                    self.found.refused.insert(relative, Refused::Special);
                    return Ok(());
                }
                let content = read_capped(File::from(file), &path, self.caps.file_bytes)?;
                self.left = self.left.checked_sub(content.len() as u64).ok_or_else(|| {
                    FolderError::TooLarge {
                        path: self.root.to_owned(),
                        bytes: self.caps.total_bytes,
                    }
                })?;
                self.found.files.insert(relative, content);
                Ok(())
            }
            FileType::Symlink => {
                self.found.refused.insert(relative, Refused::Link);
                Ok(())
            }
            _ => {
                self.found.refused.insert(relative, Refused::Special);
                Ok(())
            }
        }
    }
}

fn read_capped(file: File, path: &Path, most: u64) -> Result<Vec<u8>, FolderError> {
    let mut content = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    file.take(most.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|error| read_error(path, error))?;
    if content.len() as u64 > most {
        return Err(FolderError::FileTooLarge {
            path: path.to_owned(),
            bytes: most,
        });
    }
    Ok(content)
}

fn read_error(path: &Path, source: std::io::Error) -> FolderError {
    FolderError::Read {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPS: Caps = Caps {
        files: 3,
        file_bytes: 10,
        total_bytes: 20,
    };

    #[test]
    fn nested_files_are_read_with_their_relative_names() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(root.path().join("a/b")).expect("folders");
        std::fs::write(root.path().join("a/b/c.py"), "x = 1").expect("a file");
        let folder = read(root.path(), &CAPS, |_| true).expect("it reads");
        assert_eq!(
            folder.files,
            Files::from([("a/b/c.py".to_owned(), b"x = 1".to_vec())])
        );
    }

    #[test]
    fn a_link_to_a_file_or_a_folder_is_refused_by_name() {
        let outside = tempfile::tempdir().expect("a folder");
        std::fs::write(outside.path().join("secret"), "secret").expect("a file");
        let root = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(outside.path().join("secret"), root.path().join("file.py"))
            .expect("a link");
        std::os::unix::fs::symlink(outside.path(), root.path().join("folder")).expect("a link");
        let folder = read(root.path(), &CAPS, |_| true).expect("it reads");
        assert!(folder.files.is_empty());
        assert_eq!(folder.refused.get("file.py"), Some(&Refused::Link));
        assert_eq!(folder.refused.get("folder"), Some(&Refused::Link));
    }

    #[test]
    fn a_socket_is_refused_and_never_opened() {
        let root = tempfile::tempdir().expect("a folder");
        let _listener =
            std::os::unix::net::UnixListener::bind(root.path().join("x.py")).expect("a socket");
        let folder = read(root.path(), &CAPS, |_| true).expect("it reads");
        assert_eq!(folder.refused.get("x.py"), Some(&Refused::Special));
    }

    #[test]
    fn a_file_a_folder_and_a_number_of_files_over_their_caps_are_told_apart() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::write(root.path().join("1"), "12345678901").expect("a file");
        assert!(matches!(
            read(root.path(), &CAPS, |_| true),
            Err(FolderError::FileTooLarge { bytes: 10, .. })
        ));
        for name in ["1", "2", "3"] {
            std::fs::write(root.path().join(name), "1234567890").expect("a file");
        }
        assert!(matches!(
            read(root.path(), &CAPS, |_| true),
            Err(FolderError::TooLarge { bytes: 20, .. })
        ));
        for name in ["1", "2", "3", "4"] {
            std::fs::write(root.path().join(name), "").expect("a file");
        }
        assert!(matches!(
            read(root.path(), &CAPS, |_| true),
            Err(FolderError::TooMany { files: 3, .. })
        ));
    }

    #[test]
    fn a_hash_is_what_sha256sum_says() {
        let one = Files::from([("a.py".to_owned(), b"x = 1\n".to_vec())]);
        assert_eq!(
            hash(&one),
            "9e26bf369911c45c243c684147b23fc9e1dcfcf257d299a1c632016a6fcd33f4"
        );
        let two = Files::from([
            ("a.py".to_owned(), b"x = 1\n".to_vec()),
            ("b.py".to_owned(), Vec::new()),
        ]);
        assert_eq!(
            hash(&two),
            "94c99a4b019df0a3f1e88584519d269904596eeedd16b4eaf50e8a1a536c7e8a"
        );
    }

    #[test]
    fn a_folder_that_is_not_wanted_is_not_entered() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("big")).expect("a folder");
        std::fs::write(root.path().join("big/1"), "12345678901").expect("a file");
        let folder = read(root.path(), &CAPS, |path| path != "big").expect("it reads");
        assert!(folder.files.is_empty());
    }
}
