//! Whether a challenge's known submissions prove its edge cases. Pure: it compares reports with what headers say.

use serde::Serialize;

use super::mutants::Mutants;
use crate::challenge::{ANY, Challenge, Isolation, KnownKind, KnownSubmission, Review, names};
use crate::report::{EdgeCase, Outcome, Report, Suite, Verdict};

/// A search that tries fewer than one in this many of its examples proves nothing.
const LEAST_SHARE: u32 = 10;

/// The matrix of edge cases by known submissions, and what it does not prove.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proof {
    pub challenge: String,
    pub version: String,
    pub isolation: Isolation,
    pub edge_cases: Vec<Row>,
    pub submissions: Vec<Column>,
    /// How many known submissions a sample did not choose. Without them nobody can say whether every edge case is caught.
    #[serde(skip_serializing_if = "is_none_left_out")]
    pub left_out: usize,
    /// What is missing for the proof; empty when it holds.
    pub gaps: Vec<Gap>,
    /// What its author should know although it is no gap.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Gap>,
    /// What became of the accepted submissions' mutants; nothing when they were not tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mutants: Option<Mutants>,
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
            isolation: challenge.settings.isolation,
            submissions: graded
                .iter()
                .map(|(known, report)| Column::of(known, report, &rows))
                .collect(),
            edge_cases: rows,
            left_out: challenge.known.len().saturating_sub(graded.len()),
            ..Self::empty()
        };
        for (known, report) in graded {
            proof.judge(known, report);
        }
        if !graded
            .iter()
            .any(|(known, _)| known.kind == KnownKind::Accepted)
        {
            proof.gap(None, None, "there is no accepted submission".to_owned());
        }
        if proof.left_out == 0 {
            proof.require_catchers();
        }
        if let Some(review) = &challenge.review {
            if proof.left_out == 0 {
                proof.require_lone_defects(review);
            }
            for (path, message) in crate::review::gaps(review) {
                proof.gaps.push(Gap {
                    submission: Some(path),
                    edge_case: None,
                    message,
                });
            }
        }
        proof
    }

    /// Whether one known submission did just what its kind and header say.
    pub fn agrees(known: &KnownSubmission, report: &Report) -> bool {
        let mut proof = Self::empty();
        proof.judge(known, report);
        proof.holds()
    }

    /// Takes in what its author should know although it is no gap.
    pub fn add_notes(&mut self, notes: Vec<String>) {
        let note = |message| Gap {
            edge_case: None,
            submission: None,
            message,
        };
        self.notes.extend(notes.into_iter().map(note));
    }

    /// Takes in what became of mutants; with `prove`, what survives without a reason is not proven.
    pub fn add_mutants(&mut self, mutants: Mutants, prove: bool) {
        if prove {
            for survivor in mutants.survived.iter().filter(|one| one.reason.is_none()) {
                self.gap(None, None, survivor.to_string());
            }
            for stale in &mutants.stale {
                self.gap(None, None, stale.to_string());
            }
            if mutants.not_tried > 0 {
                let message = format!(
                    "{} mutants were not tried: their time was over",
                    mutants.not_tried
                );
                self.gap(None, None, message);
            }
        }
        self.mutants = Some(mutants);
    }

    /// Whether everything is proven.
    pub fn holds(&self) -> bool {
        self.gaps.is_empty() && self.faults.is_empty()
    }

    fn empty() -> Self {
        Self {
            challenge: String::new(),
            version: String::new(),
            isolation: Isolation::default(),
            edge_cases: Vec::new(),
            submissions: Vec::new(),
            left_out: 0,
            gaps: Vec::new(),
            notes: Vec::new(),
            mutants: None,
            faults: Vec::new(),
        }
    }

    fn judge(&mut self, known: &KnownSubmission, report: &Report) {
        match report.verdict {
            Verdict::SystemError | Verdict::ChallengeFault => {
                self.faults.push(format!(
                    "{}: {}: {}",
                    known.path,
                    report.verdict.words(),
                    placed(report)
                ));
            }
            Verdict::NotGradable => self.gap(
                Some(known),
                None,
                format!("is not gradable: {}", placed(report)),
            ),
            Verdict::Passed | Verdict::Failed => self.compare(known, report),
        }
        if known.kind == KnownKind::Accepted {
            self.look_at_searches(known, report);
        }
    }

    /// A search that its time cuts short finds less than it seems to. How far it comes depends on how busy the host is,
    /// so only one that hardly begins is a gap.
    fn look_at_searches(&mut self, known: &KnownSubmission, report: &Report) {
        for case in &report.edge_cases {
            let Some(examples) = case.examples.filter(|examples| examples.time_over) else {
                continue;
            };
            let message = format!(
                "tries {} of {} examples in \"{}\", then its time is over; give it more `edge_case_seconds`, or ask \
                 for fewer or smaller `examples`",
                examples.tried, examples.asked, case.title
            );
            let told = Gap {
                submission: Some(known.path.clone()),
                edge_case: Some(case.id.clone()),
                message,
            };
            if examples.tried < examples.asked / LEAST_SHARE {
                self.gaps.push(told);
            } else {
                self.notes.push(told);
            }
        }
    }

    fn compare(&mut self, known: &KnownSubmission, report: &Report) {
        for case in &report.edge_cases {
            let (outcome, title) = (case.outcome.words(), &case.title);
            match expected(known, case, &report.edge_cases) {
                Some(false) if case.outcome == Outcome::Passed => {
                    let message = format!("passes \"{title}\", which its header says it fails");
                    self.gap(Some(known), Some(case), message);
                }
                Some(true) if case.outcome != Outcome::Passed => {
                    let why = case.message.lines().next().unwrap_or_default();
                    let says = if known.kind == KnownKind::Accepted {
                        ""
                    } else {
                        ", which its header does not name"
                    };
                    self.gap(
                        Some(known),
                        Some(case),
                        format!("does not pass \"{title}\"{says}: {outcome}: {why}"),
                    );
                }
                _ => {}
            }
        }
        // An accepted submission that was cut short has no failed edge case, yet it proves nothing.
        let none_failed = report
            .edge_cases
            .iter()
            .all(|case| matches!(case.outcome, Outcome::Passed | Outcome::NotRun));
        if known.kind == KnownKind::Accepted && report.verdict == Verdict::Failed && none_failed {
            self.gap(
                Some(known),
                None,
                format!("was not examined whole: {}", placed(report)),
            );
        }
        let failed = |case: &EdgeCase| !matches!(case.outcome, Outcome::Passed | Outcome::NotRun);
        if known.fails_any() && !report.edge_cases.iter().any(failed) {
            let message = "passes everything, and its header says that it fails something";
            self.gap(Some(known), None, message.to_owned());
        }
        for name in known.fails.iter().filter(|name| *name != ANY) {
            if !report.edge_cases.iter().any(|case| names(name, &case.id)) {
                self.gap(
                    Some(known),
                    None,
                    format!("names `{name}`, which is no edge case"),
                );
            }
        }
        let wanted = match known.kind {
            KnownKind::TimeLimitExceeded => Outcome::TimedOut,
            KnownKind::MemoryLimitExceeded => Outcome::OutOfMemory,
            KnownKind::RunTimeError => Outcome::Error,
            KnownKind::Accepted | KnownKind::WrongAnswer => return,
        };
        let mut named = report
            .edge_cases
            .iter()
            .filter(|case| known.fails_any() || known.expects_failure_of(&case.id));
        if !named.any(|case| case.outcome == wanted) {
            let message = format!(
                "lies in {}, but no edge case that it names {}",
                known.kind.folder(),
                match wanted {
                    Outcome::Error => "ends in an error".to_owned(),
                    other => other.words(),
                }
            );
            self.gap(Some(known), None, message);
        }
    }

    fn require_catchers(&mut self) {
        let mut missing = Vec::new();
        for (at, row) in self
            .edge_cases
            .iter()
            .enumerate()
            .filter(|(_, row)| row.suite == Suite::Hidden)
        {
            let caught = self.submissions.iter().any(|column| {
                let outcome = column.cells[at].outcome;
                column.kind != KnownKind::Accepted
                    && !matches!(outcome, None | Some(Outcome::Passed | Outcome::NotRun))
            });
            if !caught {
                let message = format!("\"{}\" is caught by no wrong submission", row.title);
                missing.push(Gap {
                    submission: None,
                    edge_case: Some(row.id.clone()),
                    message,
                });
            }
        }
        self.gaps.extend(missing);
    }

    /// Each defect is one by itself: some submission mends all the others, and fails just what proves this one.
    fn require_lone_defects(&mut self, review: &Review) {
        for defect in &review.defects {
            let proves = |row: &Row| defect.tests.iter().any(|test| names(test, &row.id));
            let lone = self.submissions.iter().any(|column| {
                column.kind != KnownKind::Accepted
                    && self
                        .edge_cases
                        .iter()
                        .zip(&column.cells)
                        .filter(|(row, _)| row.suite == Suite::Hidden)
                        .all(|(row, cell)| {
                            let passed = matches!(cell.outcome, Some(Outcome::Passed));
                            passed != proves(row)
                        })
            });
            if !lone {
                let message = format!(
                    "the defect `{}` is not proven: no wrong submission mends all others and fails just its tests",
                    defect.id
                );
                self.gap(None, None, message);
            }
        }
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
                    expected(known, case, &report.edge_cases)
                        .is_none_or(|passes| passes == (case.outcome == Outcome::Passed))
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

/// Whether it must pass. Nothing is asked of a wrong submission in visible tests that its header does not name, in
/// subtests of a test that it names, and in tests of which it names a subtest.
fn expected(known: &KnownSubmission, case: &EdgeCase, all: &[EdgeCase]) -> Option<bool> {
    let named_with_it = || {
        known.expects_failure_of(&case.subtest_of)
            || all
                .iter()
                .any(|other| other.subtest_of == case.id && known.expects_failure_of(&other.id))
    };
    if known.expects_failure_of(&case.id) {
        Some(false)
    } else if known.fails_any() || known.kind != KnownKind::Accepted && named_with_it() {
        None
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
        if !rows
            .iter()
            .any(|row| row.id == case.id && row.suite == case.suite)
        {
            rows.push(Row {
                id: case.id.clone(),
                suite: case.suite,
                title: case.title.clone(),
            });
        }
    }
    rows.sort_by_key(|row| row.suite != Suite::Hidden);
    rows
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_none_left_out(left_out: &usize) -> bool {
    *left_out == 0
}

fn placed(report: &Report) -> String {
    match &report.location {
        Some(location) => format!("{location}: {}", report.message),
        None => report.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Files;
    use crate::report::Examples;
    use crate::report::tests::{edge_case, report};

    fn known(kind: KnownKind, fails: &[&str]) -> KnownSubmission {
        KnownSubmission {
            kind,
            name: "x".into(),
            path: format!("submissions/{}/x.py", kind.folder()),
            files: Files::new(),
            fails: fails.iter().map(|name| (*name).to_owned()).collect(),
            mistake: "forgets something".into(),
        }
    }

    fn graded(outcomes: &[(&str, Outcome)]) -> Report {
        let case = |(name, outcome): &(&str, Outcome)| EdgeCase {
            id: format!("a_test.py::{name}"),
            title: (*name).to_owned(),
            ..edge_case(*outcome)
        };
        let passed = outcomes
            .iter()
            .all(|(_, outcome)| *outcome == Outcome::Passed);
        Report {
            verdict: if passed {
                Verdict::Passed
            } else {
                Verdict::Failed
            },
            edge_cases: outcomes.iter().map(case).collect(),
            ..report()
        }
    }

    fn challenge() -> Challenge {
        Challenge {
            name: "c".into(),
            folder: "c".into(),
            settings: crate::challenge::Settings::parse("title = 'T'\nmodule = 'm'")
                .expect("it parses"),
            statement: String::new(),
            starter: Default::default(),
            tests: Files::new(),
            layout: Default::default(),
            known: Vec::new(),
            reference: Files::new(),
            review: None,
            survivors: Vec::new(),
            version: "v".into(),
            content: "c".into(),
            proof: None,
        }
    }

    fn gaps(graded: &[(KnownSubmission, Report)]) -> Vec<String> {
        let graded: Vec<_> = graded
            .iter()
            .map(|(known, report)| (known, report.clone()))
            .collect();
        Proof::of(&challenge(), &graded)
            .gaps
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    use Outcome::{Failed, NotRun, Passed, TimedOut};

    #[test]
    fn what_headers_say_and_reports_show_is_proven() {
        let all = [
            (
                known(KnownKind::Accepted, &[]),
                graded(&[("test_a", Passed), ("test_b[1]", Passed)]),
            ),
            (
                known(KnownKind::WrongAnswer, &["test_b"]),
                graded(&[("test_a", Passed), ("test_b[1]", Failed)]),
            ),
            (
                known(KnownKind::TimeLimitExceeded, &["test_a"]),
                graded(&[("test_a", TimedOut), ("test_b[1]", Passed)]),
            ),
        ];
        assert_eq!(gaps(&all), [] as [&str; 0]);
    }

    #[test]
    fn an_accepted_submission_that_fails_and_an_uncaught_edge_case_are_gaps() {
        insta::assert_debug_snapshot!(gaps(&[(known(KnownKind::Accepted, &[]), graded(&[("test_a", Failed)]))]), @r#"
[
    "submissions/accepted/x.py does not pass \"test_a\": failed: assert 'wrapper' == 'add'",
    "\"test_a\" is caught by no wrong submission",
]
"#);
    }

    #[test]
    fn a_sample_asks_no_edge_case_for_its_catcher() {
        let accepted = known(KnownKind::Accepted, &[]);
        let wrong = known(KnownKind::WrongAnswer, &["test_a"]);
        let challenge = Challenge {
            known: vec![accepted.clone(), wrong.clone()],
            ..challenge()
        };
        let passes = graded(&[("test_a", Passed)]);
        let proof = Proof::of(&challenge, &[(&accepted, passes.clone())]);
        assert_eq!((proof.left_out, proof.gaps.len()), (1, 0));
        let whole = [(&accepted, passes.clone()), (&wrong, passes)];
        assert_eq!(Proof::of(&challenge, &whole).gaps.len(), 2);
    }

    #[test]
    fn a_wrong_submission_fails_exactly_what_it_names() {
        let all = [
            (
                known(KnownKind::Accepted, &[]),
                graded(&[("test_a", Passed), ("test_b", Passed)]),
            ),
            (
                known(KnownKind::WrongAnswer, &["test_a", "test_gone"]),
                graded(&[("test_a", Passed), ("test_b", Failed)]),
            ),
        ];
        insta::assert_debug_snapshot!(gaps(&all), @r#"
[
    "submissions/wrong_answer/x.py passes \"test_a\", which its header says it fails",
    "submissions/wrong_answer/x.py does not pass \"test_b\", which its header does not name: failed: assert 'wrapper' == 'add'",
    "submissions/wrong_answer/x.py names `test_gone`, which is no edge case",
    "\"test_a\" is caught by no wrong submission",
]
"#);
    }

    #[test]
    fn a_time_limit_is_exceeded_by_time() {
        let all = [
            (
                known(KnownKind::Accepted, &[]),
                graded(&[("test_a", Passed)]),
            ),
            (
                known(KnownKind::TimeLimitExceeded, &["test_a"]),
                graded(&[("test_a", Failed)]),
            ),
        ];
        insta::assert_debug_snapshot!(gaps(&all), @r#"
[
    "submissions/time_limit_exceeded/x.py lies in time_limit_exceeded, but no edge case that it names timed out",
]
"#);
    }

    #[test]
    fn an_accepted_submission_that_was_cut_short_proves_nothing() {
        let all = [
            (
                known(KnownKind::Accepted, &[]),
                Report {
                    verdict: Verdict::Failed,
                    ..graded(&[("test_a", NotRun)])
                },
            ),
            (
                known(KnownKind::WrongAnswer, &["test_a"]),
                graded(&[("test_a", Failed)]),
            ),
        ];
        assert_eq!(gaps(&all).len(), 1);
        assert!(gaps(&all)[0].contains("was not examined whole"));
    }

    #[test]
    fn a_search_that_its_time_cut_short_is_told_and_one_that_hardly_began_is_a_gap() {
        let searched = |tried, time_over| {
            let mut report = graded(&[("test_a", Passed)]);
            report.edge_cases[0].examples = Some(Examples {
                tried,
                asked: 100,
                time_over,
            });
            let all = [(known(KnownKind::Accepted, &[]), report)];
            let all: Vec<_> = all
                .iter()
                .map(|(known, report)| (known, report.clone()))
                .collect();
            let proof = Proof::of(&challenge(), &all);
            let gaps = proof.gaps.iter().map(|gap| gap.message.clone());
            let gaps = gaps.filter(|gap| gap.starts_with("tries"));
            (gaps.collect::<Vec<_>>(), proof.notes.len())
        };
        assert_eq!(searched(100, false), (vec![], 0));
        assert_eq!(
            searched(2, false),
            (vec![], 0),
            "there are no more examples"
        );
        assert_eq!(searched(60, true), (vec![], 1));
        let (gaps, notes) = searched(3, true);
        assert_eq!(notes, 0);
        assert!(
            gaps[0].starts_with("tries 3 of 100 examples in \"test_a\", then its time is over")
        );
    }

    #[test]
    fn our_fault_is_no_gap_of_the_author() {
        let broken = Report {
            verdict: Verdict::SystemError,
            message: "no engine".into(),
            ..graded(&[])
        };
        let accepted = known(KnownKind::Accepted, &[]);
        let proof = Proof::of(&challenge(), &[(&accepted, broken)]);
        assert_eq!(
            proof.faults,
            ["submissions/accepted/x.py: system error: no engine"]
        );
        assert!(proof.gaps.is_empty());
    }
}
