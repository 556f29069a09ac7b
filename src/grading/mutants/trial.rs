//! All mutants of one accepted submission.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::bench::{Bench, End};
use super::found::{Became, Tried};
use super::{Slots, Step};
use crate::challenge::KnownSubmission;
use crate::examiner::message::Mutant;
use crate::folder::Files;
use crate::grading::workshop::Workshop;

/// What an edge case may take with a mutant: so many times what it takes with the submission itself, and a moment that a
/// busy machine may need.
const TIMES: f64 = 4.0;
const MOMENT_SECONDS: f64 = 0.5;

pub struct Trial<'a> {
    pub workshop: &'a Workshop<'a>,
    pub known: &'a KnownSubmission,
    pub slots: Slots<'a>,
    pub until: Instant,
    /// How many are tried at most.
    pub sample: usize,
    pub seed: &'a str,
    pub told: &'a (dyn Fn(Step) + Sync),
}

/// How long edge cases take with the submission itself, in the order that is kept.
struct Baseline {
    order: Vec<String>,
    durations: BTreeMap<String, f64>,
}

impl Trial<'_> {
    pub async fn run(&self, order: &[String]) -> Result<Vec<Tried>, String> {
        let mut first = Bench::new(self.workshop);
        let slot = self.slots.free.acquire().await;
        let baseline = self.baseline(&mut first, order).await?;
        let files = first.mutants(&self.known.files).await?;
        drop(slot);
        let mut work: Vec<(String, Files, Mutant)> = Vec::new();
        for (path, file) in files {
            for mutant in file.mutants {
                let (Some(head), Some(tail)) = (
                    file.source.get(..mutant.start),
                    file.source.get(mutant.end..),
                ) else {
                    return Err("the examiner names a place outside the source".to_owned());
                };
                let mut changed = self.known.files.clone();
                changed.insert(
                    path.clone(),
                    format!("{head}{}{tail}", mutant.new).into_bytes(),
                );
                work.push((path.clone(), changed, mutant));
            }
        }
        let identity = format!(
            "{} {} {}",
            self.seed,
            self.workshop.challenge().version,
            self.known.path
        );
        let chosen = chosen(work.len(), self.sample, &identity);
        (self.told)(Step::Made(chosen.len()));
        let next = AtomicUsize::new(0);
        let became: Mutex<BTreeMap<usize, Became>> = Mutex::default();
        let mut benches = vec![first];
        benches.extend((1..self.slots.jobs).map(|_| Bench::new(self.workshop)));
        let workers = benches.iter_mut().map(async |bench| {
            loop {
                let taken = next.fetch_add(1, Ordering::Relaxed);
                let Some((at, (_, files, mutant))) =
                    chosen.get(taken).and_then(|at| Some((*at, work.get(*at)?)))
                else {
                    return Ok::<_, String>(());
                };
                let _slot = self.slots.free.acquire().await;
                let outcome = if Instant::now() >= self.until {
                    Became::NotTried
                } else {
                    self.examine(bench, files, mutant, &baseline).await?
                };
                if let Ok(mut became) = became.lock() {
                    became.insert(at, outcome);
                }
                (self.told)(Step::Tried);
            }
        });
        futures::future::try_join_all(workers).await?;
        let mut became = became.into_inner().unwrap_or_default();
        Ok(work
            .into_iter()
            .enumerate()
            .map(|(at, (file, _, mutant))| Tried {
                submission: self.known.name.clone(),
                path: self.known.path.clone(),
                file,
                mutant,
                became: became.remove(&at).unwrap_or(Became::LeftOut),
            })
            .collect())
    }

    /// The submission itself, in just the way in which its mutants are examined; what does not bear the order keeps its
    /// own.
    async fn baseline(&self, bench: &mut Bench<'_>, order: &[String]) -> Result<Baseline, String> {
        let mut why = String::new();
        for order in [order, &[]] {
            // Twice in one sandbox: what the first leaves behind must not be seen by the second.
            for _ in 0..2 {
                match bench.examine(&self.known.files, order, None).await? {
                    End::Passed(durations) => {
                        return Ok(Baseline {
                            order: order.to_vec(),
                            durations,
                        });
                    }
                    End::Noticed { edge_case, .. } => {
                        why = edge_case.unwrap_or_else(|| "importing it".to_owned())
                    }
                }
            }
        }
        Err(format!(
            "{} passes whole, and fails `{why}` when the hidden edge cases run again alone",
            self.known.path
        ))
    }

    async fn examine(
        &self,
        bench: &mut Bench<'_>,
        files: &Files,
        mutant: &Mutant,
        baseline: &Baseline,
    ) -> Result<Became, String> {
        let most = self.workshop.challenge().settings.limits.edge_case_seconds;
        let mut moment = MOMENT_SECONDS;
        for second in [false, true] {
            let limit = |own: f64| (own / 1000.0 * TIMES + moment).min(most.max(moment));
            let seconds = baseline
                .durations
                .iter()
                .map(|(id, own)| (id.clone(), limit(*own)))
                .collect();
            match bench
                .examine(files, &baseline.order, Some(&seconds))
                .await?
            {
                End::Passed(passed)
                    if baseline.durations.keys().all(|id| passed.contains_key(id)) =>
                {
                    return Ok(Became::Survived);
                }
                // It made an edge case vanish.
                End::Passed(_) => return Ok(Became::Killed { edge_case: None }),
                // What is listed is asked twice: an edge case that a busy machine disturbs must not make the list wrong.
                End::Noticed { late: false, .. } if !second && self.is_listed(mutant) => {}
                End::Noticed {
                    edge_case,
                    late: false,
                } => return Ok(Became::Killed { edge_case }),
                End::Noticed {
                    edge_case,
                    late: true,
                } if second => return Ok(Became::TimedOut { edge_case }),
                End::Noticed { late: true, .. } => moment *= 2.0,
            }
        }
        Ok(Became::TimedOut { edge_case: None })
    }

    fn is_listed(&self, mutant: &Mutant) -> bool {
        self.workshop
            .challenge()
            .survivors
            .iter()
            .any(|listed| super::found::names(listed, &self.known.name, mutant))
    }
}

/// The places of the mutants that are tried: all, or as many as the sample has, drawn by the seed, the challenge's content
/// and the submission, so that the same ones can be asked for again.
fn chosen(made: usize, sample: usize, identity: &str) -> Vec<usize> {
    let mut places: Vec<usize> = (0..made).collect();
    if made > sample {
        places.sort_by_cached_key(|at| Sha256::digest(format!("{identity} {at}")));
        places.truncate(sample);
        places.sort_unstable();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn a_sample_is_the_same_for_the_same_content_and_another_for_another() {
        assert_eq!(chosen(3, 5, "a"), [0, 1, 2]);
        let drawn = chosen(1000, 10, "a");
        assert_eq!(drawn.len(), 10);
        assert!(drawn.is_sorted());
        assert_eq!(drawn, chosen(1000, 10, "a"));
        assert_ne!(drawn, chosen(1000, 10, "b"));
    }
}
