//! What a candidate may see of a report. These types are made from an allow-list: a field that is added to a report
//! reaches no candidate until somebody adds it here.
//!
//! Of a hidden edge case never: its id (it names the test), inputs, expected values, messages, printed output.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{EdgeCase, Location, Outcome, Report, Suite, Verdict};
use crate::challenge::Reveal;

/// A report for its candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateView {
    pub verdict: CandidateVerdict,
    /// One line for the whole: "2 of 3 visible tests passed; 9 of 14 hidden edge cases passed".
    pub headline: String,
    /// Why it could not be examined as a whole; else empty.
    pub message: String,
    /// Where in the candidate's own source.
    pub location: Option<Location>,
    pub visible: Vec<VisibleCase>,
    /// Absent when the hidden edge cases were not run.
    pub hidden: Option<HiddenView>,
}

/// What became of a submission, as its candidate is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateVerdict {
    /// The edge cases say how it went.
    Examined,
    /// Empty or unparsable; it costs no attempt.
    NotGradable,
    /// A fault that is not the candidate's; it costs no attempt.
    NotCounted,
}

/// A visible test, whole: the candidate has its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisibleCase {
    pub title: String,
    pub outcome: Outcome,
    pub message: String,
    pub location: Option<Location>,
    pub duration_ms: f64,
    pub stdout: String,
    pub stderr: String,
    pub output_cut: bool,
}

/// The hidden edge cases as far as they are revealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HiddenView {
    pub passed: usize,
    pub total: usize,
    /// By area, from the level `area` on.
    pub areas: Vec<AreaCount>,
    /// All of them from the level `title` on; below it only those that an interviewer revealed.
    pub cases: Vec<HiddenCase>,
}

/// How one area went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaCount {
    /// "other" for edge cases whose author named none.
    pub area: String,
    pub passed: usize,
    pub total: usize,
}

/// One hidden edge case whose title may be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenCase {
    /// Its place among the hidden ones, counted from 1; it stands for the id, which names the test.
    pub number: usize,
    pub title: String,
    pub outcome: Outcome,
    /// At the level `message`, for one that did not pass: the author's sentence for the candidate.
    pub advice: Option<String>,
    /// At the level `message`, for one that did not pass: the line of the candidate's own source.
    pub location: Option<Location>,
}

impl CandidateView {
    /// What the candidate sees at this level, with the edge cases (by id) that an interviewer revealed one by one.
    pub fn of(report: &Report, reveal: Reveal, revealed: &BTreeSet<String>) -> Self {
        let visible: Vec<VisibleCase> = of_suite(report, Suite::Visible)
            .map(VisibleCase::of)
            .collect();
        let hidden = HiddenView::of(report, reveal, revealed);
        let own = |verdict| (verdict, report.message.clone(), report.location.clone());
        // Neither the author's file nor our engine is a candidate's business.
        let not_counted = |why: &str| (CandidateVerdict::NotCounted, why.to_owned(), None);
        let (verdict, message, location) = match report.verdict {
            Verdict::Passed | Verdict::Failed => own(CandidateVerdict::Examined),
            Verdict::NotGradable => own(CandidateVerdict::NotGradable),
            Verdict::ChallengeFault => not_counted(CHALLENGE_FAULT),
            Verdict::SystemError => not_counted(SYSTEM_ERROR),
        };
        Self {
            verdict,
            headline: headline(verdict, &visible, hidden.as_ref()),
            message,
            location,
            visible,
            hidden,
        }
    }
}

const CHALLENGE_FAULT: &str =
    "The challenge itself has a fault. It is not yours, and it costs you nothing.";
const SYSTEM_ERROR: &str =
    "Something failed on our side. It costs you nothing; please submit again.";

impl VisibleCase {
    fn of(case: &EdgeCase) -> Self {
        Self {
            title: case.title.clone(),
            outcome: case.outcome,
            message: case.message.clone(),
            location: case.location.clone(),
            duration_ms: case.duration_ms,
            stdout: case.stdout.clone(),
            stderr: case.stderr.clone(),
            output_cut: case.output_cut,
        }
    }
}

impl HiddenView {
    fn of(report: &Report, reveal: Reveal, revealed: &BTreeSet<String>) -> Option<Self> {
        let cases: Vec<&EdgeCase> = of_suite(report, Suite::Hidden).collect();
        if cases.is_empty() {
            return None;
        }
        Some(Self {
            passed: cases
                .iter()
                .filter(|case| case.outcome == Outcome::Passed)
                .count(),
            total: cases.len(),
            areas: if reveal >= Reveal::Area {
                areas(&cases)
            } else {
                Vec::new()
            },
            cases: (1..)
                .zip(&cases)
                .filter(|(_, case)| reveal >= Reveal::Title || revealed.contains(&case.id))
                .map(|(number, case)| HiddenCase::of(number, case, reveal))
                .collect(),
        })
    }
}

impl HiddenCase {
    fn of(number: usize, case: &EdgeCase, reveal: Reveal) -> Self {
        let explained = reveal >= Reveal::Message && case.outcome != Outcome::Passed;
        let author_is_to_blame = case.outcome == Outcome::ChallengeFault;
        Self {
            number,
            title: case.title.clone(),
            outcome: case.outcome,
            advice: (explained && !case.advises.is_empty()).then(|| case.advises.clone()),
            location: case
                .location
                .clone()
                .filter(|_| explained && !author_is_to_blame),
        }
    }
}

fn of_suite(report: &Report, suite: Suite) -> impl Iterator<Item = &EdgeCase> {
    report
        .edge_cases
        .iter()
        .filter(move |case| case.suite == suite)
}

