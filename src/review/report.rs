//! The report of a review: defects as edge cases, and who says that each is met.

use std::collections::BTreeMap;

use super::matching::{Meeting, Meets};
use crate::challenge::{Challenge, Comment, Defect, Review, comments};
use crate::report::{EdgeCase, Location, Outcome, Report, Suite, Usage, Verdict};
use crate::submission::Submission;

/// What a person decided of one defect, over what was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    pub met: bool,
    pub by: String,
}

/// Decisions by the defects' ids.
pub type Ticks = BTreeMap<String, Tick>;

/// A review, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// In the order of the defects.
    pub defects: Vec<JudgedDefect>,
    /// The comments, by their places, that meet no defect.
    pub meet_nothing: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedDefect {
    pub met: bool,
    /// Whether comments were found that seem to meet it.
    pub proposed: bool,
    /// The comments, by their places, that seem to meet it or, where a person says so, stand on its lines.
    pub comments: Vec<usize>,
    /// Who decided, where it was a person.
    pub by: Option<String>,
}

impl Judged {
    /// Judges comments: by what a person decided, else by line and kind.
    pub fn of(review: &Review, comments: &[Comment], ticks: &Ticks) -> Self {
        let meeting = Meeting::of(comments, &review.defects);
        let defects: Vec<JudgedDefect> = review
            .defects
            .iter()
            .enumerate()
            .map(|(place, defect)| {
                let tick = ticks.get(&defect.id);
                let proposed = meeting.is_met(place);
                let mut meeting_it = meeting.comments_of(place);
                if tick.is_some_and(|tick| tick.met) {
                    // A person may take a comment of another kind for it.
                    let near = (0..comments.len()).filter(|at| {
                        meeting.0[*at] == Meets::Nothing && is_on(&comments[*at], defect)
                    });
                    meeting_it.extend(near);
                }
                JudgedDefect {
                    met: tick.map_or(proposed, |tick| tick.met),
                    proposed,
                    comments: meeting_it,
                    by: tick.map(|tick| tick.by.clone()),
                }
            })
            .collect();
        let meet_nothing = (0..comments.len())
            .filter(|at| {
                !defects
                    .iter()
                    .any(|defect| defect.met && defect.comments.contains(at))
            })
            .collect();
        Self {
            defects,
            meet_nothing,
        }
    }
}

fn is_on(comment: &Comment, defect: &Defect) -> bool {
    comment.file == defect.file && comment.lines.shared(&defect.lines) > 0
}

/// The review that a submission holds, or what is wrong with it.
pub fn read(
    review: &Review,
    submission: &Submission,
) -> Result<Vec<Comment>, (Option<Location>, String)> {
    let Some((name, content)) = submission.files().first_key_value() else {
        return Err((None, "there is no review in it".to_owned()));
    };
    let text = std::str::from_utf8(content)
        .map_err(|_| (None, format!("{name} is not UTF-8; save it as UTF-8")))?;
    comments(name, text, &review.code, &review.main).map_err(|(line, message)| {
        let location = line.map(|line| Location {
            file: name.clone(),
            line,
        });
        (location, message)
    })
}

/// The one function that turns a review into a report.
pub fn grade(challenge: &Challenge, submission: &Submission, ticks: &Ticks) -> Report {
    let blank = Report {
        challenge: challenge.name.clone(),
        challenge_version: challenge.version.clone(),
        submission: submission.hash().to_owned(),
        verdict: Verdict::ChallengeFault,
        message: String::new(),
        location: None,
        edge_cases: Vec::new(),
        limits: challenge.settings.limits.clone(),
        image: String::new(),
        packages: Vec::new(),
        // Nothing of the candidate's runs.
        isolation: challenge.settings.isolation.word().to_owned(),
        usage: Usage::default(),
        seed: None,
    };
    let Some(review) = &challenge.review else {
        return Report {
            message: format!("the challenge `{}` is no review", challenge.name),
            ..blank
        };
    };
    match read(review, submission) {
        Err((location, message)) => Report {
            verdict: Verdict::NotGradable,
            message,
            location,
            ..blank
        },
        Ok(comments) => {
            let judged = Judged::of(review, &comments, ticks);
            let cases: Vec<EdgeCase> = review
                .defects
                .iter()
                .zip(&judged.defects)
                .map(|(defect, judged)| edge_case(defect, judged, &comments))
                .collect();
            let met = judged.defects.iter().filter(|defect| defect.met).count();
            Report {
                verdict: if met == cases.len() {
                    Verdict::Passed
                } else {
                    Verdict::Failed
                },
                message: format!(
                    "{met} of {} defects met; {} of {} comments meet nothing",
                    cases.len(),
                    judged.meet_nothing.len(),
                    comments.len()
                ),
                edge_cases: cases,
                ..blank
            }
        }
    }
}

/// The defects before any review: what an interviewer's matrix begins with.
pub fn edge_cases(review: &Review) -> Vec<EdgeCase> {
    review.defects.iter().map(blank_case).collect()
}

