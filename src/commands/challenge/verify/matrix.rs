//! The matrix for people: a row an edge case, a column a known submission, and below it what is not proven.

use std::io::Write;

use comfy_table::{Cell as TableCell, Color};

use crate::challenge::KnownKind;
use crate::grading::{Cell, Column, Proof};
use crate::report::text::{printable, table};
use crate::report::{Outcome, Suite};

pub fn write(proof: &Proof, colours: bool, writer: &mut dyn Write) -> std::io::Result<()> {
    let hidden = proof
        .edge_cases
        .iter()
        .filter(|row| row.suite == Suite::Hidden)
        .count();
    let accepted = proof
        .submissions
        .iter()
        .filter(|column| column.kind == KnownKind::Accepted)
        .count();
    let verdict = if proof.holds() && proof.left_out > 0 {
        "a sample holds"
    } else if proof.holds() {
        "proven"
    } else {
        "not proven"
    };
    let warning = proof.isolation.warning();
    let warning = warning.map_or_else(String::new, |warning| format!("; {warning}"));
    let left_out = match proof.left_out {
        0 => String::new(),
        count => format!(" of a sample that left {count} out"),
    };
    writeln!(
        writer,
        "{}: {verdict}; {hidden} hidden edge cases, {accepted} accepted and {} wrong submissions{left_out}{warning}\n",
        proof.challenge,
        proof.submissions.len() - accepted
    )?;
    if !proof.edge_cases.is_empty() {
        let marks = marks(&proof.submissions);
        let mut matrix = table(colours);
        matrix.set_header(
            ["edge case".to_owned()]
                .into_iter()
                .chain(marks.iter().cloned()),
        );
        for (at, row) in proof.edge_cases.iter().enumerate() {
            let suite = if row.suite == Suite::Visible {
                " (visible)"
            } else {
                ""
            };
            let title = TableCell::new(format!("{}{suite}", printable(&row.title)));
            matrix.add_row(
                [title].into_iter().chain(
                    proof
                        .submissions
                        .iter()
                        .map(|column| mark(column.cells[at])),
                ),
            );
        }
        writeln!(writer, "{}\n", matrix.trim_fmt())?;
        writeln!(
            writer,
            "· passed  F failed  E error  T timed out  M out of memory  - not run  ! not as its header says\n"
        )?;
        for (mark, column) in marks.iter().zip(&proof.submissions) {
            let mistake = if column.mistake.is_empty() {
                String::new()
            } else {
                format!(": {}", column.mistake)
            };
            writeln!(
                writer,
                "{mark:>4}  {}{}",
                printable(&column.path),
                printable(&mistake)
            )?;
        }
        writeln!(writer)?;
    }
    if let Some(mutants) = &proof.mutants {
        super::options::write(mutants, writer)?;
    }
    for note in &proof.notes {
        writeln!(writer, "note: {}", printable(&note.to_string()))?;
    }
    for gap in &proof.gaps {
        writeln!(writer, "not proven: {}", printable(&gap.to_string()))?;
    }
    if !(proof.gaps.is_empty() && proof.notes.is_empty()) {
        writeln!(writer)?;
    }
    Ok(())
}

/// A short name for each column, e.g. `w3` for the third wrong answer; the legend says which it is.
fn marks(columns: &[Column]) -> Vec<String> {
    let mut counts = [0; KnownKind::ALL.len()];
    columns
        .iter()
        .map(|column| {
            let letter = column.kind.folder().chars().next().unwrap_or('?');
            let at = KnownKind::ALL
                .iter()
                .position(|kind| *kind == column.kind)
                .unwrap_or_default();
            counts[at] += 1;
            format!("{letter}{}", counts[at])
        })
        .collect()
}

fn mark(cell: Cell) -> TableCell {
    let letter = match cell.outcome {
        None => " ",
        Some(Outcome::Passed) => "·",
        Some(Outcome::Failed) => "F",
        Some(Outcome::Error) => "E",
        Some(Outcome::TimedOut) => "T",
        Some(Outcome::OutOfMemory) => "M",
        Some(Outcome::NotRun) => "-",
        Some(Outcome::ChallengeFault) => "?",
    };
    let surprise = if cell.expected { "" } else { "!" };
    let mark = TableCell::new(format!("{letter}{surprise}"));
    if cell.expected {
        mark
    } else {
        mark.fg(Color::Red)
    }
}
