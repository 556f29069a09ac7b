//! Keeps what was proven in the challenge's folder.

use std::io::ErrorKind;

use crate::challenge::{Challenge, KnownSubmission, ProofState, RecordedProof};
use crate::grading::{Grader, Proof, record};
use crate::report::Report;

/// Writes the proof where it holds, and takes away one of the same content where it does not hold any more. A folder
/// that cannot be written is told and changes nothing else: it was verified all the same.
pub async fn keep(
    grader: &Grader,
    challenge: &Challenge,
    proof: &Proof,
    graded: &[(&KnownSubmission, Report)],
) {
    if !proof.faults.is_empty() {
        return;
    }
    let done = if proof.holds() {
        let python = match grader.runtime().python(&challenge.settings.packages).await {
            Ok(python) => python,
            Err(error) => {
                eprintln!(
                    "warning: the proof of {} is not recorded: {error}",
                    challenge.name
                );
                return;
            }
        };
        let today = time::OffsetDateTime::now_utc().date().to_string();
        match record(challenge, proof, graded, &today, &python) {
            Some(recorded) if challenge.proof.as_ref() != Some(&recorded) => {
                recorded.write(&challenge.folder)
            }
            _ => Ok(()),
        }
    } else if challenge.proof_state() == ProofState::Proven {
        match RecordedProof::remove(&challenge.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    } else {
        Ok(())
    };
    if let Err(error) = done {
        eprintln!(
            "warning: proof.json of {} could not be written: {error}",
            challenge.name
        );
    }
}
