//! A review: comments on lines. A file `review.toml` of `[[comment]]` tables, or the same as JSON.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::defect::DefectKind;
use super::lines::Lines;

/// The most that a review may say.
const MOST_COMMENTS: usize = 200;
const MOST_LETTERS: usize = 4000;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub file: String,
    pub lines: Lines,
    pub kind: DefectKind,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    file: Option<String>,
    lines: Lines,
    kind: DefectKind,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    comment: Vec<Written>,
}

/// Reads a review of this code; `main` is the file that is meant where a comment names none. What is wrong comes with
/// its line where one is to blame.
pub fn comments(
    name: &str,
    text: &str,
    code: &BTreeMap<String, String>,
    main: &str,
) -> Result<Vec<Comment>, (Option<u32>, String)> {
    let file: File = if name.ends_with(".json") {
        // A list would be taken for the fields in their order.
        if !text.trim_start().starts_with('{') {
            let message = "it is no object; write {\"comment\": [...]}";
            return Err((Some(1), message.to_owned()));
        }
        serde_json::from_str(text).map_err(|error| {
            let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
            (line, error.to_string())
        })?
    } else {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            (line, error.message().trim_end().replace('\n', "; "))
        })?
    };
    check(file.comment, code, main).map_err(|message| (None, message))
}

pub(super) fn check(
    written: Vec<Written>,
    code: &BTreeMap<String, String>,
    main: &str,
) -> Result<Vec<Comment>, String> {
    if written.len() > MOST_COMMENTS {
        return Err(format!("a review has at most {MOST_COMMENTS} comments"));
    }
    let mut comments = Vec::new();
    for (number, written) in (1..).zip(written) {
        let comment = Comment {
            file: written.file.unwrap_or_else(|| main.to_owned()),
            lines: written.lines,
            kind: written.kind,
            text: written.text.trim().to_owned(),
        };
        let fault = if comment.text.is_empty() {
            Some("it says nothing".to_owned())
        } else if comment.text.chars().count() > MOST_LETTERS {
            Some(format!("it has more than {MOST_LETTERS} letters"))
        } else if !comment.lines.is_one_range() {
            Some("it is on one line or on one range of lines".to_owned())
        } else {
            place_fault(&comment.file, &comment.lines, code)
        };
        if let Some(fault) = fault {
            return Err(format!("comment {number}: {fault}"));
        }
        comments.push(comment);
    }
    Ok(comments)
}

/// What is wrong with a place in the code.
pub(super) fn place_fault(
    file: &str,
    lines: &Lines,
    code: &BTreeMap<String, String>,
) -> Option<String> {
    let Some(text) = code.get(file) else {
        let names: Vec<&str> = code.keys().map(String::as_str).collect();
        let file: String = file.chars().take(80).collect();
        return Some(format!(
            "there is no {file} to review; there is {}",
            names.join(", ")
        ));
    };
    let count = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    (lines.last() > count).then(|| format!("{file} has no line {}; it has {count}", lines.last()))
}

/// The line in which a byte stands, counted from 1.
pub(super) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Vec<Comment>, (Option<u32>, String)> {
        let code = BTreeMap::from([("m.py".to_owned(), "a\nb\nc\n".to_owned())]);
        comments(name, text, &code, "m.py")
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let toml = read(
            "review.toml",
            "[[comment]]\nlines = '1-2'\nkind = 'security'\ntext = ' no '\n",
        );
        let json = read(
            "review.json",
            r#"{"comment": [{"file": "m.py", "lines": "1-2", "kind": "security", "text": "no"}]}"#,
        );
        assert_eq!(toml, json);
        assert_eq!(toml.expect("it parses")[0].text, "no");
        assert_eq!(read("review.toml", ""), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_review_is_told() {
        let one = |lines: &str, text: &str| {
            format!("[[comment]]\nlines = {lines}\nkind = 'security'\ntext = '{text}'\n")
        };
        for (text, told) in [
            (one("4", "x"), "comment 1: m.py has no line 4; it has 3"),
            (one("1", " "), "comment 1: it says nothing"),
            (
                one("'1, 3'", "x"),
                "comment 1: it is on one line or on one range of lines",
            ),
            (
                one("1", "x").replace("lines", "file = '../m.py'\nlines"),
                "comment 1: there is no ../m.py to review; there is m.py",
            ),
        ] {
            assert_eq!(read("review.toml", &text), Err((None, told.to_owned())));
        }
        assert!(matches!(read("review.toml", "x = 1"), Err((Some(1), _))));
        assert!(read("review.json", "[]").is_err());
    }
}
