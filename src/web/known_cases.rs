//! The edge cases of challenges before anybody has submitted: told by whoever learned them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::challenge::Challenge;
use crate::examiner::message::CollectedCase;
use crate::report::{EdgeCase, Suite};

/// Edge cases by the version of their challenge. Clones share what is known.
#[derive(Debug, Clone, Default)]
pub struct KnownCases {
    by_version: Arc<Mutex<HashMap<String, Arc<[EdgeCase]>>>>,
    not_ready: Arc<Mutex<HashMap<String, String>>>,
}

impl KnownCases {
    /// Remembers what a challenge consists of.
    pub fn tell(&self, challenge: &Challenge, cases: &[CollectedCase]) {
        self.tell_cases(challenge, cases.iter().map(EdgeCase::from).collect());
    }

    /// The same of edge cases that nobody has to collect.
    pub fn tell_cases(&self, challenge: &Challenge, cases: Vec<EdgeCase>) {
        // The map is whole after every statement that could panic.
        let mut known = self
            .by_version
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(challenge.version.clone(), cases.into());
        let mut not_ready = self
            .not_ready
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        not_ready.remove(&challenge.version);
    }

    /// Remembers why no submission to a challenge can be examined yet.
    pub fn tell_not_ready(&self, challenge: &Challenge, reason: String) {
        let mut not_ready = self
            .not_ready
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        not_ready.insert(challenge.version.clone(), reason);
    }

    /// Why no submission to a challenge can be examined yet; empty when it can.
    pub(super) fn why_not_ready(&self, challenge: &Challenge) -> String {
        let not_ready = self
            .not_ready
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        not_ready
            .get(&challenge.version)
            .cloned()
            .unwrap_or_default()
    }

    /// The edge cases of a challenge; none while they are not known.
    pub(super) fn of(&self, challenge: &Challenge) -> Arc<[EdgeCase]> {
        let known = self
            .by_version
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.get(&challenge.version).cloned().unwrap_or_default()
    }
}

/// How many of a suite there are.
pub(super) fn count(cases: &[EdgeCase], suite: Suite) -> usize {
    cases.iter().filter(|case| case.suite == suite).count()
}
