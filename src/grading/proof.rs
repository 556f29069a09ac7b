//! Whether a challenge's known submissions prove its edge cases. Pure: it compares reports with what headers say.

use serde::Serialize;

use crate::challenge::{Challenge, KnownKind, KnownSubmission, names};
use crate::report::{EdgeCase, Outcome, Report, Suite, Verdict};

/// The matrix of edge cases by known submissions, and what it does not prove.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proof {
    pub challenge: String,
    pub version: String,
    pub edge_cases: Vec<Row>,
    pub submissions: Vec<Column>,
    /// What is missing for the proof; empty when it holds.
    pub gaps: Vec<Gap>,
    /// What kept us from proving anything, ours or of the challenge's own tests; empty when all runs were sound.
    pub faults: Vec<String>,
}

/// One edge case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub id: String,
    pub suite: Suite,
    pub title: String,
}

/// One known submission with its outcomes, in the order of the rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    pub kind: KnownKind,
    pub name: String,
    pub path: String,
    pub mistake: String,
    pub cells: Vec<Cell>,
}

/// How a known submission did in one edge case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Nothing when it has no such edge case.
    pub outcome: Option<Outcome>,
    /// Whether its kind and header say so.
    pub expected: bool,
}

/// One thing that is not proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The known submission's place in the challenge's folder, where one is concerned.
    pub submission: Option<String>,
    pub edge_case: Option<String>,
    pub message: String,
}

impl Proof {
    /// Judges the reports of a challenge's known submissions.
    pub fn of(challenge: &Challenge, graded: &[(&KnownSubmission, Report)]) -> Self {
        let rows = rows(graded);
        let mut proof = Self {
            challenge: challenge.name.clone(),
            version: challenge.version.clone(),
            submissions: graded.iter().map(|(known, report)| Column::of(known, report, &rows)).collect(),
            edge_cases: rows,
            gaps: Vec::new(),
            faults: Vec::new(),
        };
        for (known, report) in graded {
            match report.verdict {
                Verdict::SystemError | Verdict::ChallengeFault => {
                    proof.faults.push(format!("{}: {}: {}", known.path, report.verdict.words(), placed(report)));
                }
                Verdict::NotGradable => {
                    proof.gap(Some(known), None, format!("is not gradable: {}", placed(report)));
                }
                Verdict::Passed | Verdict::Failed => proof.compare(known, report),
            }
        }
        if !graded.iter().any(|(known, _)| known.kind == KnownKind::Accepted) {
            proof.gap(None, None, "there is no accepted submission".to_owned());
        }
        proof.require_catchers();
        proof
    }

    /// Whether everything is proven.
    pub fn holds(&self) -> bool {
        self.gaps.is_empty() && self.faults.is_empty()
    }

    fn compare(&mut self, known: &KnownSubmission, report: &Report) {
        for case in &report.edge_cases {
            let (outcome, title) = (case.outcome.words(), &case.title);
            match expected(known, case) {
                Some(false) if case.outcome == Outcome::Passed => {
                    let message = format!("passes \"{title}\", which its header says it fails");
                    self.gap(Some(known), Some(case), message);
                }
                Some(true) if case.outcome != Outcome::Passed => {
                    let why = case.message.lines().next().unwrap_or_default();
                    let says = if known.kind == KnownKind::Accepted { "" } else { ", which its header does not name" };
                    self.gap(Some(known), Some(case), format!("does not pass \"{title}\"{says}: {outcome}: {why}"));
                }
                _ => {}
            }
        }
        for name in &known.fails {
            if !report.edge_cases.iter().any(|case| names(name, &case.id)) {
                self.gap(Some(known), None, format!("names `{name}`, which is no edge case"));
            }
        }
        let wanted = match known.kind {
            KnownKind::TimeLimitExceeded => Outcome::TimedOut,
            KnownKind::MemoryLimitExceeded => Outcome::OutOfMemory,
            KnownKind::Accepted | KnownKind::WrongAnswer => return,
        };
        let mut named = report.edge_cases.iter().filter(|case| known.expects_failure_of(&case.id));
        if !named.any(|case| case.outcome == wanted) {
            let message = format!("lies in {}, but no edge case that it names {}", known.kind.folder(), wanted.words());
            self.gap(Some(known), None, message);
        }
    }

    fn require_catchers(&mut self) {
        let mut missing = Vec::new();
        for (at, row) in self.edge_cases.iter().enumerate().filter(|(_, row)| row.suite == Suite::Hidden) {
            let caught = self.submissions.iter().any(|column| {
                let outcome = column.cells[at].outcome;
                column.kind != KnownKind::Accepted && !matches!(outcome, None | Some(Outcome::Passed | Outcome::NotRun))
            });
            if !caught {
                let message = format!("\"{}\" is caught by no wrong submission", row.title);
                missing.push(Gap { submission: None, edge_case: Some(row.id.clone()), message });
            }
        }
        self.gaps.extend(missing);
    }

    fn gap(&mut self, known: Option<&KnownSubmission>, case: Option<&EdgeCase>, message: String) {
        self.gaps.push(Gap {
            submission: known.map(|known| known.path.clone()),
            edge_case: case.map(|case| case.id.clone()),
            message,
        });
    }
}

impl Column {
    fn of(known: &KnownSubmission, report: &Report, rows: &[Row]) -> Self {
        let cell = |row: &Row| {
            let case = report.edge_cases.iter().find(|case| case.id == row.id);
            Cell {
                outcome: case.map(|case| case.outcome),
                expected: case.is_some_and(|case| {
                    expected(known, case).is_none_or(|passes| passes == (case.outcome == Outcome::Passed))
                }),
            }
        };
        Self {
            kind: known.kind,
            name: known.name.clone(),
            path: known.path.clone(),
            mistake: known.mistake.clone(),
            cells: rows.iter().map(cell).collect(),
        }
    }
}

impl std::fmt::Display for Gap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.submission {
            Some(submission) => write!(formatter, "{submission} {}", self.message),
            None => write!(formatter, "{}", self.message),
        }
    }
}

/// Whether it must pass. Nothing is asked of a wrong submission in visible tests that its header does not name.
fn expected(known: &KnownSubmission, case: &EdgeCase) -> Option<bool> {
    if known.expects_failure_of(&case.id) {
        Some(false)
    } else if known.kind == KnownKind::Accepted || case.suite == Suite::Hidden {
        // What its author skips on this Python is asked of nobody.
        (case.outcome != Outcome::NotRun).then_some(true)
    } else {
        None
    }
}

/// Every edge case of any report, hidden ones first, in the order of the first report that has it.
fn rows(graded: &[(&KnownSubmission, Report)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for case in graded.iter().flat_map(|(_, report)| &report.edge_cases) {
        if !rows.iter().any(|row| row.id == case.id && row.suite == case.suite) {
            rows.push(Row { id: case.id.clone(), suite: case.suite, title: case.title.clone() });
        }
    }
    rows.sort_by_key(|row| row.suite != Suite::Hidden);
    rows
}

fn placed(report: &Report) -> String {
    match &report.location {
        Some(location) => format!("{location}: {}", report.message),
        None => report.message.clone(),
    }
}
