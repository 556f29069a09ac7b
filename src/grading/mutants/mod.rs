//! Proof by mutants: small mistakes are put into accepted submissions, and some edge case has to notice each.
//!
//! Mutants are the author's own code, so they follow each other in the sandboxes of a workshop, each in a fresh interpreter.

mod bench;
mod found;
mod order;
mod trial;

use std::time::Duration;

pub use found::{Mutants, Stale, Survivor};

use super::workshop::Workshop;
use crate::challenge::{KnownKind, KnownSubmission};
use crate::report::{Report, Verdict};

/// What bounds how many runs there are at once, also over several challenges.
#[derive(Debug, Clone, Copy)]
pub struct Slots<'a> {
    pub jobs: usize,
    /// As many permits: each run holds one.
    pub free: &'a tokio::sync::Semaphore,
}

/// How mutants are tried.
#[derive(Debug, Clone, Copy)]
pub struct MutantOptions<'a> {
    pub slots: Slots<'a>,
    /// How long a challenge's mutants may take together; the rest is not tried, and that is said.
    pub time: Duration,
    /// How many of a challenge's mutants are tried; all when absent. Which ones depends on the challenge's content and the
    /// seed.
    pub sample: Option<usize>,
    pub seed: &'a str,
}

/// What is told while mutants are being tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many more were made.
    Made(usize),
    /// One more has been tried.
    Tried,
}

/// Tries the mutants of every accepted submission that passed, or says what of ours kept it from doing so.
pub async fn examine(
    workshop: &Workshop<'_>,
    graded: &[(&KnownSubmission, Report)],
    options: MutantOptions<'_>,
    told: &(dyn Fn(Step) + Sync),
) -> Result<Mutants, String> {
    let until = tokio::time::Instant::now() + options.time;
    let order = order::of(graded);
    let passed: Vec<_> = graded
        .iter()
        .filter(|(known, report)| {
            known.kind == KnownKind::Accepted && report.verdict == Verdict::Passed
        })
        .collect();
    let sample = options
        .sample
        .map_or(usize::MAX, |all| all.div_ceil(passed.len().max(1)));
    let mut tried = Vec::new();
    for (known, _) in passed {
        let trial = trial::Trial {
            workshop,
            known,
            slots: options.slots,
            until,
            sample,
            seed: options.seed,
            told,
        };
        tried.extend(trial.run(&order).await?);
    }
    Ok(Mutants::of(workshop.challenge(), tried))
}
