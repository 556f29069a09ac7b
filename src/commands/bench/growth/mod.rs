//! What grows: whether one more costs as much as the one before.

mod edge_cases;
mod generated;
mod queue;
mod watchers;

use std::sync::Arc;

use super::figures::Growth;
use crate::grading::Grader;

/// How far each is grown.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Submissions that are only stored and taken.
    pub stored: &'static [usize],
    /// Submissions that are graded as well.
    pub graded: &'static [usize],
    pub edge_cases: &'static [usize],
    pub watchers: &'static [usize],
}

pub const FULL: Counts = Counts {
    stored: &[10, 100, 1000],
    graded: &[10, 100],
    edge_cases: &[10, 100, 500],
    watchers: &[1, 5, 20],
};

/// Only to see that it works.
pub const SHORT: Counts = Counts {
    stored: &[10, 100],
    graded: &[4],
    edge_cases: &[10, 50],
    watchers: &[1, 5],
};

/// Grows each in turn; `rounds` is how often a thing that is quick is done for a median.
pub async fn measure(
    grader: &Arc<Grader>,
    counts: Counts,
    rounds: usize,
) -> anyhow::Result<Vec<Growth>> {
    let mut rows = queue::stored_and_taken(counts.stored).await?;
    rows.extend(queue::graded(grader, counts.graded).await?);
    rows.extend(edge_cases::measure(grader, counts.edge_cases, rounds).await?);
    rows.extend(watchers::measure(grader, counts.watchers, rounds).await?);
    Ok(rows)
}

/// One row a count, each with what one more than the row before cost.
fn rows(what: &'static str, unit: &'static str, measured: &[(usize, f64)]) -> Vec<Growth> {
    let before = std::iter::once(None).chain(measured.iter().map(Some));
    measured
        .iter()
        .zip(before)
        .map(|(&(count, total_ms), before)| Growth {
            what,
            unit,
            count,
            total_ms,
            ms_for_each: total_ms / count as f64,
            ms_for_one_more: before
                .filter(|(fewer, _)| *fewer < count)
                .map(|(fewer, less)| (total_ms - less) / (count - fewer) as f64),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_is_what_lies_between_two_rows() {
        let rows = rows("what", "unit", &[(10, 50.0), (100, 230.0)]);
        assert_eq!(rows[0].ms_for_each, 5.0);
        assert_eq!(rows[0].ms_for_one_more, None);
        assert_eq!(rows[1].ms_for_each, 2.3);
        assert_eq!(rows[1].ms_for_one_more, Some(2.0));
    }

    #[tokio::test]
    async fn what_is_stored_is_taken_again() {
        let rows = queue::stored_and_taken(&[3]).await.expect("a queue");
        let whats: Vec<_> = rows.iter().map(|row| (row.what, row.count)).collect();
        assert_eq!(whats, [(queue::STORED, 3), (queue::TAKEN, 3)]);
    }
}
