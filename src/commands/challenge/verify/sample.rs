//! Which known submissions are graded when a sample is asked for.

use std::num::NonZeroUsize;

use clap::Args;
use sha2::{Digest, Sha256};

use crate::challenge::{Challenge, KnownKind, KnownSubmission};

/// A quick look beside proofs that are recorded already.
#[derive(Debug, Args)]
#[command(next_help_heading = "Samples")]
pub struct SampleArgs {
    /// Grade every accepted submission of a challenge and only that many of its wrong ones, at least one of each kind.
    /// Nothing is recorded of it [default: all]
    #[arg(long, env = "ASSAY_SAMPLE", value_name = "COUNT")]
    sample: Option<NonZeroUsize>,
    /// Draws the samples of submissions and mutants: the same ones for the same seed and content.
    #[arg(
        long,
        env = "ASSAY_SAMPLE_SEED",
        value_name = "TEXT",
        default_value = ""
    )]
    sample_seed: String,
}

impl SampleArgs {
    pub fn seed(&self) -> &str {
        &self.sample_seed
    }

    /// What is graded, in the challenge's order.
    pub fn of<'a>(&self, challenge: &'a Challenge) -> Vec<&'a KnownSubmission> {
        let all: Vec<_> = challenge.known.iter().collect();
        match self.sample {
            Some(count) => drawn(
                all,
                count.get(),
                &format!("{} {}", self.sample_seed, challenge.version),
            ),
            None => all,
        }
    }
}

fn drawn<'a>(
    all: Vec<&'a KnownSubmission>,
    count: usize,
    identity: &str,
) -> Vec<&'a KnownSubmission> {
    let is_wrong = |known: &&KnownSubmission| known.kind != KnownKind::Accepted;
    let mut wrong: Vec<_> = all.iter().copied().filter(is_wrong).collect();
    wrong.sort_by_cached_key(|known| Sha256::digest(format!("{identity} {}", known.path)));
    let (mut chosen, mut others): (Vec<&KnownSubmission>, Vec<_>) = (Vec::new(), Vec::new());
    for known in wrong {
        if chosen.iter().any(|one| one.kind == known.kind) {
            others.push(known);
        } else {
            chosen.push(known);
        }
    }
    others.truncate(count.saturating_sub(chosen.len()));
    chosen.extend(others);
    all.into_iter()
        .filter(|known| !is_wrong(known) || chosen.iter().any(|one| one.path == known.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Files;

    fn known(kind: KnownKind, name: usize) -> KnownSubmission {
        KnownSubmission {
            kind,
            name: name.to_string(),
            path: format!("submissions/{}/{name}.py", kind.folder()),
            files: Files::new(),
            fails: Vec::new(),
            mistake: String::new(),
        }
    }

    #[test]
    fn a_sample_has_all_that_is_accepted_and_one_of_each_kind_at_least() {
        use KnownKind::{Accepted, RunTimeError, TimeLimitExceeded, WrongAnswer};
        let mut all = vec![known(Accepted, 0), known(Accepted, 1)];
        all.extend((0..30).map(|name| known(WrongAnswer, name)));
        all.extend((0..2).map(|name| known(TimeLimitExceeded, name)));
        all.push(known(RunTimeError, 0));
        let draw = |count, seed| drawn(all.iter().collect(), count, seed);
        let kinds = |count, seed| {
            draw(count, seed)
                .iter()
                .map(|known| known.kind)
                .collect::<Vec<_>>()
        };
        for seed in ["a", "b", "c"] {
            assert_eq!(
                kinds(1, seed),
                [
                    Accepted,
                    Accepted,
                    WrongAnswer,
                    TimeLimitExceeded,
                    RunTimeError
                ]
            );
        }
        assert_eq!(draw(8, "a").len(), 2 + 8);
        assert_eq!(draw(8, "a"), draw(8, "a"));
        assert_ne!(draw(8, "a"), draw(8, "b"));
        assert_eq!(draw(100, "a").len(), all.len());
    }
}
