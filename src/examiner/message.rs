//! Every message that crosses between the server and the examiner, one JSON object a line.
//!
//! Requests go in on the examiner's stdin, events come out on its stdout; stderr is its log.
//! Files are base64 since a submission may hold any bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::{EdgeCase, Examples, Location, Outcome, Suite};

/// What the server asks of the examiner.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Request {
    /// Hands over a challenge's tests; answered by `challenge_loaded`. Loading the same hash again is free.
    LoadChallenge {
        /// Content hash: the key under which `run` names it.
        challenge: String,
        /// Names of the candidate's top-level modules, e.g. `["timing"]`.
        modules: Vec<String>,
        /// Relative path (`hidden/timing_test.py`, `visible/...`, helpers and data beside them) to base64 content.
        files: BTreeMap<String, String>,
        /// The accepted submission that the tests compare with, as it would be submitted; empty where they do not.
        reference: BTreeMap<String, String>,
        /// The module that the candidate writes tests for: then the files are implementations of it
        /// (`hidden/right/plain.py`, `visible/wrong/…`), and each of them is an edge case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<String>,
        /// The tests run in the sandbox, in the candidate's process: what is told of them may be forged.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        shared: bool,
    },
    /// Runs the tests of a challenge against one submission in one connected sandbox.
    Run {
        run: String,
        challenge: String,
        /// The sandbox's user id.
        sandbox: u32,
        /// The candidate's files, relative path to base64 content, e.g. `timing.py`.
        files: BTreeMap<String, String>,
        suites: Vec<Suite>,
        edge_case_seconds: f64,
        output_bytes: u64,
        fresh_interpreter: bool,
        /// Only collect: emits `collected` and `finished`, and between them `subtest_started` for each subtest, since
        /// the tests that have some must run for it. Run it on an accepted submission to learn the edge cases.
        collect_only: bool,
        /// Edge cases that must not run again (a run resumed in a new sandbox); they produce no events.
        skip: Vec<String>,
        /// Where property tests begin: the same seed makes the same examples.
        seed: u32,
        /// How many examples an edge case tries that compares with the reference.
        examples: u32,
        /// Given for what the challenge's author wrote, and never for a candidate's submission: runs of the same owner may
        /// follow each other in a sandbox, which is emptied between them. Any other second run in one is refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
        /// Given for a mutant of an accepted submission alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mutant: Option<MutantRun>,
    },
    /// Asks for every mutant of these files; answered by `mutants_made`. They are parsed and compiled, never run.
    MakeMutants {
        request: String,
        /// Relative path to base64 content; what is no Python is left alone.
        files: BTreeMap<String, String>,
    },
    /// Ends a run (its submission's limit has passed). `finished` follows with `cancelled`.
    Cancel { run: String },
    /// The sandbox was removed: close what is left of its connection.
    ForgetSandbox { sandbox: u32 },
    /// The challenge's tests will not be asked for again under this hash; one that is in use stays.
    ForgetChallenge { challenge: String },
    /// Announces a sandbox's user id before its container starts; connections from others are refused.
    ExpectSandbox { sandbox: u32 },
}

