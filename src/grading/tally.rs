//! The edge cases of one submission as they come in over one or several runs. Pure: it hears events and keeps count.
//!
//! An outcome that a busy host could have caused is held back until a second run has confirmed it.

use std::collections::HashMap;

use super::progress::Progress;
use super::subtests::Absence;
use crate::examiner::message::{CollectedCase, StandsFor};
use crate::report::{EdgeCase, Examples, Location, Outcome};

/// Up to so many edge cases, every new subtest is told at once; told are all edge cases each time.
const TOLD_EACH: usize = 200;

/// What has been heard so far.
#[derive(Debug, Default)]
pub struct Tally {
    order: Vec<String>,
    cases: HashMap<String, Entry>,
    /// What runs now: an edge case, and the subtests in it.
    running: Vec<String>,
    /// How many subtests each test is known to have, and whether tests may have unknown ones.
    subtests: HashMap<String, usize>,
    may_have_subtests: bool,
    /// Subtests that were heard of and not told yet.
    untold: usize,
    /// Whether a doubtful outcome is held back for a second run.
    doubts: bool,
}

#[derive(Debug)]
struct Entry {
    case: EdgeCase,
    stands_for: Option<StandsFor>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No outcome yet.
    Open,
    /// An outcome that wants confirmation.
    Held,
    /// A wrong implementation that was caught: it counts when every right one is accepted, which is known at the end.
    Conditional,
    /// An outcome that was told.
    Settled,
}

/// How an edge case ended, whoever says so.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    pub message: String,
    pub duration_ms: f64,
    pub stdout: String,
    pub stderr: String,
    pub output_cut: bool,
    pub location: Option<Location>,
    pub reproducer: String,
    pub examples: Option<Examples>,
}

impl Tally {
    /// An empty tally; with `doubts`, outcomes that a busy host could have caused are held back.
    pub fn new(doubts: bool) -> Self {
        Self {
            doubts,
            ..Self::default()
        }
    }

    /// Takes in outcomes that hold already.
    pub fn keep(&mut self, cases: &[EdgeCase]) {
        for case in cases {
            self.order.push(case.id.clone());
            let entry = Entry {
                case: case.clone(),
                stands_for: None,
                state: State::Settled,
            };
            self.cases.insert(case.id.clone(), entry);
        }
    }

    /// A run begins: nothing is running that ran in an earlier one.
    pub fn begin(&mut self) {
        self.running.clear();
    }

    /// Takes in edge cases; those that are known keep what they have.
    pub fn collected(&mut self, collected: &[CollectedCase]) -> Option<Progress> {
        let before = self.order.len();
        for case in collected {
            self.may_have_subtests |= case.has_subtests;
            if !self.cases.contains_key(&case.id) {
                self.order.push(case.id.clone());
                self.add(case);
            }
        }
        (self.order.len() > before).then(|| self.told_collected())
    }

    /// A subtest has begun, which may be the first that is heard of it. Many are told together.
    pub fn subtest(&mut self, case: &CollectedCase) -> Option<Progress> {
        if self.cases.contains_key(&case.id) {
            return None;
        }
        let of_its_test = |id: &String| {
            *id == case.subtest_of
                || self
                    .cases
                    .get(id)
                    .is_some_and(|entry| entry.case.subtest_of == case.subtest_of)
        };
        let place = self.order.iter().rposition(of_its_test);
        self.order
            .insert(place.map_or(self.order.len(), |at| at + 1), case.id.clone());
        self.add(case);
        self.untold += 1;
        (self.order.len() < TOLD_EACH || self.untold * 8 > self.order.len())
            .then(|| self.told_collected())
    }

    fn add(&mut self, case: &CollectedCase) {
        self.cases.insert(
            case.id.clone(),
            Entry {
                case: EdgeCase::from(case),
                stands_for: case.stands_for,
                state: State::Open,
            },
        );
    }

    /// Puts the edge cases into the order in which the challenge knows them.
    pub fn known(&mut self, known: &[CollectedCase]) -> Option<Progress> {
        let told = self.collected(known);
        let place: HashMap<&str, usize> = known
            .iter()
            .enumerate()
            .map(|(at, case)| (case.id.as_str(), at))
            .collect();
        // A subtest that the challenge does not know stands behind its test.
        let cases = &self.cases;
        self.order.sort_by_key(|id| {
            let test = || cases.get(id).map_or("", |entry| &entry.case.subtest_of);
            let found = place.get(id.as_str()).or_else(|| place.get(test()));
            found.copied().unwrap_or(usize::MAX)
        });
        self.subtests.clear();
        for case in known.iter().filter(|case| !case.subtest_of.is_empty()) {
            *self.subtests.entry(case.subtest_of.clone()).or_default() += 1;
        }
        told.map(|_| self.told_collected())
    }

