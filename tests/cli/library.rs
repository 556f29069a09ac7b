//! The challenges that this repository ships.

use std::path::PathBuf;

use assay::challenge::{Kind, Library, ProofState};

/// `make test` tries a sample of known wrong submissions and of mutants; this holds that the whole was proven once for just
/// this content.
#[test]
fn each_challenge_has_a_recorded_proof_of_its_content_with_all_mutants() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("challenges");
    let entries = Library::new(vec![folder])
        .list()
        .expect("the folder of challenges");
    assert!(entries.len() > 20);
    let mut missing = Vec::new();
    for entry in entries {
        let challenge = entry.challenge.expect("a whole challenge");
        if challenge.proof_state() != ProofState::Proven {
            missing.push(format!("{}: {:?}", challenge.name, challenge.proof_state()));
            continue;
        }
        let mutants = challenge.proof.as_ref().and_then(|proof| proof.mutants);
        let whole = mutants.is_some_and(|mutants| mutants.survived == 0 && mutants.not_tried == 0);
        let has_mutants = challenge.settings.kind != Kind::Review;
        if has_mutants && !whole {
            missing.push(format!("{}: {mutants:?}", challenge.name));
        }
    }
    assert_eq!(
        missing,
        [] as [&str; 0],
        "run `assay challenge verify --mutants prove`"
    );
}
