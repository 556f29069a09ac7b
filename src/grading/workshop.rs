//! Sandboxes in which what a challenge's author wrote is examined, one submission after the other.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::challenge::{Challenge, KnownKind};
use crate::sandbox::{Runtime, Sandbox, SandboxError};

/// The sandboxes of one challenge's known submissions and mutants. Between two of them everything in a sandbox is ended
/// and its scratch space emptied; each has an interpreter of its own. A candidate's submission never comes here: it has a
/// sandbox that nothing was in before.
#[derive(Debug)]
pub struct Workshop<'a> {
    runtime: &'a Runtime,
    challenge: &'a Challenge,
    bench: Bench,
    /// Whether accepted submissions come here, too.
    takes_accepted: bool,
}

/// Sandboxes of one challenge that are free. Kept, they serve one workshop after another.
#[derive(Debug, Clone, Default)]
pub struct Bench(Arc<Mutex<Vec<Sandbox>>>);

impl<'a> Workshop<'a> {
    pub fn new(runtime: &'a Runtime, challenge: &'a Challenge) -> Self {
        Self {
            runtime,
            challenge,
            bench: Bench::default(),
            takes_accepted: false,
        }
    }

    /// One for an author who waits: no container is started for an edit, not even for accepted submissions.
    pub fn at(bench: &Bench, runtime: &'a Runtime, challenge: &'a Challenge) -> Self {
        Self {
            bench: bench.clone(),
            takes_accepted: true,
            ..Self::new(runtime, challenge)
        }
    }

    /// Whether a known submission of this kind is examined here, and not in a sandbox of its own.
    pub(super) fn takes(&self, kind: KnownKind) -> bool {
        match kind {
            KnownKind::Accepted => self.takes_accepted,
            KnownKind::MemoryLimitExceeded => false,
            KnownKind::WrongAnswer | KnownKind::TimeLimitExceeded | KnownKind::RunTimeError => true,
        }
    }

    pub(super) fn challenge(&self) -> &'a Challenge {
        self.challenge
    }

    /// By this the examiner knows which runs may follow each other.
    pub(super) fn owner(&self) -> String {
        format!("the author of {}", self.challenge.name)
    }

    /// One that is free and connected, else a new one.
    pub(super) async fn take(&self) -> Result<Sandbox, SandboxError> {
        let found = {
            let mut free = self.free();
            std::iter::from_fn(|| free.pop()).find(Sandbox::is_connected)
        };
        match found {
            Some(sandbox) => Ok(sandbox),
            None => {
                let settings = &self.challenge.settings;
                self.runtime
                    .take_with(&settings.packages, &settings.limits)
                    .await
            }
        }
    }

    /// Keeps one for the next that asks.
    pub(super) fn give_back(&self, sandbox: Sandbox) {
        self.free().push(sandbox);
    }

    fn free(&self) -> MutexGuard<'_, Vec<Sandbox>> {
        self.bench.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
