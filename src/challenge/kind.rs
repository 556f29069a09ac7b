//! What a candidate is asked to hand in, and what it is examined by.

use serde::{Deserialize, Serialize};

/// The kind of a challenge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Code, examined by hidden tests.
    #[default]
    Code,
    /// Comments on code with planted defects, examined by what they say of which lines.
    Review,
}

impl Kind {
    /// What candidates do, for lists; nothing where it is the usual.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Code => None,
            Self::Review => Some("code review"),
        }
    }

    /// The word in `challenge.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Review => "review",
        }
    }
}
