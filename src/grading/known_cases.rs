//! The edge cases of each challenge, learned once from its first accepted submission and kept by content hash.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::run::{self, NotCollected};
use crate::challenge::Challenge;
use crate::examiner::message::CollectedCase;
use crate::sandbox::Runtime;

/// What has been learned so far.
#[derive(Debug, Default)]
pub struct KnownCases {
    by_version: Mutex<HashMap<String, Slot>>,
}

type Slot = Arc<OnceCell<Arc<[CollectedCase]>>>;

impl KnownCases {
    /// The edge cases if they have been learned already.
    pub fn remembered(&self, challenge: &Challenge) -> Option<Arc<[CollectedCase]>> {
        self.slot(challenge).get().cloned()
    }

    /// Learns the edge cases unless they are known; those who ask at once share one run. A failure is told, and the
    /// next one to ask tries again.
    pub async fn learn(
        &self,
        runtime: &Runtime,
        challenge: &Challenge,
    ) -> Result<Arc<[CollectedCase]>, NotCollected> {
        let accepted = challenge.accepted().ok_or_else(|| {
            let message = "the challenge has no accepted submission to learn them from";
            NotCollected::Ours(message.to_owned())
        })?;
        self.slot(challenge)
            .get_or_try_init(|| async {
                run::collect(runtime, challenge, &accepted.files)
                    .await
                    .map(Arc::from)
            })
            .await
            .cloned()
    }

    fn slot(&self, challenge: &Challenge) -> Slot {
        // The map is whole after every statement that could panic.
        let mut slots = self
            .by_version
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        slots.entry(challenge.version.clone()).or_default().clone()
    }
}