    /// Whether some test may have subtests that its run did not show.
    pub fn may_have_subtests(&self) -> bool {
        self.may_have_subtests
    }

    /// An edge case runs now.
    pub fn started(&mut self, id: String) -> Progress {
        self.running.push(id.clone());
        Progress::Started { id }
    }

    /// An edge case has ended. Nothing is told while the outcome wants confirmation, or was settled before.
    pub fn finished(&mut self, id: &str, outcome: Outcome, ending: Ending) -> Option<Progress> {
        self.running.retain(|running| running != id);
        let doubtful = matches!(outcome, Outcome::TimedOut | Outcome::OutOfMemory);
        self.end(id, outcome, ending, doubtful)
    }

    /// The sandbox or the submission's time ended while an edge case ran: that one gets this doubtful outcome, and so
    /// does its subtest that ran.
    pub fn interrupted(&mut self, outcome: Outcome, message: &str) -> Vec<Progress> {
        let ending = Ending {
            message: message.to_owned(),
            ..Ending::default()
        };
        std::mem::take(&mut self.running)
            .iter()
            .rev()
            .filter_map(|id| self.end(id, outcome, ending.clone(), true))
            .collect()
    }

    /// Whether an edge case runs now.
    pub fn is_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// Ends subtests that are known and that the run of their test did not come to; tells how many of them that run
    /// left out.
    pub fn missed_subtests(&mut self) -> (Vec<Progress>, usize) {
        let mut ran: HashMap<&str, usize> = HashMap::new();
        for entry in self
            .cases
            .values()
            .filter(|entry| entry.state != State::Open)
        {
            *ran.entry(entry.case.subtest_of.as_str()).or_default() += 1;
        }
        let absences: Vec<(String, Absence)> = self
            .cases
            .values()
            .filter(|entry| entry.state == State::Open)
            .filter_map(|entry| {
                let name = entry.case.subtest_of.as_str();
                let test = self
                    .cases
                    .get(name)
                    .filter(|test| test.state == State::Settled)?;
                let known = self.subtests.get(name).copied().unwrap_or_default();
                let ran = ran.get(name).copied().unwrap_or_default();
                Some((entry.case.id.clone(), Absence::of(&test.case, known, ran)))
            })
            .collect();
        let mut missed = 0;
        for (id, absence) in absences {
            let message = match absence {
                Absence::Replaced => {
                    self.cases.remove(&id);
                    continue;
                }
                Absence::WithItsTest { message } => message,
                Absence::NotReached { message } => {
                    missed += 1;
                    message
                }
            };
            if let Some(entry) = self.cases.get_mut(&id) {
                entry.case.message = message;
                entry.state = State::Held;
            }
        }
        (self.release(), missed)
    }

    /// The kernel was seen ending this sandbox's processes at the limit: what ran out of memory is certain.
    pub fn memory_proven(&mut self) -> Vec<Progress> {
        self.settle(|entry| {
            entry.state == State::Held && entry.case.outcome == Outcome::OutOfMemory
        })
    }

    /// Weighs what was caught, once everything has run: tests that reject a right implementation catch nothing, since
    /// tests that always fail would catch all. Tells whether it is so.
    pub fn weigh(&mut self) -> (Vec<Progress>, bool) {
        let rejected = self.cases.values().any(|entry| {
            entry.stands_for == Some(StandsFor::Right) && entry.case.outcome != Outcome::Passed
        });
        if rejected {
            for entry in self
                .cases
                .values_mut()
                .filter(|entry| entry.state == State::Conditional)
            {
                entry.case.outcome = Outcome::NotRun;
                entry.case.message = format!(
                    "does not count, since a right implementation is rejected: {}",
                    entry.case.message
                );
            }
        }
        let told = self.settle(|entry| entry.state == State::Conditional);
        (told, rejected)
    }

    /// From now on every outcome counts as it comes.
    pub fn believe(&mut self) {
        self.doubts = false;
    }

    /// Tells what is still held back.
    pub fn release(&mut self) -> Vec<Progress> {
        self.settle(|entry| entry.state == State::Held)
    }

    /// Gives every open edge case the same outcome.
    pub fn fill(
        &mut self,
        outcome: Outcome,
        message: &str,
        location: Option<&Location>,
    ) -> Vec<Progress> {
        for entry in self
            .cases
            .values_mut()
            .filter(|entry| entry.state == State::Open)
        {
            entry.case.outcome = outcome;
            entry.case.message = message.to_owned();
            entry.case.location = location.cloned();
            entry.state = State::Held;
        }
        self.release()
    }