fn areas(cases: &[&EdgeCase]) -> Vec<AreaCount> {
    let mut areas: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in cases {
        let area = if case.area.is_empty() {
            "other"
        } else {
            &case.area
        };
        let (passed, total) = areas.entry(area).or_default();
        *passed += usize::from(case.outcome == Outcome::Passed);
        *total += 1;
    }
    areas
        .into_iter()
        .map(|(area, (passed, total))| AreaCount {
            area: area.to_owned(),
            passed,
            total,
        })
        .collect()
}

/// Says what was counted and what was not; never that everything passed, since a candidate would take that for the whole.
fn headline(
    verdict: CandidateVerdict,
    visible: &[VisibleCase],
    hidden: Option<&HiddenView>,
) -> String {
    match verdict {
        CandidateVerdict::NotGradable => {
            return "This cannot be run yet; it costs no attempt".to_owned();
        }
        CandidateVerdict::NotCounted => {
            return "This was not counted; it costs no attempt".to_owned();
        }
        CandidateVerdict::Examined => {}
    }
    let mut parts = Vec::new();
    if !visible.is_empty() {
        let passed = visible
            .iter()
            .filter(|case| case.outcome == Outcome::Passed)
            .count();
        parts.push(format!(
            "{passed} of {} visible tests passed",
            visible.len()
        ));
    }
    parts.push(match hidden {
        Some(hidden) => format!(
            "{} of {} hidden edge cases passed",
            hidden.passed, hidden.total
        ),
        None => "hidden edge cases were not run".to_owned(),
    });
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::tests::{edge_case, report};

    fn view(reveal: Reveal, revealed: &[&str]) -> CandidateView {
        let revealed = revealed.iter().map(|id| (*id).to_owned()).collect();
        CandidateView::of(&report(), reveal, &revealed)
    }

    #[test]
    fn at_count_only_the_numbers_show() {
        insta::assert_json_snapshot!(view(Reveal::Count, &[]).hidden);
    }

    #[test]
    fn one_revealed_title_shows_beside_the_numbers() {
        let hidden = view(Reveal::Count, &["timing_test.py::test_keeps_name"])
            .hidden
            .expect("hidden ones ran");
        assert_eq!(hidden.cases.len(), 1);
        assert_eq!(hidden.cases[0].title, "keeps the name");
        assert_eq!(hidden.cases[0].advice, None);
        assert!(hidden.areas.is_empty());
    }

    #[test]
    fn at_area_each_area_has_its_numbers() {
        let hidden = view(Reveal::Area, &[]).hidden.expect("hidden ones ran");
        insta::assert_json_snapshot!(hidden.areas);
        assert!(hidden.cases.is_empty());
    }

    #[test]
    fn at_message_the_authors_advice_and_the_candidates_line_show() {
        insta::assert_json_snapshot!(view(Reveal::Message, &[]).hidden);
    }

    #[test]
    fn a_visible_test_shows_whole() {
        insta::assert_json_snapshot!(view(Reveal::Count, &[]).visible);
    }

    #[test]
    fn a_run_of_the_visible_tests_says_that_hidden_ones_were_not_run() {
        let mut report = report();
        report
            .edge_cases
            .retain(|case| case.suite == Suite::Visible);
        let view = CandidateView::of(&report, Reveal::Message, &BTreeSet::new());
        assert_eq!(
            view.headline,
            "0 of 1 visible tests passed; hidden edge cases were not run"
        );
        assert_eq!(view.hidden, None);
    }

    #[test]
    fn an_authors_or_our_fault_is_told_without_its_details() {
        for verdict in [Verdict::ChallengeFault, Verdict::SystemError] {
            let mut report = report();
            report.verdict = verdict;
            report.message = "SECRET".to_owned();
            report.location = Some(Location {
                file: "SECRET.py".to_owned(),
                line: 3,
            });
            let view = CandidateView::of(&report, Reveal::Message, &BTreeSet::new());
            assert_eq!(view.verdict, CandidateVerdict::NotCounted);
            assert!(
                !serde_json::to_string(&view)
                    .expect("it serializes")
                    .contains("SECRET")
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_of_a_hidden_case_shows_but_what_its_level_allows(
            outcome in prop::sample::select(vec![
                Outcome::Passed, Outcome::Failed, Outcome::Error, Outcome::TimedOut, Outcome::OutOfMemory,
                Outcome::NotRun, Outcome::ChallengeFault,
            ]),
            reveal in prop::sample::select(vec![Reveal::Count, Reveal::Area, Reveal::Title, Reveal::Message]),
            revealed: bool,
        ) {
            let mut case = edge_case(outcome);
            case.id = "ID".into();
            case.title = "TITLE".into();
            case.area = "AREA".into();
            case.advises = "ADVICE".into();
            case.tells = "SECRET".into();
            case.message = "SECRET".into();
            case.stdout = "SECRET".into();
            case.reproducer = "SECRET".into();
            case.subtest_of = "SECRET".into();
            case.stderr = "SECRET".into();
            let mut report = report();
            report.edge_cases = vec![case];
            let revealed: BTreeSet<String> = revealed.then(|| "ID".to_owned()).into_iter().collect();
            let shown = serde_json::to_string(&CandidateView::of(&report, reveal, &revealed)).expect("it serializes");
            prop_assert!(!shown.contains("SECRET") && !shown.contains("ID"));
            prop_assert_eq!(shown.contains("TITLE"), reveal >= Reveal::Title || !revealed.is_empty());
            prop_assert_eq!(shown.contains("AREA"), reveal >= Reveal::Area);
            prop_assert_eq!(shown.contains("ADVICE"), reveal == Reveal::Message && outcome != Outcome::Passed);
            prop_assert!(!shown.to_lowercase().contains("all passed"));
        }
    }
}
