//! An interview as it stands: what pages and live streams are made from.

use std::collections::HashMap;
use std::sync::Arc;

use super::token::case_key;
use crate::challenge;
use crate::report::{EdgeCase, Outcome, Report, Suite};
use crate::store::{
    Draft, Interview, Kind, Progress, Reveal, State, Store, StoreError, Submission,
};

/// An interview with all its attempts.
pub struct Record {
    pub interview: Interview,
    /// The oldest first.
    pub attempts: Vec<Attempt>,
    pub reveals: Vec<Reveal>,
    pub drafts: HashMap<String, Draft>,
    /// What is known of the challenges themselves, by name.
    pub known: HashMap<String, Known>,
}

/// What is known of a challenge without any attempt.
pub struct Known {
    pub kind: challenge::Kind,
    /// Its edge cases, for an interviewer's matrix before the first submission; none while they are not known yet.
    pub cases: Arc<[EdgeCase]>,
}

/// One attempt, with what is known of its edge cases so far.
#[derive(Clone)]
pub struct Attempt {
    pub submission: Submission,
    /// Counted from 1 among those of its challenge and kind.
    pub number: u32,
    pub cases: Arc<Vec<Progress>>,
    pub report: Option<Arc<Report>>,
}

impl Record {
    /// Reads an interview.
    pub async fn load(store: &Store, interview: Interview) -> Result<Self, StoreError> {
        let mut record = Self {
            interview,
            attempts: Vec::new(),
            reveals: Vec::new(),
            drafts: HashMap::new(),
            known: HashMap::new(),
        };
        record.refresh(store).await?;
        Ok(record)
    }

    /// Reads what has changed since. What is done stays as it was read: only a review's report ever changes.
    pub async fn refresh(&mut self, store: &Store) -> Result<(), StoreError> {
        let id = self.interview.id.clone();
        let mut known: HashMap<String, Attempt> = self
            .attempts
            .drain(..)
            .filter(|attempt| attempt.report.is_some() && !attempt.is_review())
            .map(|attempt| (attempt.submission.id.clone(), attempt))
            .collect();
        let mut numbers: HashMap<(String, &'static str), u32> = HashMap::new();
        for submission in store.submissions(&id).await? {
            let number = numbers
                .entry((submission.challenge.clone(), kind_word(submission.kind)))
                .or_default();
            *number += 1;
            let attempt = match known.remove(&submission.id) {
                Some(attempt) => attempt,
                None => Attempt::load(store, submission, *number).await?,
            };
            self.attempts.push(attempt);
        }
        self.reveals = store.reveals(&id).await?;
        for challenge in &self.interview.challenges {
            if let Some(draft) = store.draft(&id, challenge).await? {
                self.drafts.insert(challenge.clone(), draft);
            }
        }
        if let Some(interview) = store.interview(&id).await? {
            self.interview = interview;
        }
        Ok(())
    }

    /// The challenge's kind; one that is gone or broken is taken for the usual.
    pub fn kind(&self, challenge: &str) -> challenge::Kind {
        self.known
            .get(challenge)
            .map(|known| known.kind)
            .unwrap_or_default()
    }

    /// The attempts of a challenge, the oldest first.
    pub fn of<'a>(&'a self, challenge: &'a str) -> impl DoubleEndedIterator<Item = &'a Attempt> {
        self.attempts
            .iter()
            .filter(move |attempt| attempt.submission.challenge == challenge)
    }

    /// Those of them that were examined with the hidden tests.
    pub fn submits<'a>(
        &'a self,
        challenge: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Attempt> {
        self.of(challenge)
            .filter(|attempt| attempt.submission.kind == Kind::Submit)
    }

    /// The attempt of that id.
    pub fn attempt(&self, id: &str) -> Option<&Attempt> {
        self.attempts
            .iter()
            .find(|attempt| attempt.submission.id == id)
    }

    /// The submission before that one, of the same challenge.
    pub fn before<'a>(&'a self, attempt: &'a Attempt) -> Option<&'a Attempt> {
        self.submits(&attempt.submission.challenge)
            .rev()
            .find(|earlier| earlier.number + 1 == attempt.number)
    }

    /// When and by whom an edge case was revealed.
    pub fn reveal_of(&self, challenge: &str, case: &str) -> Option<&Reveal> {
        self.reveals
            .iter()
            .find(|reveal| reveal.challenge == challenge && reveal.case == case)
    }
}

impl Attempt {
    /// Reads one attempt.
    pub async fn load(
        store: &Store,
        submission: Submission,
        number: u32,
    ) -> Result<Self, StoreError> {
        let report = match submission.state {
            State::Done => store.report(&submission.id).await?,
            State::Queued | State::Running => None,
        };
        let cases = match &report {
            Some(report) => report
                .edge_cases
                .iter()
                .map(|case| Progress {
                    case: case.clone(),
                    finished: true,
                })
                .collect(),
            None => store.progress(&submission.id).await?,
        };
        Ok(Self {
            submission,
            number,
            cases: Arc::new(cases),
            report: report.map(Arc::new),
        })
    }

    /// Whether it is a review: comments, and no code.
    pub fn is_review(&self) -> bool {
        ["review.json", "review.toml"]
            .iter()
            .any(|name| self.submission.files.contains_key(*name))
    }

    /// Its edge cases of one suite.
    pub fn cases_of(&self, suite: Suite) -> impl Iterator<Item = &Progress> {
        self.cases
            .iter()
            .filter(move |progress| progress.case.suite == suite)
    }

    /// How many of a suite passed, and how many there are.
    pub fn score(&self, suite: Suite) -> (usize, usize) {
        let passed = self
            .cases_of(suite)
            .filter(|progress| progress.passed())
            .count();
        (passed, self.cases_of(suite).count())
    }

    /// The edge case with that key.
    pub fn case(&self, key: &str) -> Option<&Progress> {
        self.cases
            .iter()
            .find(|progress| case_key(&progress.case.id) == key)
    }

    /// The edge case that is being examined: they run one after the other.
    pub fn running(&self) -> Option<&EdgeCase> {
        (self.submission.state == State::Running)
            .then(|| self.cases.iter().find(|progress| !progress.finished))
            .flatten()
            .map(|progress| &progress.case)
    }

    /// The candidate's main file: its name and text.
    pub fn main_file(&self, preferred: Option<&str>) -> (String, String) {
        let files = &self.submission.files;
        let entry = preferred
            .and_then(|name| files.get_key_value(name))
            .or_else(|| files.first_key_value());
        entry
            .map(|(name, text)| (name.clone(), text.clone()))
            .unwrap_or_default()
    }
}

impl Progress {
    /// Whether it has ended well.
    pub fn passed(&self) -> bool {
        self.finished && self.case.outcome == Outcome::Passed
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Run => "run",
        Kind::Submit => "submit",
    }
}