    /// Edge cases that need no further run.
    pub fn settled(&self) -> Vec<String> {
        self.order
            .iter()
            .filter(|id| matches!(self.state(id), State::Settled | State::Conditional))
            .cloned()
            .collect()
    }

    pub fn has_open(&self) -> bool {
        // A subtest can only be had by running its test.
        self.cases
            .values()
            .any(|entry| entry.state == State::Open && entry.case.subtest_of.is_empty())
    }

    pub fn has_held(&self) -> bool {
        self.cases.values().any(|entry| entry.state == State::Held)
    }

    /// Every edge case as it stands, in order.
    pub fn iter(&self) -> impl Iterator<Item = &EdgeCase> {
        self.order
            .iter()
            .filter_map(|id| self.cases.get(id))
            .map(|entry| &entry.case)
    }

    /// Every edge case, in order.
    pub fn into_edge_cases(mut self) -> Vec<EdgeCase> {
        self.order
            .iter()
            .filter_map(|id| self.cases.remove(id))
            .map(|entry| entry.case)
            .collect()
    }

    fn end(
        &mut self,
        id: &str,
        outcome: Outcome,
        ending: Ending,
        doubtful: bool,
    ) -> Option<Progress> {
        let entry = self.cases.get_mut(id)?;
        if matches!(entry.state, State::Settled | State::Conditional) {
            return None;
        }
        let Ending {
            message,
            duration_ms,
            stdout,
            stderr,
            output_cut,
            location,
            reproducer,
            examples,
        } = ending;
        let case = &mut entry.case;
        (case.outcome, case.message, case.duration_ms) = (outcome, message, duration_ms);
        (case.stdout, case.stderr, case.output_cut, case.location) =
            (stdout, stderr, output_cut, location);
        (case.reproducer, case.examples) = (reproducer, examples);
        if doubtful && self.doubts {
            entry.state = State::Held;
            return None;
        }
        if entry.stands_for == Some(StandsFor::Wrong) && outcome == Outcome::Passed {
            entry.state = State::Conditional;
            return None;
        }
        entry.state = State::Settled;
        Some(Progress::Finished {
            edge_case: Box::new(case.clone()),
        })
    }

    fn settle(&mut self, which: impl Fn(&Entry) -> bool) -> Vec<Progress> {
        let mut told = Vec::new();
        for id in &self.order {
            if let Some(entry) = self.cases.get_mut(id).filter(|entry| which(entry)) {
                entry.state = State::Settled;
                told.push(Progress::Finished {
                    edge_case: Box::new(entry.case.clone()),
                });
            }
        }
        told
    }

    fn state(&self, id: &str) -> State {
        self.cases.get(id).map_or(State::Open, |entry| entry.state)
    }

