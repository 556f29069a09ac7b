//! The test files of a package's challenge: a function a case, so that each is an edge case with a name and words of its own.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::cases::Case;
use crate::folder::Files;

/// Everything below the challenge's `tests`.
pub fn write(cases: &[Case], files: &Files) -> Files {
    let mut tests = Files::new();
    tests.insert(
        "conftest.py".to_owned(),
        include_bytes!("judge.py").to_vec(),
    );
    let samples: Vec<&Case> = cases.iter().filter(|case| case.sample).collect();
    let secret: Vec<&Case> = cases.iter().filter(|case| !case.sample).collect();
    // A challenge has hidden edge cases: where a package has samples only, they are those.
    let hidden = if secret.is_empty() { &samples } else { &secret };
    for (place, cases) in [
        ("hidden/secret_test.py", hidden),
        ("visible/sample_test.py", &samples),
    ] {
        if cases.is_empty() || (place.starts_with("visible") && secret.is_empty()) {
            continue;
        }
        let (suite, _) = place.split_once('/').unwrap_or_default();
        tests.insert(place.to_owned(), source(cases).into_bytes());
        for case in cases {
            for ending in ["in", "ans"] {
                let from = format!("data/{}.{ending}", case.path);
                if let Some(content) = files.get(&from) {
                    tests.insert(format!("{suite}/{from}"), content.clone());
                }
            }
        }
    }
    tests
}

fn source(cases: &[&Case]) -> String {
    let mut text = "\"\"\"The program's output on each case of the package.\"\"\"\n".to_owned();
    let mut taken = BTreeSet::new();
    for case in cases {
        let _ = write!(
            text,
            "\n\ndef {}(judge):\n{}    judge({}{}{})\n",
            function(&case.path, &mut taken),
            docstring(case),
            python(&case.path),
            keyword("flags", &case.flags),
            keyword("arguments", &case.arguments),
        );
    }
    text
}

/// A name for a case that no other has: `secret/group1/03-large` is `test_group1_03_large`.
fn function(path: &str, taken: &mut BTreeSet<String>) -> String {
    let short = path.strip_prefix("secret/").unwrap_or(path);
    let words: String = short
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let mut name = format!("test_{words}");
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

fn docstring(case: &Case) -> String {
    let group = case
        .path
        .split('/')
        .nth(1)
        .filter(|_| case.path.matches('/').count() > 1);
    let mut parts = Vec::new();
    if !case.description.is_empty() {
        parts.push(case.description.clone());
    }
    parts.extend(group.map(|group| format!("Area: {group}")));
    if !case.hint.is_empty() {
        parts.push(format!("Advises: {}", case.hint));
    }
    if parts.is_empty() {
        return String::new();
    }
    let text = parts
        .iter()
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n    ")
        .replace('\\', "\\\\")
        .replace("\"\"\"", "'''");
    format!("    \"\"\"{text}\n    \"\"\"\n")
}

fn keyword(name: &str, values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let values: Vec<String> = values.iter().map(|value| python(value)).collect();
    format!(", {name}=[{}]", values.join(", "))
}

/// A text as a Python literal; JSON's are among them, but for what is outside the basic plane.
fn python(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => literal.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(literal, "\\x{:02x}", u32::from(letter) & 0xff);
            }
            letter => literal.push(letter),
        }
    }
    literal + "\""
}
