//! The formats in which reports leave: text for people, JSON and JSON lines, JUnit for CI systems, CSV for spreadsheets.
//! All of them are for interviewers; a candidate gets a [`super::CandidateView`].

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::text::TextStyle;
use super::{Report, csv, junit, text};

/// How reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    /// One object with all submissions.
    Json,
    /// One object a submission, a line each, in the order in which they were graded.
    Jsonl,
    Junit,
    Csv,
    /// One `results.json` a submission; quotes the tests, so it is written by [`super::exercism`].
    Exercism,
}

/// One graded submission with where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Graded {
    /// Whose it is: the folder's name in a batch, else empty.
    pub candidate: String,
    /// Where it was read from.
    pub path: String,
    /// What lay beside the source and did not go into the sandbox, with the reason.
    pub left_out: Vec<String>,
    pub report: Report,
}

impl Graded {
    /// Candidate and challenge, or the challenge alone.
    pub fn name(&self) -> String {
        match self.candidate.as_str() {
            "" => self.report.challenge.clone(),
            candidate => format!("{candidate}/{}", self.report.challenge),
        }
    }
}

/// Why reports could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    #[error("could not write the reports: {0}")]
    Write(#[from] std::io::Error),
    #[error("could not write the reports as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("could not write the reports as JUnit XML: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    #[error("could not write the reports as CSV: {0}")]
    Csv(#[from] ::csv::Error),
}

/// Writes all submissions in one format; `style` only matters for text.
pub fn write_all(
    graded: &[Graded],
    format: Format,
    style: TextStyle,
    writer: &mut dyn Write,
) -> Result<(), FormatError> {
    match format {
        Format::Text => text::write(graded, style, writer)?,
        Format::Json => {
            #[derive(Serialize)]
            struct Document<'a> {
                submissions: &'a [Graded],
            }
            serde_json::to_writer_pretty(
                &mut *writer,
                &Document {
                    submissions: graded,
                },
            )?;
            writeln!(writer)?;
        }
        Format::Jsonl => {
            for one in graded {
                write_line(one, writer)?;
            }
        }
        Format::Junit => junit::write(graded, writer)?,
        Format::Csv => csv::write(graded, writer)?,
        Format::Exercism => {
            for one in graded {
                super::exercism::write(one, &crate::folder::Files::new(), writer)?;
            }
        }
    }
    Ok(())
}

/// Writes one submission as a line of JSON, at once.
pub fn write_line(graded: &Graded, writer: &mut dyn Write) -> Result<(), FormatError> {
    serde_json::to_writer(&mut *writer, graded)?;
    writeln!(writer)?;
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Verdict;
    use crate::report::tests::report;

    fn written(format: Format) -> String {
        styled(format, TextStyle::default())
    }

    fn styled(format: Format, style: TextStyle) -> String {
        let broken = Report {
            verdict: Verdict::NotGradable,
            message: "there is no code in it".into(),
            edge_cases: Vec::new(),
            ..report()
        };
        let one = Graded {
            candidate: "ada".into(),
            path: "take-homes/ada/timing.py".into(),
            left_out: vec!["conftest.py: configuration".into()],
            report: report(),
        };
        let other = Graded {
            candidate: "=cmd|' /C calc'!A0".into(),
            report: broken,
            ..one.clone()
        };
        let mut bytes = Vec::new();
        write_all(&[one, other], format, style, &mut bytes).expect("it is written");
        String::from_utf8(bytes).expect("it is text")
    }

    #[test]
    fn text_shows_every_edge_case_and_disarms_escape_sequences() {
        let text = written(Format::Text);
        assert!(!text.contains('\u{1b}'));
        insta::assert_snapshot!(text);
    }

    #[test]
    fn text_shows_how_to_reproduce_a_failure_when_asked() {
        let reproduce = TextStyle {
            reproduce: true,
            ..TextStyle::default()
        };
        let text = styled(Format::Text, reproduce);
        assert!(text.contains("      assert timed(add).__name__ == 'add'  # got 'wrapper'"));
        assert!(!written(Format::Text).contains("timed(add)"));
    }

    #[test]
    fn json_holds_the_whole_report() {
        insta::assert_snapshot!(written(Format::Json));
    }

    #[test]
    fn json_lines_are_one_object_a_submission() {
        let text = written(Format::Jsonl);
        let lines: Vec<Graded> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is an object"))
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].report, report());
    }

    #[test]
    fn junit_has_a_suite_a_submission_and_is_red_when_nothing_could_run() {
        insta::assert_snapshot!(written(Format::Junit));
    }

    #[test]
    fn csv_has_a_row_an_edge_case_and_holds_no_formula() {
        insta::assert_snapshot!(written(Format::Csv));
    }

    #[test]
    fn every_format_says_when_outcomes_may_be_forged() {
        let one = |isolation: &str| Graded {
            candidate: "ada".into(),
            path: "ada/timing.py".into(),
            left_out: Vec::new(),
            report: Report {
                isolation: isolation.into(),
                ..report()
            },
        };
        let formats = [
            Format::Text,
            Format::Json,
            Format::Jsonl,
            Format::Junit,
            Format::Csv,
        ];
        for format in formats {
            for count in [1, 2] {
                for (isolation, told) in [("shared: forgeable", true), ("isolated", false)] {
                    let graded = vec![one(isolation); count];
                    let mut bytes = Vec::new();
                    write_all(&graded, format, TextStyle::default(), &mut bytes)
                        .expect("it is written");
                    let text = String::from_utf8(bytes).expect("it is text");
                    assert_eq!(
                        text.contains("shared: forgeable"),
                        told,
                        "{format:?}: {text}"
                    );
                }
            }
        }
    }
}
