//! A challenge in a few words.

use crate::challenge::{Challenge, MutantCounts, NamedCase, ProofState};
use crate::report::{EdgeCase, Suite};
use crate::web::views::challenges::Proof;

/// Level, project type, minutes, hidden edge cases, topics.
pub fn facts(challenge: &Challenge, hidden: &str) -> Vec<String> {
    let settings = &challenge.settings;
    let mut facts = Vec::new();
    facts.extend(settings.kind.words().map(str::to_owned));
    facts.extend(settings.isolation.warning().map(str::to_owned));
    facts.extend(settings.level.map(|level| level.word().to_owned()));
    facts.extend(
        settings
            .project_type
            .map(|project_type| project_type.words().to_owned()),
    );
    facts.extend(settings.minutes.map(|minutes| format!("{minutes} min")));
    facts.push(hidden.to_owned());
    let kind = settings.kind.words();
    facts.extend(
        settings
            .topics
            .iter()
            .filter(|topic| Some(topic.as_str()) != kind)
            .cloned(),
    );
    facts
}

/// The hidden edge cases, without a run: from the proof of these tests, from what this server has learned of them
/// already, or from their source.
pub fn hidden_cases(challenge: &Challenge, learned: &[EdgeCase]) -> Vec<NamedCase> {
    let cases = challenge.edge_cases();
    let exact = cases.iter().all(|case| !case.several);
    if exact || learned.is_empty() {
        return cases.into_iter().filter(|case| !case.visible).collect();
    }
    learned
        .iter()
        .filter(|case| case.suite == Suite::Hidden)
        .map(|case| NamedCase {
            id: case.id.clone(),
            visible: false,
            title: case.title.clone(),
            area: case.area.clone(),
            tells: case.tells.clone(),
            advises: case.advises.clone(),
            several: false,
            caught: Vec::new(),
        })
        .collect()
}

/// `23 hidden edge cases`, or how many at least; of a review `13 planted defects`, of tests to write `9
/// hidden implementations`.
pub fn count(challenge: &Challenge, cases: &[NamedCase]) -> String {
    let at_least = if cases.iter().any(|case| case.several) {
        "at least "
    } else {
        ""
    };
    format!("{at_least}{}", challenge.settings.kind.hidden(cases.len()))
}

/// How it was proven. What was proven of an earlier content is told as such.
pub fn proof(challenge: &Challenge) -> Proof {
    let state = challenge.proof_state();
    let detail = challenge.proof.as_ref().map(|proof| {
        let mut parts = vec![format!(
            "{} accepted, {} wrong",
            proof.accepted, proof.wrong
        )];
        parts.extend(proof.mutants.as_ref().map(mutants));
        parts.push(format!("{}, Python {}", proof.proven_on, proof.python));
        parts.join(" · ")
    });
    Proof {
        state: match state {
            ProofState::Proven => "proven",
            ProofState::Changed => "changed",
            ProofState::NotYet => "not_yet",
        },
        words: state.words(),
        detail: detail.unwrap_or_default(),
    }
}

fn mutants(counts: &MutantCounts) -> String {
    let mut words = format!("{} of {} mutants killed", counts.killed, counts.made);
    for (count, what) in [
        (counts.listed, "live with a reason"),
        (counts.survived, "survive"),
        (counts.not_tried, "not tried"),
    ] {
        if count > 0 {
            words.push_str(&format!(", {count} {what}"));
        }
    }
    words
}
