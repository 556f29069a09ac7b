//! From submit to verdict, each way once a round and in turn.

use std::time::Instant;

use super::figures::{FirstOutcome, Latency};
use super::peers::{Case, Peer};
use super::statistics::{median, quantile, ratio};
use super::subject::{Subject, Took, milliseconds};

pub const OURS: &str = "Assay";

/// What came of one challenge.
pub struct Measured {
    pub verdicts: Vec<Latency>,
    pub first_outcome: FirstOutcome,
}

/// Measures so many rounds; one before them only warms every way.
pub async fn measure(
    subject: &Subject<'_>,
    case: &Case,
    peers: &[Peer],
    rounds: usize,
) -> anyhow::Result<Measured> {
    let mut ours = Vec::new();
    let mut theirs = vec![Vec::new(); peers.len()];
    for round in 0..=rounds {
        subject.warm().await;
        let mine = subject.grade().await?;
        let mut others = Vec::new();
        for peer in peers {
            let began = Instant::now();
            case.run(peer).await?;
            others.push(milliseconds(began));
        }
        if round > 0 {
            ours.push(mine);
            for (all, one) in theirs.iter_mut().zip(others) {
                all.push(one);
            }
        }
    }
    let challenge = &subject.challenge.name;
    let verdicts = of(&ours, |took| took.verdict_ms);
    let row = |way, times: &[f64]| Latency {
        challenge: challenge.clone(),
        way,
        rounds: times.len(),
        median_ms: median(times),
        p95_ms: quantile(times, 0.95),
        assay_over_it: ratio(&verdicts, times),
    };
    let others = peers.iter().zip(&theirs);
    let others = others.map(|(peer, times)| row(peer.name(), times));
    Ok(Measured {
        verdicts: std::iter::once(row(OURS, &verdicts))
            .chain(others)
            .collect(),
        first_outcome: first_outcome(challenge, &ours),
    })
}

fn first_outcome(challenge: &str, ours: &[Took]) -> FirstOutcome {
    let told = of(ours, |took| took.first_outcome_ms);
    FirstOutcome {
        challenge: challenge.to_owned(),
        median_ms: median(&told),
        p95_ms: quantile(&told, 0.95),
        edge_case_median_ms: median(&of(ours, |took| took.first_edge_case_ms)),
        added_median_ms: median(&of(ours, |took| {
            took.first_outcome_ms - took.first_edge_case_ms
        })),
    }
}

fn of(ours: &[Took], part: impl Fn(&Took) -> f64) -> Vec<f64> {
    ours.iter().map(part).collect()
}