    fn told_collected(&mut self) -> Progress {
        self.untold = 0;
        let edge_cases = self.order.iter().filter_map(|id| self.cases.get(id));
        let edge_cases = edge_cases
            .map(|entry| match entry.state {
                State::Settled => entry.case.clone(),
                // A held outcome is not certain, so it is not told by this way either.
                State::Open | State::Held | State::Conditional => EdgeCase {
                    outcome: Outcome::NotRun,
                    message: String::new(),
                    location: None,
                    reproducer: String::new(),
                    examples: None,
                    ..entry.case.clone()
                },
            })
            .collect();
        Progress::Collected { edge_cases }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Suite;

    fn collected(ids: &[&str]) -> Vec<CollectedCase> {
        let case = |id: &&str| CollectedCase {
            has_subtests: false,
            subtest_of: String::new(),
            id: (*id).to_owned(),
            suite: Suite::Hidden,
            title: (*id).to_owned(),
            area: String::new(),
            tells: String::new(),
            advises: String::new(),
            stands_for: None,
        };
        ids.iter().map(case).collect()
    }

    fn tally(doubts: bool, ids: &[&str]) -> Tally {
        let mut tally = Tally::new(doubts);
        tally.collected(&collected(ids));
        tally
    }

    fn outcomes(tally: Tally) -> Vec<(String, Outcome)> {
        tally
            .into_edge_cases()
            .into_iter()
            .map(|case| (case.id, case.outcome))
            .collect()
    }

    fn ended(message: &str) -> Ending {
        Ending {
            message: message.to_owned(),
            stdout: "printed".to_owned(),
            ..Ending::default()
        }
    }

    #[test]
    fn an_outcome_that_is_kept_is_not_asked_for_again() {
        let mut tally = Tally::new(true);
        tally.keep(&[EdgeCase {
            outcome: Outcome::Failed,
            ..EdgeCase::from(&collected(&["a"])[0])
        }]);
        tally.collected(&collected(&["a", "b"]));
        assert_eq!(tally.settled(), ["a"]);
        assert!(tally.has_open());
        assert!(
            tally
                .finished("a", Outcome::Passed, Ending::default())
                .is_none()
        );
        tally.finished("b", Outcome::Passed, Ending::default());
        assert!(!tally.has_open());
        let all = [
            ("a".to_owned(), Outcome::Failed),
            ("b".to_owned(), Outcome::Passed),
        ];
        assert_eq!(outcomes(tally), all);
    }

    #[test]
    fn a_certain_outcome_is_told_at_once() {
        let mut tally = tally(true, &["a", "b"]);
        let told = tally.finished("a", Outcome::Failed, ended("no"));
        assert!(
            matches!(told, Some(Progress::Finished { edge_case }) if edge_case.outcome == Outcome::Failed)
        );
        assert_eq!(tally.settled(), ["a"]);
        assert!(tally.has_open());
    }

    #[test]
    fn a_timeout_is_held_until_a_second_run_confirms_it() {
        let mut tally = tally(true, &["a"]);
        tally.started("a".into());
        assert_eq!(tally.finished("a", Outcome::TimedOut, ended("slow")), None);
        assert!(tally.settled().is_empty());
        tally.believe();
        assert!(
            tally
                .finished("a", Outcome::TimedOut, ended("slow"))
                .is_some()
        );
        assert_eq!(outcomes(tally), [("a".to_owned(), Outcome::TimedOut)]);
    }

    #[test]
    fn a_timeout_of_a_busy_host_is_forgotten_when_the_second_run_passes() {
        let mut tally = tally(true, &["a"]);
        tally.finished("a", Outcome::TimedOut, ended("slow"));
        tally.believe();
        tally.finished("a", Outcome::Passed, Ending::default());
        let cases = tally.into_edge_cases();
        assert_eq!(
            (
                cases[0].outcome,
                cases[0].message.as_str(),
                cases[0].stdout.as_str()
            ),
            (Outcome::Passed, "", "")
        );
    }

    #[test]
    fn memory_that_the_kernel_saw_needs_no_second_run() {
        let mut tally = tally(true, &["a", "b"]);
        tally.finished("a", Outcome::OutOfMemory, ended("too much"));
        tally.finished("b", Outcome::TimedOut, ended("slow"));
        assert_eq!(tally.memory_proven().len(), 1);
        assert_eq!(tally.settled(), ["a"]);
        assert!(tally.has_held());
    }

    #[test]
    fn the_edge_case_that_ran_when_the_sandbox_died_is_the_one_to_blame() {
        let mut tally = tally(false, &["a", "b", "c"]);
        tally.finished("a", Outcome::Passed, Ending::default());
        tally.started("b".into());
        assert_eq!(tally.interrupted(Outcome::Error, "died").len(), 1);
        assert!(tally.interrupted(Outcome::Error, "died").is_empty());
        assert_eq!(tally.settled(), ["a", "b"]);
    }

    #[test]
    fn known_edge_cases_that_were_never_collected_appear_in_their_order() {
        let mut tally = tally(true, &["c"]);
        let told = tally.known(&collected(&["a", "b", "c"]));
        assert!(matches!(told, Some(Progress::Collected { edge_cases }) if edge_cases.len() == 3));
        tally.fill(Outcome::Error, "could not be imported", None);
        let all = ["a", "b", "c"].map(|id| (id.to_owned(), Outcome::Error));
        assert_eq!(outcomes(tally), all);
    }

    #[test]
    fn an_outcome_is_told_once() {
        let mut tally = tally(true, &["a"]);
        assert!(tally.finished("a", Outcome::Failed, ended("no")).is_some());
        assert!(
            tally
                .finished("a", Outcome::Passed, Ending::default())
                .is_none()
        );
        assert_eq!(outcomes(tally), [("a".to_owned(), Outcome::Failed)]);
    }

    #[test]
    fn a_held_outcome_does_not_leak_through_a_second_collection() {
        let mut tally = tally(true, &["a"]);
        tally.finished("a", Outcome::TimedOut, ended("slow"));
        let Some(Progress::Collected { edge_cases }) = tally.collected(&collected(&["b"])) else {
            panic!("a new edge case is told");
        };
        assert_eq!(
            (edge_cases[0].outcome, edge_cases[0].message.as_str()),
            (Outcome::NotRun, "")
        );
    }

    fn implementations() -> Tally {
        let mut cases = collected(&["right", "wrong", "worse"]);
        for (case, stands_for) in
            cases
                .iter_mut()
                .zip([StandsFor::Right, StandsFor::Wrong, StandsFor::Wrong])
        {
            case.stands_for = Some(stands_for);
        }
        let mut tally = Tally::new(false);
        tally.collected(&cases);
        tally
    }

    #[test]
    fn what_is_caught_counts_once_every_right_implementation_is_accepted() {
        let mut tally = implementations();
        assert!(
            tally
                .finished("wrong", Outcome::Passed, Ending::default())
                .is_none()
        );
        assert!(
            tally
                .finished("worse", Outcome::Failed, Ending::default())
                .is_some()
        );
        assert_eq!(tally.settled(), ["wrong", "worse"]);
        tally.finished("right", Outcome::Passed, Ending::default());
        let (told, rejected) = tally.weigh();
        assert_eq!((told.len(), rejected), (1, false));
        assert_eq!(outcomes(tally)[1], ("wrong".to_owned(), Outcome::Passed));
    }

    #[test]
    fn nothing_counts_as_caught_when_a_right_implementation_is_rejected() {
        for outcome in [Outcome::Failed, Outcome::Error, Outcome::TimedOut] {
            let mut tally = implementations();
            tally.finished("right", outcome, Ending::default());
            tally.finished("wrong", Outcome::Passed, Ending::default());
            tally.finished("worse", Outcome::Passed, Ending::default());
            assert!(tally.weigh().1);
            let ended = outcomes(tally);
            assert!(
                ended.iter().all(|(_, outcome)| *outcome != Outcome::Passed),
                "{ended:?}"
            );
        }
    }

    fn subtest(id: &str, test: &str) -> CollectedCase {
        CollectedCase {
            subtest_of: test.into(),
            ..collected(&[id]).remove(0)
        }
    }

    #[test]
    fn a_subtest_stands_behind_its_test_and_ends_by_itself() {
        let mut tally = tally(true, &["a", "b"]);
        tally.started("a".into());
        for id in ["a (n=1)", "a (n=2)"] {
            assert!(tally.subtest(&subtest(id, "a")).is_some());
            tally.started(id.into());
            tally.finished(id, Outcome::Passed, Ending::default());
        }
        assert!(tally.subtest(&subtest("a (n=1)", "a")).is_none());
        assert!(tally.is_running());
        tally.finished("a", Outcome::Passed, Ending::default());
        assert!(!tally.is_running());
        let ids: Vec<_> = outcomes(tally).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["a", "a (n=1)", "a (n=2)", "b"]);
    }

