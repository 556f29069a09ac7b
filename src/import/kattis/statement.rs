//! A package's statement as Markdown. TeX is taken over as far as plain statements go; what is left of it still reads.

use std::fmt::Write;

use super::super::note::Note;
use super::super::source::text;
use super::cases::Case;
use crate::folder::Files;

/// A statement, with the title that it gives itself.
#[derive(Debug, Default)]
pub struct Statement {
    pub text: String,
    pub title: Option<String>,
}

/// Samples longer than this are not shown in a statement.
const MOST_SHOWN_BYTES: usize = 4000;

pub fn find(files: &Files, notes: &mut Vec<Note>) -> Statement {
    let mut places: Vec<&String> = files
        .keys()
        .filter(|path| {
            let inner = path
                .strip_prefix("problem_statement/")
                .or_else(|| path.strip_prefix("statement/"));
            inner.is_some_and(|name| {
                name.starts_with("problem") && (name.ends_with(".md") || name.ends_with(".tex"))
            })
        })
        .collect();
    let foreign = |path: &str| !(path.contains(".en.") || path.matches('.').count() == 1);
    places.sort_by_key(|path| (foreign(path), path.ends_with(".tex"), (*path).clone()));
    let Some(place) = places.first() else {
        notes.push(
            Note::of("", "there is no statement in English Markdown or TeX")
                .instead("write statement.md"),
        );
        return Statement::default();
    };
    let text = text(files, place).unwrap_or_default();
    if place.ends_with(".md") {
        let kept = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("{{"))
            .collect::<Vec<_>>()
            .join("\n");
        return Statement {
            text: kept,
            title: None,
        };
    }
    notes.push(Note::of(place, "made into Markdown").instead("read statement.md once"));
    of_tex(text)
}

/// The statement with the package's samples below it, as its readers know them.
pub fn with_samples(statement: &str, cases: &[Case], files: &Files) -> String {
    let mut whole = statement.trim().to_owned();
    for (number, case) in (1..).zip(cases.iter().filter(|case| case.sample)) {
        for (title, ending) in [("Input", "in"), ("Output", "ans")] {
            let Some(sample) = text(files, &format!("data/{}.{ending}", case.path)) else {
                continue;
            };
            if sample.len() <= MOST_SHOWN_BYTES {
                let _ = write!(
                    whole,
                    "\n\n### Sample {title} {number}\n\n```\n{}\n```",
                    sample.trim_end()
                );
            }
        }
    }
    whole
}

fn of_tex(text: &str) -> Statement {
    let mut title = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = strip_comment(line);
        let trimmed = line.trim();
        if let Some(name) = argument(trimmed, "\\problemname") {
            title = Some(inline(name));
        } else if let Some(name) =
            argument(trimmed, "\\section*").or_else(|| argument(trimmed, "\\section"))
        {
            lines.push(format!("## {}", inline(name)));
        } else if let Some(name) = argument(trimmed, "\\subsection*") {
            lines.push(format!("### {}", inline(name)));
        } else if let Some(item) = trimmed.strip_prefix("\\item") {
            lines.push(format!("- {}", inline(item.trim())));
        } else if [
            "\\begin{",
            "\\end{",
            "\\includegraphics",
            "\\centering",
            "\\caption",
            "\\label",
            "\\illustration",
        ]
        .iter()
        .any(|begin| trimmed.starts_with(begin))
        {
            lines.push(String::new());
        } else {
            lines.push(inline(line));
        }
    }
    Statement {
        text: lines.join("\n"),
        title,
    }
}

fn strip_comment(line: &str) -> &str {
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        if letter == '%' && before != '\\' {
            return &line[..at];
        }
        before = letter;
    }
    line
}

fn argument<'a>(line: &'a str, command: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(command)?.strip_prefix('{')?;
    Some(&rest[..rest.rfind('}')?])
}

/// Emphasis, code and quotes within a line; formulas stay as they are.
fn inline(line: &str) -> String {
    let mut text = line.to_owned();
    for (command, mark) in [
        ("\\texttt{", "`"),
        ("\\verb{", "`"),
        ("\\emph{", "*"),
        ("\\textit{", "*"),
        ("\\textbf{", "**"),
    ] {
        while let Some(start) = text.find(command) {
            let inner = start + command.len();
            let Some(end) = text[inner..].find('}').map(|end| inner + end) else {
                break;
            };
            text = format!(
                "{}{mark}{}{mark}{}",
                &text[..start],
                &text[inner..end],
                &text[end + 1..]
            );
        }
    }
    for (from, to) in [
        ("``", "\""),
        ("''", "\""),
        ("~", " "),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\_", "_"),
        ("\\\\", ""),
    ] {
        text = text.replace(from, to);
    }
    text
}
