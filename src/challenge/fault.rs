//! What is wrong with a challenge, for its author: the file, the line where there is one, and a sentence.

use std::path::Path;

/// A challenge that cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeFault {
    /// Relative to the challenge's folder; empty for the folder itself.
    pub file: String,
    /// Counted from 1.
    pub line: Option<u32>,
    pub message: String,
}

impl ChallengeFault {
    /// A fault of a whole file.
    pub fn of(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: None,
            message: message.into(),
        }
    }

    /// A fault in a line.
    pub fn at(file: impl Into<String>, line: u32, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: Some(line),
            message: message.into(),
        }
    }
}

impl ChallengeFault {
    /// The fault with its place as a path that can be opened, for a challenge that lies in `folder`.
    pub fn within(&self, folder: &Path) -> String {
        let file = if self.file.is_empty() {
            folder.to_owned()
        } else {
            folder.join(&self.file)
        };
        Self {
            file: file.display().to_string(),
            ..self.clone()
        }
        .to_string()
    }
}

impl std::fmt::Display for ChallengeFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", _) => write!(formatter, "{}", self.message),
            (file, None) => write!(formatter, "{file}: {}", self.message),
            (file, Some(line)) => write!(formatter, "{file}:{line}: {}", self.message),
        }
    }
}

impl std::error::Error for ChallengeFault {}
