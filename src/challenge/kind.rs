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

    /// What one of those that examine is called.
    pub fn case(self) -> &'static str {
        match self {
            Self::Code => "edge case",
            Self::Review => "planted defect",
            Self::Tests => "implementation",
        }
    }

    /// The same with its article.
    pub fn a_case(self) -> &'static str {
        match self {
            Self::Code => "an edge case",
            Self::Review => "a planted defect",
            Self::Tests => "an implementation",
        }
    }

    /// How many hidden ones there are, e.g. `23 hidden edge cases`; defects are all hidden.
    pub fn hidden(self, count: usize) -> String {
        let hidden = if self == Self::Review { "" } else { "hidden " };
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {hidden}{}{plural}", self.case())
    }

    /// What the candidate's image holds without being told, in canonical form.
    pub(super) fn packages(self) -> Vec<String> {
        match self {
            Self::Code | Self::Review => Vec::new(),
            Self::Tests => packages::of_examiner(&["pytest"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_examines_is_called_what_it_is() {
        assert_eq!(Kind::Code.hidden(23), "23 hidden edge cases");
        assert_eq!(Kind::Tests.hidden(1), "1 hidden implementation");
        assert_eq!(Kind::Review.hidden(13), "13 planted defects");
    }

    #[test]
    fn who_writes_tests_has_the_examiners_pytest() {
        let pins = Kind::Tests.packages();
        assert!(
            pins.len() == 1 && pins[0].starts_with("pytest=="),
            "{pins:?}"
        );
        assert!(Kind::Code.packages().is_empty());
    }
}
