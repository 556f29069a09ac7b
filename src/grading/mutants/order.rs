//! In which order edge cases are asked, so that a mutant ends soon. Pure.

use std::collections::BTreeSet;

use crate::challenge::{KnownKind, KnownSubmission};
use crate::report::{Outcome, Report, Suite};

/// The hidden edge cases: first the one that catches most known wrong submissions, then the one that catches most of the
/// rest, and so on; the quicker one where two catch the same.
pub fn of(graded: &[(&KnownSubmission, Report)]) -> Vec<String> {
    let Some((_, accepted)) = graded
        .iter()
        .find(|(known, _)| known.kind == KnownKind::Accepted)
    else {
        return Vec::new();
    };
    let mut left: Vec<(&str, f64, BTreeSet<usize>)> = accepted
        .edge_cases
        .iter()
        .filter(|case| case.suite == Suite::Hidden)
        .map(|case| {
            let catches = graded.iter().enumerate().filter(|(_, (known, report))| {
                known.kind != KnownKind::Accepted
                    && report.edge_cases.iter().any(|other| {
                        other.id == case.id
                            && !matches!(other.outcome, Outcome::Passed | Outcome::NotRun)
                    })
            });
            (
                case.id.as_str(),
                case.duration_ms,
                catches.map(|(at, _)| at).collect(),
            )
        })
        .collect();
    let mut order = Vec::new();
    let mut caught = BTreeSet::new();
    // A slow edge case comes last, whatever it catches: a mutant that it alone kills still is killed.
    let worth = |(_, duration, catches): &(&str, f64, BTreeSet<usize>),
                 caught: &BTreeSet<usize>| {
        #[expect(clippy::cast_precision_loss, reason = "a number of submissions")]
        let new = catches.difference(caught).count() as f64;
        (new + 0.1) / (duration + 5.0)
    };
    while !left.is_empty() {
        let best = (0..left.len())
            .reduce(|one, other| {
                if worth(&left[other], &caught) > worth(&left[one], &caught) {
                    other
                } else {
                    one
                }
            })
            .unwrap_or_default();
        let (id, _, catches) = left.remove(best);
        caught.extend(catches);
        order.push(id.to_owned());
    }
    order
}
