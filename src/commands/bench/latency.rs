//! From submit to verdict, each way once a round and in turn.

use std::time::Instant;

use super::figures::{FirstOutcome, Latency, Spent};
use super::peers::{Case, Peer};
use super::resident::Running;
use super::statistics::{median, quantile, ratio};
use super::subject::{Subject, Took, milliseconds};

pub const OURS: &str = "Assay";

/// What came of one challenge.
pub struct Measured {
    pub verdicts: Vec<Latency>,
    pub first_outcome: FirstOutcome,
    pub spent: Spent,
}

/// Measures so many rounds; one before them only warms every way. A resident that fails is given up, with the reason in
/// `left_out`.
pub async fn measure(
    subject: &Subject<'_>,
    case: &Case,
    peers: &[Peer],
    residents: Vec<Running>,
    rounds: usize,
    left_out: &mut Vec<String>,
) -> anyhow::Result<Measured> {
    let mut ours = Vec::new();
    let mut theirs = vec![Vec::new(); peers.len()];
    let mut residents: Vec<_> = residents.into_iter().map(|one| (one, Vec::new())).collect();
    for round in 0..=rounds {
        subject.warm().await;
        let mine = subject.grade().await?;
        let mut others = Vec::new();
        for peer in peers {
            let began = Instant::now();
            case.run(peer).await?;
            others.push(milliseconds(began));
        }
        let mut going_on = Vec::new();
        for (mut resident, mut times) in residents {
            let began = Instant::now();
            match resident.grade().await {
                Ok(()) if round > 0 => times.push(milliseconds(began)),
                Ok(()) => {}
                Err(error) => {
                    left_out.push(format!("{}: {error:#}", resident.name));
                    resident.stop().await;
                    continue;
                }
            }
            going_on.push((resident, times));
        }
        residents = going_on;
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
    let stayed = residents.iter().map(|(one, times)| row(one.name, times));
    let rows = std::iter::once(row(OURS, &verdicts)).chain(others);
    let rows = rows.chain(stayed).collect();
    for (resident, _) in residents {
        resident.stop().await;
    }
    Ok(Measured {
        verdicts: rows,
        first_outcome: first_outcome(challenge, &ours),
        spent: spent(challenge, &ours),
    })
}

fn spent(challenge: &str, ours: &[Took]) -> Spent {
    let middle = |part: &dyn Fn(&Took) -> f64| median(&of(ours, part));
    Spent {
        challenge: challenge.to_owned(),
        edge_cases: ours.last().map_or(0, |took| took.edge_cases),
        until_collected_ms: middle(&|took| took.collected_ms),
        in_edge_cases_ms: middle(&|took| took.edge_cases_ms),
        between_ms: middle(&|took| took.last_outcome_ms - took.collected_ms - took.edge_cases_ms),
        after_the_last_ms: middle(&|took| took.verdict_ms - took.last_outcome_ms),
        examiner_cpu_ms: middle(&|took| took.examiner_cpu_ms),
        sandbox_cpu_ms: middle(&|took| took.sandbox_cpu_ms),
        crossings: ours.last().map_or(0, |took| took.crossings),
    }
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
