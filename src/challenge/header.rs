//! The comment lines at the top of a wrong submission: which edge cases it fails, and what the person got wrong.

/// Says of a submission that it fails some edge case, no matter which.
pub const ANY: &str = "*";

/// The line on which a header's value begins, and its text.
pub(super) type Value = Option<(u32, String)>;

#[derive(Default)]
pub(super) struct Header {
    pub fails: Value,
    pub mistake: Value,
}

impl Header {
    /// Reads the comment lines before the first line of code.
    pub fn parse(source: &str) -> Self {
        let mut header = Self::default();
        let mut continued: Option<fn(&mut Self) -> &mut Value> = None;
        for (number, line) in (1..).zip(source.trim_start_matches('\u{feff}').lines()) {
            let Some(comment) = line.strip_prefix('#') else {
                if line.trim().is_empty() {
                    continued = None;
                    continue;
                }
                break;
            };
            let text = comment.trim();
            if let Some(value) = text.strip_prefix("Fails:") {
                header.fails = Some((number, value.trim().to_owned()));
                continued = Some(|header| &mut header.fails);
            } else if let Some(value) = text.strip_prefix("Mistake:") {
                header.mistake = Some((number, value.trim().to_owned()));
                continued = Some(|header| &mut header.mistake);
            } else if let (true, Some(field)) = (comment.starts_with("  "), continued) {
                // A continuing line is indented after `# `.
                if let Some((_, value)) = field(&mut header) {
                    value.push(' ');
                    value.push_str(text);
                }
            } else {
                continued = None;
            }
        }
        header
    }
}

/// Splits at commas outside brackets, since a parametrized id may hold commas itself.
pub(super) fn split_names(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    text.split(|letter| {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    })
    .map(|name| name.trim().to_owned())
    .filter(|name| !name.is_empty())
    .collect()
}

/// Whether a header can hold these names so that they are read again as they are.
pub fn can_hold(names: &[String]) -> bool {
    let plain = |name: &String| !name.chars().any(char::is_control);
    names.iter().all(plain) && split_names(&names.join(", ")) == names
}

/// Puts a header on top of source, below the lines that must come first (`#!`, an encoding).
pub fn put_on(source: &str, fails: &[String], mistake: &str) -> String {
    let (mark, source) = match source.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", source),
    };
    let first = source
        .split_inclusive('\n')
        .take(2)
        .take_while(|line| {
            line.starts_with("#!") || (line.starts_with('#') && line.contains("coding"))
        })
        .map(str::len)
        .sum();
    let (first, rest) = source.split_at(first);
    let fails = wrapped("Fails:", fails.iter().map(|name| format!("{name},")));
    let mistake = wrapped("Mistake:", mistake.split_whitespace().map(str::to_owned));
    format!(
        "{mark}{first}{}\n{mistake}\n{rest}",
        fails.trim_end_matches(',')
    )
}

/// Comment lines of a readable width; those after the first are indented.
fn wrapped(begin: &str, words: impl Iterator<Item = String>) -> String {
    const WIDTH: usize = 100;
    let mut text = format!("# {begin}");
    let mut width = text.len();
    for word in words {
        if width + 1 + word.len() > WIDTH {
            text.push_str("\n#  ");
            width = 4;
        }
        text.push(' ');
        text.push_str(&word);
        width += 1 + word.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_on_is_read_again() {
        let names: Vec<String> = (0..30).map(|at| format!("test_case[{at}, x]")).collect();
        let source = put_on(
            "#!/usr/bin/python3\n# coding: utf-8\nx = 1\n",
            &names,
            "forgets the end.",
        );
        assert!(
            source.starts_with("#!/usr/bin/python3\n# coding: utf-8\n# Fails: test_case[0, x],"),
            "{source}"
        );
        assert!(
            source.ends_with("# Mistake: forgets the end.\nx = 1\n"),
            "{source}"
        );
        let header = Header::parse(&source);
        assert_eq!(split_names(&header.fails.expect("it has one").1), names);
    }
}
