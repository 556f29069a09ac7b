//! Reports for people at a terminal.

use std::io::Write;

use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, LineStyle, Table, TableStyle};

use super::formats::Graded;
use super::{EdgeCase, Outcome, Suite, Verdict};

/// An empty table in the one style of the command line: aligned columns under a ruled header, no box around them.
pub fn table(colours: bool) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if colours {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// How reports for people look.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextStyle {
    pub colours: bool,
    /// Whether plain Python that reproduces each failure is shown with it.
    pub reproduce: bool,
}

pub(super) fn write(
    graded: &[Graded],
    style: TextStyle,
    writer: &mut dyn Write,
) -> std::io::Result<()> {
    match graded {
        [only] => write_whole(only, style, writer),
        several => {
            write_overview(several, style.colours, writer)?;
            for one in several
                .iter()
                .filter(|one| one.report.verdict != Verdict::Passed)
            {
                writeln!(writer)?;
                writeln!(writer, "{}", headline(one))?;
                write_details(one, style, writer)?;
            }
            Ok(())
        }
    }
}

fn write_whole(graded: &Graded, style: TextStyle, writer: &mut dyn Write) -> std::io::Result<()> {
    writeln!(writer, "{}", headline(graded))?;
    if !graded.report.edge_cases.is_empty() {
        let mut table = table(style.colours);
        table.set_header(["outcome", "suite", "edge case", "ms"]);
        for case in &graded.report.edge_cases {
            table.add_row([
                Cell::new(case.outcome.words()).fg(colour(case.outcome)),
                Cell::new(case.suite.word()),
                Cell::new(printable(&case.title)),
                Cell::new(format!("{:.1}", case.duration_ms)).set_alignment(CellAlignment::Right),
            ]);
        }
        writeln!(writer, "\n{}", table.trim_fmt())?;
    }
    write_details(graded, style, writer)?;
    write_usage(graded, writer)
}

fn write_overview(graded: &[Graded], colours: bool, writer: &mut dyn Write) -> std::io::Result<()> {
    let mut table = table(colours);
    table.set_header(["candidate", "challenge", "verdict", "passed"]);
    for one in graded {
        let (passed, all) = one.report.score();
        let colour = if one.report.verdict == Verdict::Passed {
            Color::Green
        } else {
            Color::Red
        };
        table.add_row([
            Cell::new(printable(&one.candidate)),
            Cell::new(printable(&one.report.challenge)),
            Cell::new(if one.report.is_forgeable() {
                format!("{} ({})", one.report.verdict.words(), one.report.isolation)
            } else {
                one.report.verdict.words().to_owned()
            })
            .fg(colour),
            Cell::new(if all == 0 {
                String::new()
            } else {
                format!("{passed} of {all}")
            }),
        ]);
    }
    writeln!(writer, "{}", table.trim_fmt())
}

fn headline(graded: &Graded) -> String {
    let (passed, all) = graded.report.score();
    let verdict = graded.report.verdict.words();
    let name = printable(&graded.name());
    if all == 0 {
        return format!("{name}: {verdict}");
    }
    let hidden = graded
        .report
        .edge_cases
        .iter()
        .any(|case| case.suite == Suite::Hidden);
    let of = if hidden {
        "edge cases"
    } else {
        "visible tests"
    };
    let warning = if graded.report.is_forgeable() {
        format!(" ({})", graded.report.isolation)
    } else {
        String::new()
    };
    format!("{name}: {verdict}, {passed} of {all} {of}{warning}")
}

/// Why the whole or single edge cases did not pass.
fn write_details(graded: &Graded, style: TextStyle, writer: &mut dyn Write) -> std::io::Result<()> {
    let report = &graded.report;
    if !report.message.is_empty() {
        // A message about a file begins with its name already.
        let place = report
            .location
            .as_ref()
            .filter(|place| !report.message.starts_with(&place.file));
        let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
        writeln!(
            writer,
            "{}",
            indented(&format!("{place}{}", report.message), "  ")
        )?;
    }
    for case in &report.edge_cases {
        if let Some(examples) = case.examples.filter(|examples| examples.time_over) {
            writeln!(
                writer,
                "  \"{}\" tried {} of {} examples, then its time was over",
                printable(&case.title),
                examples.tried,
                examples.asked
            )?;
        }
    }
    for left_out in &graded.left_out {
        writeln!(writer, "  left out: {}", printable(left_out))?;
    }
    for case in report
        .edge_cases
        .iter()
        .filter(|case| case.outcome != Outcome::Passed)
    {
        writeln!(
            writer,
            "\n  {}: {}",
            case.outcome.words(),
            printable(&case.title)
        )?;
        write_case(case, &report.message, writer)?;
        if style.reproduce && !case.reproducer.is_empty() {
            writeln!(
                writer,
                "    reproduce beside the submission:\n{}",
                indented(&case.reproducer, "      ")
            )?;
        }
    }
    Ok(())
}

fn write_case(case: &EdgeCase, said: &str, writer: &mut dyn Write) -> std::io::Result<()> {
    // What holds for the whole submission is said once, above.
    if !case.message.is_empty() && case.message != said {
        writeln!(writer, "{}", indented(&case.message, "    "))?;
    }
    if let Some(location) = &case.location {
        writeln!(writer, "    at {}", printable(&location.to_string()))?;
    }
    if !case.tells.is_empty() {
        writeln!(writer, "    tells: {}", printable(&case.tells))?;
    }
    Ok(())
}

fn write_usage(graded: &Graded, writer: &mut dyn Write) -> std::io::Result<()> {
    let usage = &graded.report.usage;
    if usage.wall_ms == 0.0 {
        return Ok(());
    }
    let mut parts = vec![format!("{:.0} ms", usage.wall_ms)];
    if let Some(cpu) = usage.cpu_ms {
        parts.push(format!("{cpu:.0} ms of CPU"));
    }
    if let Some(memory) = usage.peak_memory_bytes {
        parts.push(format!(
            "{:.1} MiB at most",
            memory as f64 / f64::from(1 << 20)
        ));
    }
    let seed = graded
        .report
        .seed
        .map_or_else(String::new, |seed| format!("; seed {seed}"));
    writeln!(
        writer,
        "\n{}; {}{seed}",
        parts.join(", "),
        graded.report.isolation
    )
}

fn colour(outcome: Outcome) -> Color {
    match outcome {
        Outcome::Passed => Color::Green,
        Outcome::NotRun | Outcome::ChallengeFault => Color::Yellow,
        Outcome::Failed | Outcome::Error | Outcome::TimedOut | Outcome::OutOfMemory => Color::Red,
    }
}

fn indented(text: &str, indent: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| format!("{indent}{}", printable(line)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Text that a terminal only shows: messages hold what candidates wrote, and a terminal obeys control characters.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        let turns_the_line_around =
            matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if letter == '\t' {
            shown.push_str("    ");
        } else if letter.is_control() || turns_the_line_around {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}
