//! What a candidate is asked to hand in, and what it is examined by.

use serde::{Deserialize, Serialize};

use super::packages;

/// The kind of a challenge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Code, examined by hidden tests.
    #[default]
    Code,
    /// Comments on code with planted defects, examined by what they say of which lines.
    Review,
    /// Tests, examined by implementations, right and wrong ones, of what they are for.
    Tests,
}

impl Kind {
    /// What candidates do, for lists; nothing where it is the usual.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Code => None,
            Self::Review => Some("code review"),
            Self::Tests => Some("writing tests"),
        }
    }

    /// The word in `challenge.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Review => "review",
            Self::Tests => "tests",
        }
    }

    /// What the candidate's image holds without being told, in canonical form.
    pub(super) fn packages(self) -> Option<String> {
        match self {
            Self::Code | Self::Review => None,
            Self::Tests => pytest(),
        }
    }
}

/// The examiner's own version of pytest: both sides mean the same by a test.
fn pytest() -> Option<String> {
    include_str!("../../runner-image/requirements.txt")
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|pin| pin.starts_with("pytest=="))
        .find_map(|pin| packages::canonical(pin).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_tests_has_the_examiners_pytest() {
        let pin = Kind::Tests.packages().expect("it is pinned");
        assert!(pin.starts_with("pytest=="), "{pin}");
        assert_eq!(Kind::Code.packages(), None);
    }
}
