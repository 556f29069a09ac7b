//! CSV for spreadsheets: one row an edge case, and one row for a submission that has none.

use std::borrow::Cow;
use std::io::Write;

use super::formats::Graded;

const HEADER: [&str; 12] = [
    "candidate",
    "challenge",
    "verdict",
    "suite",
    "edge_case",
    "area",
    "id",
    "outcome",
    "duration_ms",
    "message",
    "submission",
    "isolation",
];

pub fn write(graded: &[Graded], writer: &mut dyn Write) -> Result<(), csv::Error> {
    let mut rows = csv::Writer::from_writer(writer);
    rows.write_record(HEADER)?;
    for one in graded {
        let report = &one.report;
        let begin = [&one.candidate, &report.challenge, report.verdict.word()].map(str::to_owned);
        for case in &report.edge_cases {
            let duration = format!("{:.1}", case.duration_ms);
            let rest = [
                case.suite.word(),
                &case.title,
                &case.area,
                &case.id,
                case.outcome.word(),
                &duration,
                &case.message,
                &report.submission,
                &report.isolation,
            ];
            rows.write_record(
                begin
                    .iter()
                    .map(String::as_str)
                    .chain(rest)
                    .map(disarmed)
                    .map(Cow::into_owned),
            )?;
        }
        if report.edge_cases.is_empty() {
            let rest = [
                "",
                "",
                "",
                "",
                "",
                "",
                &report.message,
                &report.submission,
                &report.isolation,
            ];
            rows.write_record(
                begin
                    .iter()
                    .map(String::as_str)
                    .chain(rest)
                    .map(disarmed)
                    .map(Cow::into_owned),
            )?;
        }
    }
    rows.flush()?;
    Ok(())
}

/// A cell that begins like a formula is executed by spreadsheets; messages hold what candidates wrote.
fn disarmed(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