fn blank_case(defect: &Defect) -> EdgeCase {
    EdgeCase {
        id: defect.id.clone(),
        suite: Suite::Hidden,
        subtest_of: String::new(),
        title: defect.title.clone(),
        area: defect.area().to_owned(),
        tells: defect.tells.clone(),
        advises: defect.advises.clone(),
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

fn edge_case(defect: &Defect, judged: &JudgedDefect, comments: &[Comment]) -> EdgeCase {
    let places: Vec<String> = judged
        .comments
        .iter()
        .map(|at| {
            let comment = &comments[*at];
            format!("comment {} ({}:{})", at + 1, comment.file, comment.lines)
        })
        .collect();
    let places = match places.as_slice() {
        [] => "no comment shares a line and a kind with it".to_owned(),
        places => places.join(", "),
    };
    let message = match (&judged.by, judged.met) {
        (None, true) => {
            format!("met by {places}: proposed by line and kind, decided by nobody yet")
        }
        (None, false) => format!("not met: {places}"),
        (Some(by), true) => format!("met, decided by {by}: {places}"),
        (Some(by), false) => format!("not met, decided by {by}: {places}"),
    };
    EdgeCase {
        outcome: if judged.met {
            Outcome::Passed
        } else {
            Outcome::Failed
        },
        message,
        location: Some(Location {
            file: defect.file.clone(),
            line: defect.lines.first(),
        }),
        ..blank_case(defect)
    }
}

/// What the known reviews do not prove of the matching.
pub fn gaps(review: &Review) -> Vec<(String, String)> {
    let mut gaps = Vec::new();
    if review.known.is_empty() {
        gaps.push((
            "reviews".to_owned(),
            "holds no known review; the matching is proven by one at least".to_owned(),
        ));
    }
    for known in &review.known {
        let judged = Judged::of(review, &known.comments, &Ticks::new());
        let mut gap = |message: String| gaps.push((known.path.clone(), message));
        for (defect, judged) in review.defects.iter().zip(&judged.defects) {
            let said = known.meets.contains(&defect.id);
            match (judged.met, said) {
                (true, false) => gap(format!("meets `{}`, which it does not name", defect.id)),
                (false, true) => gap(format!(
                    "does not meet `{}`, which it says it meets",
                    defect.id
                )),
                _ => {}
            }
        }
        if judged.meet_nothing.len() != known.meets_nothing {
            gap(format!(
                "has {} comments that meet nothing, and says {}",
                judged.meet_nothing.len(),
                known.meets_nothing
            ));
        }
    }
    for defect in &review.defects {
        if !review.known.is_empty()
            && !review
                .known
                .iter()
                .any(|known| known.meets.contains(&defect.id))
        {
            gaps.push((
                "reviews".to_owned(),
                format!("holds no review that meets `{}`", defect.id),
            ));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::challenge::DefectKind::{Correctness, Security};

    fn review() -> Review {
        let defect = |id: &str, lines: &str, kind| Defect {
            id: id.to_owned(),
            title: id.to_owned(),
            file: "m.py".to_owned(),
            lines: lines.parse().expect("lines"),
            kinds: vec![kind],
            tells: String::new(),
            advises: String::new(),
            tests: vec!["test_x".to_owned()],
        };
        Review {
            code: BTreeMap::from([("m.py".to_owned(), "x\n".repeat(20))]),
            main: "m.py".to_owned(),
            defects: vec![
                defect("one", "3", Correctness),
                defect("two", "9-10", Security),
            ],
            known: Vec::new(),
        }
    }

    fn comment(lines: &str) -> Comment {
        Comment {
            file: "m.py".to_owned(),
            lines: lines.parse().expect("lines"),
            kind: Correctness,
            text: "x".to_owned(),
        }
    }

    fn tick(met: bool) -> Tick {
        Tick {
            met,
            by: "ada".to_owned(),
        }
    }

    fn messages(ticks: &Ticks) -> Vec<String> {
        let review = review();
        let comments = [comment("3"), comment("9"), comment("15")];
        let judged = Judged::of(&review, &comments, ticks);
        review
            .defects
            .iter()
            .zip(&judged.defects)
            .map(|(defect, judged)| {
                let case = edge_case(defect, judged, &comments);
                format!("{}: {}", case.outcome.word(), case.message)
            })
            .chain([format!("nothing: {:?}", judged.meet_nothing)])
            .collect()
    }

    #[test]
    fn a_person_decides_over_the_proposal_and_the_report_says_who_did() {
        insta::assert_debug_snapshot!(messages(&Ticks::new()), @r#"
        [
            "passed: met by comment 1 (m.py:3): proposed by line and kind, decided by nobody yet",
            "failed: not met: no comment shares a line and a kind with it",
            "nothing: [1, 2]",
        ]
        "#);
        let ticks = Ticks::from([
            ("one".to_owned(), tick(false)),
            ("two".to_owned(), tick(true)),
        ]);
        insta::assert_debug_snapshot!(messages(&ticks), @r#"
        [
            "failed: not met, decided by ada: comment 1 (m.py:3)",
            "passed: met, decided by ada: comment 2 (m.py:9)",
            "nothing: [0, 2]",
        ]
        "#);
    }
}
