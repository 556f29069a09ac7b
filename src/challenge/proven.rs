//! `proof.json`: what `challenge verify` has found out, recorded beside what it found it out of.
//!
//! It lies in the challenge's folder and is checked in with it, since whoever verifies (an author, a pipeline) and
//! whoever serves share nothing but that folder. It names the content that it rests on, so it cannot outlive an edit.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// The file's name in the challenge's folder.
pub(super) const FILE: &str = "proof.json";

/// A proof that held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedProof {
    /// Content hash of everything that was proven.
    pub content: String,
    /// The challenge's version then: its edge cases are those of this one.
    pub version: String,
    /// The day in UTC, e.g. `2026-11-28`.
    pub proven_on: String,
    /// The Python that examined, e.g. `3.11`.
    pub python: String,
    /// How many accepted submissions passed everything.
    pub accepted: usize,
    /// How many wrong submissions failed just what they say.
    pub wrong: usize,
    /// Nothing when no mutants were tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mutants: Option<MutantCounts>,
    pub edge_cases: Vec<ProvenCase>,
}

/// What became of the accepted submissions' mutants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MutantCounts {
    pub made: usize,
    pub killed: usize,
    /// They survive, and `mutants.toml` gives the reason.
    pub listed: usize,
    /// They survive without a reason.
    pub survived: usize,
    pub not_tried: usize,
}

/// An edge case as the examiner collected it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvenCase {
    pub id: String,
    /// The candidate may run it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visible: bool,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tells: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advises: String,
    /// Where the wrong submissions lie that it catches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caught: Vec<String>,
}

/// Whether a challenge is proven as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofState {
    Proven,
    /// An earlier content of it was.
    Changed,
    NotYet,
}

impl ProofState {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Changed => "changed since it was proven",
            Self::NotYet => "not proven yet",
        }
    }
}

impl RecordedProof {
    /// Reads the file. One that cannot be read proves nothing, and breaks nothing else.
    pub(super) fn parse(content: &[u8]) -> Option<Self> {
        serde_json::from_slice(content).ok()
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Writes it into a challenge's folder, whole or not at all.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".proof-")
            .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
            .tempfile_in(folder)?;
        std::io::Write::write_all(&mut file, self.text().as_bytes())?;
        file.persist(folder.join(FILE))
            .map(drop)
            .map_err(|error| error.error)
    }

    /// Takes a folder's proof away.
    pub fn remove(folder: &Path) -> std::io::Result<()> {
        std::fs::remove_file(folder.join(FILE))
    }
}
