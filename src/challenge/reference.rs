//! `[reference]` of `challenge.toml`: an accepted submission that hidden tests compare with.

use serde::{Deserialize, Serialize};

use super::fault::ChallengeFault;
use super::known::{KnownKind, KnownSubmission};

/// Which accepted submission is the reference, and how it is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reference {
    /// Its path below `submissions`, e.g. `accepted/plain.py`; without it the first accepted one.
    pub submission: Option<String>,
    /// Where examples begin; without it a number made of the challenge's content, so that every candidate gets the same.
    pub seed: Option<u32>,
    /// How many examples an edge case tries, unless it says so itself.
    pub examples: Option<u32>,
}

/// Examples an edge case tries where nobody says how many.
const EXAMPLES: u32 = 100;

impl Reference {
    /// The submission that is meant.
    pub fn find<'a>(
        &self,
        known: &'a [KnownSubmission],
    ) -> Result<&'a KnownSubmission, ChallengeFault> {
        let mut accepted = known
            .iter()
            .filter(|known| known.kind == KnownKind::Accepted);
        let found = match &self.submission {
            None => accepted.next(),
            Some(path) => accepted.find(|known| {
                let place = known.path.strip_prefix("submissions/");
                place == Some(path) || known.path == *path || known.name == *path
            }),
        };
        found.ok_or_else(|| {
            let message = match &self.submission {
                None => "`[reference]` takes the first accepted submission, and there is none; add submissions/accepted/plain.py".to_owned(),
                Some(path) => format!("`[reference]` names `{path}`, which is no accepted submission; write e.g. submission = \"accepted/plain.py\""),
            };
            ChallengeFault::of("challenge.toml", message)
        })
    }

    pub fn examples(&self) -> u32 {
        self.examples.unwrap_or(EXAMPLES)
    }
}
