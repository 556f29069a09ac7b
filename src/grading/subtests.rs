//! Subtests: edge cases that show only while their test runs. Pure.
//!
//! Which ones there are is learned from an accepted submission. One that a submission's run did not come to is told as
//! `not_run`; one that it had under another name (a parameter that differs from run to run) is no edge case of it.

use std::collections::HashMap;

use crate::examiner::message::CollectedCase;
use crate::report::{EdgeCase, Outcome};

/// Puts each subtest after its test, and after the subtests that came before it.
pub fn beside_their_tests(mut cases: Vec<CollectedCase>) -> Vec<CollectedCase> {
    let places: HashMap<String, usize> = cases
        .iter()
        .enumerate()
        .map(|(at, case)| (case.id.clone(), at))
        .collect();
    cases.sort_by_key(|case| {
        let whole = match case.subtest_of.as_str() {
            "" => &case.id,
            test => test,
        };
        places.get(whole).copied().unwrap_or(usize::MAX)
    });
    cases
}

/// What becomes of a known subtest that the run of its test did not come to.
#[derive(Debug, PartialEq, Eq)]
pub enum Absence {
    /// As many others took its place.
    Replaced,
    /// Its author skips the whole test, or the test itself was not reached.
    WithItsTest { message: String },
    /// The test ended before it.
    NotReached { message: String },
}

impl Absence {
    /// Judges by how the test ended, how many subtests are known of it and how many ran.
    pub fn of(test: &EdgeCase, known: usize, ran: usize) -> Self {
        if test.outcome == Outcome::NotRun && ran == 0 {
            return Self::WithItsTest {
                message: test.message.clone(),
            };
        }
        if ran >= known {
            return Self::Replaced;
        }
        Self::NotReached {
            message: format!(
                "not reached: its test ended before it ({})",
                test.outcome.words()
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Suite;
    use crate::report::tests::edge_case;

    #[test]
    fn subtests_stand_after_their_tests() {
        let case = |id: &str, subtest_of: &str| CollectedCase {
            id: id.into(),
            suite: Suite::Hidden,
            title: id.into(),
            area: String::new(),
            tells: String::new(),
            advises: String::new(),
            has_subtests: false,
            subtest_of: subtest_of.into(),
            stands_for: None,
        };
        let cases = vec![
            case("a", ""),
            case("b", ""),
            case("a (n=1)", "a"),
            case("a (n=2)", "a"),
        ];
        let ids: Vec<_> = beside_their_tests(cases)
            .into_iter()
            .map(|case| case.id)
            .collect();
        assert_eq!(ids, ["a", "a (n=1)", "a (n=2)", "b"]);
    }

    #[test]
    fn a_subtest_is_missed_only_where_nothing_took_its_place() {
        let passed = edge_case(Outcome::Passed);
        assert_eq!(Absence::of(&passed, 3, 3), Absence::Replaced);
        assert!(matches!(
            Absence::of(&passed, 3, 2),
            Absence::NotReached { .. }
        ));
        let skipped = edge_case(Outcome::NotRun);
        assert!(matches!(
            Absence::of(&skipped, 3, 0),
            Absence::WithItsTest { .. }
        ));
    }
}