    #[test]
    fn a_known_subtest_that_was_not_reached_is_told_and_counted() {
        let mut tally = tally(true, &["a"]);
        tally.known(&[
            collected(&["a"]).remove(0),
            subtest("a (n=1)", "a"),
            subtest("a (n=2)", "a"),
        ]);
        tally.started("a (n=1)".into());
        tally.finished("a (n=1)", Outcome::Passed, Ending::default());
        tally.finished("a", Outcome::Passed, Ending::default());
        assert!(!tally.has_open());
        let (told, missed) = tally.missed_subtests();
        assert_eq!((told.len(), missed), (1, 1));
        assert_eq!(outcomes(tally)[2], ("a (n=2)".to_owned(), Outcome::NotRun));
    }

    #[test]
    fn a_subtest_whose_name_differs_from_run_to_run_is_replaced() {
        let mut tally = tally(true, &["a"]);
        tally.known(&[collected(&["a"]).remove(0), subtest("a (n=0.5)", "a")]);
        tally.subtest(&subtest("a (n=0.7)", "a"));
        tally.finished("a (n=0.7)", Outcome::Passed, Ending::default());
        tally.finished("a", Outcome::Passed, Ending::default());
        assert_eq!(tally.missed_subtests(), (Vec::new(), 0));
        let ids: Vec<_> = outcomes(tally).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["a", "a (n=0.7)"]);
    }

    #[test]
    fn a_sandbox_that_dies_in_a_subtest_ends_it_and_its_test() {
        let mut tally = tally(false, &["a"]);
        tally.started("a".into());
        tally.subtest(&subtest("a (n=1)", "a"));
        tally.started("a (n=1)".into());
        assert_eq!(tally.interrupted(Outcome::Error, "died").len(), 2);
    }
}