/// What the examiner tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// First line: the examiner listens.
    Hello {
        python: String,
        pytest: String,
    },
    /// The sandbox's agent is connected and an interpreter waits in it.
    SandboxReady {
        sandbox: u32,
    },
    /// The sandbox's connection ended while no run used it.
    SandboxLost {
        sandbox: u32,
    },
    ChallengeLoaded {
        challenge: String,
        error: Option<String>,
        location: Option<Location>,
        /// What of the suite's own settings does not hold, a sentence each.
        #[serde(default)]
        left_out: Vec<String>,
    },
    /// The edge cases, in the order in which they will run.
    Collected {
        run: String,
        edge_cases: Vec<CollectedCase>,
    },
    CaseStarted {
        run: String,
        id: String,
    },
    /// A subtest of the running edge case begins: an edge case of its own, which shows only now. `case_finished`
    /// follows, at the latest before that of its test.
    SubtestStarted {
        run: String,
        edge_case: CollectedCase,
    },
    CaseFinished {
        run: String,
        id: String,
        outcome: Outcome,
        message: String,
        duration_ms: f64,
        stdout: String,
        stderr: String,
        output_cut: bool,
        location: Option<Location>,
        /// Plain Python that shows the same beside the submission; empty when it passed or none could be made.
        #[serde(default)]
        reproducer: String,
        /// How far a search with made-up examples went.
        #[serde(default)]
        examples: Option<Examples>,
    },
    MutantsMade {
        request: String,
        files: BTreeMap<String, MutatedFile>,
        #[serde(default)]
        error: Option<String>,
    },
    /// The last event of a run.
    Finished {
        run: String,
        fault: Option<Fault>,
        /// CPU time of the whole sandbox. This and the next are what the sandbox tells of itself, where it does: for
        /// information, and never a reason for an outcome.
        #[serde(default)]
        cpu_ms: Option<f64>,
        #[serde(default)]
        peak_memory_bytes: Option<u64>,
        /// CPU time of the examiner's process for the run, and the questions that it put to the sandbox; where an edge
        /// case took a process along, those of the last one.
        #[serde(default)]
        examiner_cpu_ms: Option<f64>,
        #[serde(default)]
        crossings: Option<u64>,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollectedCase {
    pub id: String,
    pub suite: Suite,
    pub title: String,
    pub area: String,
    pub tells: String,
    pub advises: String,
    /// Whether it may have subtests, as far as can be told before it runs.
    #[serde(default)]
    pub has_subtests: bool,
    /// The id of the test whose subtest it is; else empty.
    #[serde(default)]
    pub subtest_of: String,
    /// Where the candidate writes tests: which kind of implementation it is.
    #[serde(default)]
    pub stands_for: Option<StandsFor>,
}

/// What an edge case stands for that is an implementation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandsFor {
    /// The tests must accept it.
    Right,
    /// The tests must catch it.
    Wrong,
}

impl From<&CollectedCase> for EdgeCase {
    /// The edge case before it has run.
    fn from(case: &CollectedCase) -> Self {
        Self {
            id: case.id.clone(),
            suite: case.suite,
            subtest_of: case.subtest_of.clone(),
            title: case.title.clone(),
            area: case.area.clone(),
            tells: case.tells.clone(),
            advises: case.advises.clone(),
            outcome: Outcome::NotRun,
            message: String::new(),
            duration_ms: 0.0,
            stdout: String::new(),
            stderr: String::new(),
            output_cut: false,
            location: None,
            reproducer: String::new(),
            examples: None,
        }
    }
}

/// How a mutant is examined: its run ends with the first edge case that does not pass.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MutantRun {
    /// Edge cases in the order in which they shall run; those that it does not name come last.
    pub order: Vec<String>,
    /// Seconds for the edge cases that have a limit of their own.
    pub seconds: BTreeMap<String, f64>,
}

/// A source and the mutants of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MutatedFile {
    /// The text that the mutants' places count in: the file with plain line ends.
    pub source: String,
    pub mutants: Vec<Mutant>,
}

/// A small mistake put into one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutant {
    /// Where the file begins to differ, counted from 1.
    pub line: u32,
    /// The function or class that it lies in, by its qualified name; empty at the module's level.
    pub within: String,
    /// What was done, in words.
    pub mutation: String,
    /// The lines that differ, each without its indentation.
    pub before: String,
    pub after: String,
    /// In the source's bytes, from `start` to `end` becomes `new`.
    pub start: usize,
    pub end: usize,
    pub new: String,
}

/// Why a run could not examine the submission as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    pub kind: FaultKind,
    pub message: String,
    pub location: Option<Location>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The candidate's source does not parse: not gradable.
    Syntax,
    /// The candidate's module raised at import, or lacks a name that the tests import. All edge cases are `error`;
    /// those that could not be collected must be filled in from the known ones.
    Import,
    /// A test file is broken: the author's fault.
    Challenge,
    /// The sandbox died (its first process is gone): the rest wants a new sandbox.
    SandboxLost,
    /// The examiner itself failed: ours.
    Examiner,
    Cancelled,
}
