//! A challenge's folder as data: settings, statement, tests, known submissions and the hash over them.

mod edge_case;
mod fault;
mod given;
mod header;
mod implementations;
mod kind;
mod known;
mod layout;
mod library;
mod reference;
mod review;
mod packages;
mod proven;
mod settings;
mod survivors;

use std::path::{Path, PathBuf};

pub use edge_case::NamedCase;
pub use fault::ChallengeFault;
pub use header::{ANY, can_hold, put_on};
pub use kind::Kind;
pub use known::{KnownKind, KnownSubmission, names};
pub use layout::Layout;
pub use library::{FindError, Library, LibraryEntry, LibraryError};
pub use packages::Packages;
pub use proven::{MutantCounts, ProofState, ProvenCase, RecordedProof};
pub use reference::Reference;
pub use review::{Comment, Defect, DefectKind, KnownReview, Lines, Review, comments};
pub use settings::{Isolation, Level, ProjectType, Reveal, Settings};
pub use survivors::ListedSurvivor;

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
    /// Where they lie in the folder.
    pub layout: Layout,
    pub known: Vec<KnownSubmission>,
    /// The accepted submission that the tests compare with, if they do.
    pub reference: Files,
    /// What is reviewed, when the task is to review.
    pub review: Option<Review>,
    /// Mutants that no edge case has to kill.
    pub survivors: Vec<ListedSurvivor>,
    /// Content hash of all that a candidate is examined by: everything but the statement and the known submissions.
    pub version: String,
    /// Content hash of everything that a proof rests on, the known submissions among it.
    pub content: String,
    /// What `challenge verify` has recorded in the folder, of this content or of an earlier one.
    pub proof: Option<RecordedProof>,
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

    /// Makes a challenge of files that lie, or will lie, in a folder.
    pub fn from_files(
        name: String,
        folder: PathBuf,
        mut files: Files,
    ) -> Result<Self, ChallengeFault> {
        // It tells of the challenge and is no part of it: neither a hash nor a test sees it.
        let proof = files
            .remove(proven::FILE)
            .and_then(|content| RecordedProof::parse(&content));
        let settings = match text(&files, "challenge.toml")? {
            Some(text) => Settings::parse(&text)?,
            None => {
                return Err(ChallengeFault::of(
                    "challenge.toml",
                    "missing; it needs a `title` and a `module`",
                ));
            }
        };
        let statement = text(&files, "statement.md")?.unwrap_or_else(|| {
            format!(
                "# {}\n\nWrite {}.\n",
                settings.title,
                named(&settings.modules)
            )
        });
        let review = match settings.kind {
            Kind::Review => Some(Review::read(&files, &settings.modules)?),
            Kind::Code | Kind::Tests => None,
        };
        let mut starter = std::collections::BTreeMap::new();
        for module in &settings.modules {
            let own = text(&files, &format!("starter/{module}.py"))?;
            let only = if settings.modules.len() == 1 {
                text(&files, "starter.py")?
            } else {
                None
            };
            let package = format!("starter/{module}/");
            if own.is_some() || !files.keys().any(|path| path.starts_with(&package)) {
                starter.insert(format!("{module}.py"), own.or(only).unwrap_or_default());
            }
        }
        for path in files.keys().filter(|path| path.starts_with("starter/")) {
            if let (Some(name), Some(text)) = (path.strip_prefix("starter/"), text(&files, path)?) {
                starter.insert(name.to_owned(), text);
            }
        }
        if let Some(review) = &review {
            starter = review.code.clone();
        }
        if let Some(path) = files
            .keys()
            .find(|path| path.starts_with("tests/Hidden/") || path.starts_with("tests/Visible/"))
        {
            return Err(ChallengeFault::of(
                path,
                "write `hidden` and `visible` in small letters",
            ));
        }
        if settings.kind == Kind::Tests {
            implementations::check(&files)?;
            if settings.reference.is_some() {
                let message =
                    "`reference` is for hidden tests, and this challenge has implementations";
                return Err(ChallengeFault::of("challenge.toml", message));
            }
        }
        let layout = match settings.kind {
            Kind::Tests => Some(Layout::Implementations),
            Kind::Code | Kind::Review => Layout::of(&files, &settings.modules),
        };
        let Some(layout) = layout else {
            return Err(ChallengeFault::of(
                "tests/hidden",
                "holds no test file, e.g. `test_it.py`; a challenge needs a hidden edge case",
            ));
        };
        let mut tests = layout.tests(&files, &settings.modules);
        tests.extend(given::gather(&settings.given, &files)?);
        let mut known = known::gather(&below(&files, "submissions/"), &settings.modules)?;
        known.extend(review.as_ref().map(Review::as_submission));
        // A person reads the statement and nothing runs by it: mending its words voids no proof and draws no other examples.
        let rests_on = || files.iter().filter(|(path, _)| *path != "statement.md");
        let examined = rests_on().filter(|(path, _)| {
            !["submissions/", "reviews/"]
                .iter()
                .any(|folder| path.starts_with(folder))
                && *path != "mutants.toml"
        });
        let reference = match &settings.reference {
            Some(reference) => reference.find(&known)?.files.clone(),
            None => Files::new(),
        };
        // What a candidate is compared with examines, too.
        let compared: Files = reference
            .iter()
            .map(|(path, content)| (format!("submissions/{path}"), content.clone()))
            .collect();
        let version = crate::folder::hash(examined.chain(&compared));
        let survivors =
            text(&files, "mutants.toml")?.map_or(Ok(Vec::new()), |text| survivors::parse(&text))?;
        Ok(Self {
            name,
            folder,
            settings,
            statement,
            starter,
            tests,
            layout,
            known,
            reference,
            review,
            survivors,
            version,
            content: crate::folder::hash(rests_on()),
            proof,
        })
    }

    /// Where property tests begin to make examples unless somebody says otherwise: the same for every candidate.
    pub fn seed(&self) -> u32 {
        let said = self
            .settings
            .reference
            .as_ref()
            .and_then(|reference| reference.seed);
        let made = || {
            self.version
                .get(..8)
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        };
        said.or_else(made).unwrap_or_default()
    }

    /// Whether `challenge verify` has proven it as it lies there now.
    pub fn proof_state(&self) -> ProofState {
        match &self.proof {
            Some(proof) if proof.content == self.content => ProofState::Proven,
            Some(_) => ProofState::Changed,
            None => ProofState::NotYet,
        }
    }

    /// The edge cases, from the recorded proof where it still speaks of these tests, else as the tests' source names
    /// them: there a parametrized one is a single one, and subtests do not show.
    pub fn edge_cases(&self) -> Vec<NamedCase> {
        if let Some(review) = &self.review {
            return review.edge_cases();
        }
        match &self.proof {
            Some(proof) if proof.version == self.version => {
                proof.edge_cases.iter().map(NamedCase::from).collect()
            }
            _ if self.settings.kind == Kind::Tests => edge_case::of_implementations(&self.tests),
            _ => edge_case::of_source(&self.tests),
        }
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

/// Modules as a sentence names them.
fn named(modules: &[String]) -> String {
    let files: Vec<String> = modules
        .iter()
        .map(|module| format!("`{module}.py`"))
        .collect();
    files.join(", ")
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

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: [(&str, &str); 6] = [
        ("challenge.toml", "title = 'T'\nmodule = 'timing'"),
        ("statement.md", "Do it."),
        ("starter.py", "def timed(): ..."),
        ("tests/hidden/a_test.py", "def test_a(): ..."),
        ("tests/visible/b_test.py", "def test_b(): ..."),
        ("submissions/accepted/x.py", "x = 1"),
    ];

    /// A challenge with some files changed; an empty text takes one away.
    fn read(changes: &[(&str, &str)]) -> Result<Challenge, String> {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("timing-decorator");
        let files: std::collections::BTreeMap<&str, &str> =
            WHOLE.iter().chain(changes).copied().collect();
        for (path, content) in files.into_iter().filter(|(_, content)| !content.is_empty()) {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("it has a folder"))
                .expect("a folder is made");
            std::fs::write(path, content).expect("a file is written");
        }
        Challenge::read(&folder).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_whole_challenge_is_read() {
        let challenge = read(&[]).expect("it is whole");
        assert_eq!(challenge.name, "timing-decorator");
        assert_eq!(challenge.starter["timing.py"], "def timed(): ...");
        assert_eq!(
            challenge.tests.keys().collect::<Vec<_>>(),
            ["hidden/a_test.py", "visible/b_test.py"]
        );
        assert_eq!(
            challenge.accepted().map(|known| known.name.as_str()),
            Some("x")
        );
    }

    #[test]
    fn the_version_changes_with_what_examines_and_not_with_known_submissions_or_leftovers() {
        let version = read(&[]).expect("it is whole").version;
        let same = [
            ("submissions/accepted/y.py", "y = 1"),
            ("tests/hidden/__pycache__/a.pyc", "junk"),
            (".git/x", "y"),
        ];
        assert_eq!(read(&same).expect("it is whole").version, version);
        let other = read(&[("tests/hidden/data.csv", "a,b")])
            .expect("it is whole")
            .version;
        assert_ne!(other, version);
    }

    #[test]
    fn a_recorded_proof_counts_until_anything_that_it_rests_on_changes() {
        let whole = read(&[]).expect("it is whole");
        assert_eq!(whole.proof_state(), ProofState::NotYet);
        let recorded = RecordedProof {
            content: whole.content.clone(),
            version: whole.version.clone(),
            proven_on: "2026-11-28".to_owned(),
            python: "3.11".to_owned(),
            accepted: 1,
            wrong: 0,
            mutants: None,
            edge_cases: Vec::new(),
        };
        let text = recorded.text();
        let proven = read(&[("proof.json", &text)]).expect("it is whole");
        assert_eq!(proven.proof_state(), ProofState::Proven);
        assert_eq!(proven.version, whole.version);
        for change in [
            ("submissions/accepted/y.py", "y = 1"),
            ("tests/hidden/a_test.py", "def test_b(): ..."),
            ("mutants.toml", "# none"),
        ] {
            let changed = read(&[("proof.json", &text), change]).expect("it is whole");
            assert_eq!(changed.proof_state(), ProofState::Changed, "{change:?}");
        }
        let reworded = [
            ("proof.json", text.as_str()),
            ("statement.md", "Do it well."),
        ];
        let reworded = read(&reworded).expect("it is whole");
        assert_eq!(reworded.proof_state(), ProofState::Proven);
        assert_eq!(reworded.version, whole.version);
        let junk = read(&[("proof.json", "<<<<<<< main")]).expect("it is whole");
        assert_eq!(junk.proof_state(), ProofState::NotYet);
    }

    #[test]
    fn what_is_missing_is_told_by_its_place() {
        insta::assert_snapshot!(read(&[("challenge.toml", "")]).expect_err("it is broken"), @"challenge.toml: missing; it needs a `title` and a `module`");
        insta::assert_snapshot!(read(&[("tests/hidden/a_test.py", "")]).expect_err("it is broken"), @"tests/hidden: holds no test file, e.g. `test_it.py`; a challenge needs a hidden edge case");
    }

    #[test]
    fn two_lines_beside_somebody_elses_tests_are_a_challenge() {
        let bare = [
            ("statement.md", ""),
            ("starter.py", ""),
            ("submissions/accepted/x.py", ""),
            ("tests/visible/a_test.py", "def test_a(): ..."),
        ];
        let challenge = read(&bare).expect("it is whole");
        assert_eq!(challenge.statement, "# T\n\nWrite `timing.py`.\n");
        assert_eq!(challenge.starter["timing.py"], "");
    }

    #[test]
    fn a_link_in_a_challenge_is_refused() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("linked");
        std::fs::create_dir(&folder).expect("a folder is made");
        std::os::unix::fs::symlink("/etc/hostname", folder.join("statement.md"))
            .expect("a link is made");
        let fault = Challenge::read(&folder)
            .expect_err("it is refused")
            .to_string();
        assert_eq!(
            fault,
            "statement.md: a link, and links are not followed; a challenge is regular files"
        );
    }
}
