//! What an author should know of an import: where, what, and what to do.

use serde::Serialize;

/// One sentence on a place of the exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Relative to the exercise's folder, or, of a test, to the challenge's; empty for the whole.
    pub file: String,
    /// Counted from 1.
    pub line: Option<u32>,
    pub message: String,
    /// What to do about it; empty where nothing is to be done.
    pub instead: String,
}

impl Note {
    pub fn at(file: &str, line: u32, message: &str, instead: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: Some(line),
            message: message.to_owned(),
            instead: instead.to_owned(),
        }
    }

    pub fn of(file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            message: message.into(),
            instead: String::new(),
        }
    }

    pub fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", _) => {}
            (file, None) => write!(formatter, "{file}: ")?,
            (file, Some(line)) => write!(formatter, "{file}:{line}: ")?,
        }
        write!(formatter, "{}", self.message)?;
        if !self.instead.is_empty() {
            write!(formatter, "; {}", self.instead)?;
        }
        Ok(())
    }
}
