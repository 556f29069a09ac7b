//! What of a proof is recorded in the challenge's folder. Pure.

use super::mutants::Mutants;
use super::proof::{Proof, Row};
use crate::challenge::{
    Challenge, KnownKind, KnownSubmission, MutantCounts, ProvenCase, RecordedProof,
};
use crate::report::{Outcome, Report, Suite};

/// The record of a proof that holds; nothing of one that does not, or that rests on a sample. `today` is a day in UTC, `python` a version.
pub fn record(
    challenge: &Challenge,
    proof: &Proof,
    graded: &[(&KnownSubmission, Report)],
    today: &str,
    python: &str,
) -> Option<RecordedProof> {
    if !proof.holds() || proof.left_out > 0 {
        return None;
    }
    let accepted = proof
        .submissions
        .iter()
        .filter(|column| column.kind == KnownKind::Accepted)
        .count();
    // What the same content's mutants have shown stays true where they, or some of them, were left out this time.
    let earlier = challenge
        .proof
        .as_ref()
        .filter(|earlier| earlier.content == challenge.content);
    let mutants = match &proof.mutants {
        Some(mutants) if mutants.left_out == 0 => Some(counts(mutants)),
        _ => earlier.and_then(|earlier| earlier.mutants),
    };
    let recorded = RecordedProof {
        content: challenge.content.clone(),
        version: challenge.version.clone(),
        proven_on: today.to_owned(),
        python: python.to_owned(),
        accepted,
        wrong: proof.submissions.len() - accepted,
        mutants,
        edge_cases: proof
            .edge_cases
            .iter()
            .enumerate()
            .map(|(place, row)| proven_case(proof, graded, place, row))
            .collect(),
    };
    // The day on which this was first found is as good: a file that is checked in should not change without a reason.
    match earlier {
        Some(earlier)
            if (RecordedProof {
                proven_on: earlier.proven_on.clone(),
                ..recorded.clone()
            }) == *earlier =>
        {
            Some(earlier.clone())
        }
        _ => Some(recorded),
    }
}

fn counts(mutants: &Mutants) -> MutantCounts {
    let listed = mutants
        .survived
        .iter()
        .filter(|survivor| survivor.reason.is_some())
        .count();
    MutantCounts {
        made: mutants.made,
        killed: mutants.killed,
        listed,
        survived: mutants.survived.len() - listed,
        not_tried: mutants.not_tried,
    }
}

fn proven_case(
    proof: &Proof,
    graded: &[(&KnownSubmission, Report)],
    place: usize,
    row: &Row,
) -> ProvenCase {
    let words = graded
        .iter()
        .flat_map(|(_, report)| &report.edge_cases)
        .find(|case| case.id == row.id && case.suite == row.suite);
    let caught = proof
        .submissions
        .iter()
        .filter(|column| {
            let outcome = column.cells.get(place).and_then(|cell| cell.outcome);
            column.kind != KnownKind::Accepted
                && !matches!(outcome, None | Some(Outcome::Passed | Outcome::NotRun))
        })
        .map(|column| column.path.clone())
        .collect();
    ProvenCase {
        id: row.id.clone(),
        visible: row.suite == Suite::Visible,
        title: row.title.clone(),
        area: words.map(|case| case.area.clone()).unwrap_or_default(),
        tells: words.map(|case| case.tells.clone()).unwrap_or_default(),
        advises: words.map(|case| case.advises.clone()).unwrap_or_default(),
        caught,
    }
}
