//! Sandboxes in which what a challenge's author wrote is examined, one submission after the other.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::challenge::Challenge;
use crate::sandbox::{Runtime, Sandbox, SandboxError};

/// The sandboxes of one challenge's known submissions and mutants. Between two of them everything in a sandbox is ended
/// and its scratch space emptied; each has an interpreter of its own. A candidate's submission never comes here: it has a
/// sandbox that nothing was in before.
#[derive(Debug)]
pub struct Workshop<'a> {
    runtime: &'a Runtime,
    challenge: &'a Challenge,
    free: Mutex<Vec<Sandbox>>,
}

impl<'a> Workshop<'a> {
    pub fn new(runtime: &'a Runtime, challenge: &'a Challenge) -> Self {
        Self {
            runtime,
            challenge,
            free: Mutex::default(),
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
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
