//! A challenge with more and more edge cases.

use std::sync::Arc;

use super::generated::Generated;
use super::rows;
use crate::commands::bench::figures::Growth;
use crate::commands::bench::statistics::median;
use crate::commands::bench::subject::Subject;
use crate::grading::Grader;

/// A long suite is not tried more often than this.
const MOST_ROUNDS: usize = 5;

/// From submit to verdict, the median of some rounds after one that teaches the examiner the challenge.
pub async fn measure(
    grader: &Arc<Grader>,
    counts: &[usize],
    rounds: usize,
) -> anyhow::Result<Vec<Growth>> {
    let mut measured = Vec::new();
    for &count in counts {
        let generated = Generated::new(count)?;
        let subject = Subject::new(grader.runtime(), grader, &generated.challenge)?;
        let mut times = Vec::new();
        for round in 0..=rounds.min(MOST_ROUNDS) {
            subject.warm().await;
            let took = subject.grade().await?;
            if round > 0 {
                times.push(took.verdict_ms);
            }
        }
        measured.push((count, median(&times)));
    }
    Ok(rows(
        "a challenge: from submit to verdict",
        "edge case",
        &measured,
    ))
}
