//! `defects.toml`: what is planted, where, and the hidden tests that prove it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lines::Lines;
use crate::challenge::fault::ChallengeFault;
use crate::challenge::is_name;

/// A planted defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    pub id: String,
    /// A sentence on what is wrong.
    pub title: String,
    pub file: String,
    pub lines: Lines,
    /// The first is the author's own word for it; a comment of any of them meets it.
    pub kinds: Vec<DefectKind>,
    pub tells: String,
    pub advises: String,
    /// The hidden tests that fail while it is there, as headers name them.
    pub tests: Vec<String>,
}

/// What kind of a defect something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefectKind {
    Correctness,
    Security,
    Resource,
    Concurrency,
    StyleOfInterface,
    Performance,
}

impl DefectKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Correctness,
        Self::Security,
        Self::Resource,
        Self::Concurrency,
        Self::StyleOfInterface,
        Self::Performance,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Security => "security",
            Self::Resource => "resource",
            Self::Concurrency => "concurrency",
            Self::StyleOfInterface => "style-of-interface",
            Self::Performance => "performance",
        }
    }

    /// As people choose it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Correctness => "correctness: it does the wrong thing",
            Self::Security => "security: it can be abused",
            Self::Resource => "resource: it leaks or hoards something",
            Self::Concurrency => "concurrency: it breaks with several at once",
            Self::StyleOfInterface => "interface: callers are misled",
            Self::Performance => "performance: it is needlessly slow",
        }
    }
}

impl Defect {
    /// The group that it is reported in.
    pub fn area(&self) -> &'static str {
        self.kinds.first().map_or("", |kind| kind.word())
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

impl<T> OneOrMore<T> {
    fn all(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::More(more) => more,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    title: String,
    file: Option<String>,
    lines: Lines,
    kind: OneOrMore<DefectKind>,
    #[serde(default)]
    tells: String,
    #[serde(default)]
    advises: String,
    test: OneOrMore<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    defect: Vec<toml::Spanned<Written>>,
}

/// Reads the text of a `defects.toml`; a fault names the line.
pub(super) fn parse(
    text: &str,
    code: &BTreeMap<String, String>,
    main: &str,
) -> Result<Vec<Defect>, ChallengeFault> {
    let at = |offset: usize, message: String| {
        ChallengeFault::at(
            "defects.toml",
            super::comment::line_of(text, offset),
            message,
        )
    };
    let file: File = toml::from_str(text).map_err(|error| {
        let message = error.message().trim_end().replace('\n', "; ");
        at(error.span().map_or(0, |span| span.start), message)
    })?;
    if file.defect.is_empty() {
        return Err(at(0, "there is no [[defect]]".to_owned()));
    }
    let mut defects: Vec<Defect> = Vec::new();
    for written in file.defect {
        let start = written.span().start;
        let written = written.into_inner();
        let defect = Defect {
            file: written.file.unwrap_or_else(|| main.to_owned()),
            id: written.id,
            title: written.title,
            lines: written.lines,
            kinds: written.kind.all(),
            tells: written.tells,
            advises: written.advises,
            tests: written.test.all(),
        };
        if let Some(message) = fault_of(&defect, &defects, code) {
            return Err(at(start, message));
        }
        defects.push(defect);
    }
    Ok(defects)
}

fn fault_of(defect: &Defect, before: &[Defect], code: &BTreeMap<String, String>) -> Option<String> {
    if !is_name(&defect.id) {
        return Some(format!(
            "the id `{}` is no name; use letters, digits, `-` and `_`",
            defect.id
        ));
    }
    if before.iter().any(|other| other.id == defect.id) {
        return Some(format!("two defects have the id `{}`", defect.id));
    }
    if defect.title.trim().is_empty() {
        return Some("`title` is empty; say what is wrong in a sentence".to_owned());
    }
    if defect.kinds.is_empty() {
        return Some("`kind` is empty; name at least one".to_owned());
    }
    if defect.tests.is_empty() {
        return Some("`test` is empty; name a hidden test that fails while it is there".to_owned());
    }
    super::comment::place_fault(&defect.file, &defect.lines, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Defect>, String> {
        let code = BTreeMap::from([("m.py".to_owned(), "a\nb\nc\n".to_owned())]);
        parse(text, &code, "m.py").map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_defect_has_kinds_and_tests_one_or_more() {
        let read = parsed("[[defect]]\nid = 'x'\ntitle = 'T'\nlines = '1, 3'\nkind = ['security', 'style-of-interface']\ntest = 'test_x'\n")
            .expect("it parses");
        assert_eq!(
            read[0].kinds,
            [DefectKind::Security, DefectKind::StyleOfInterface]
        );
        assert_eq!(
            (read[0].area(), read[0].file.as_str()),
            ("security", "m.py")
        );
        assert_eq!(read[0].tests, ["test_x"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let one =
            "[[defect]]\nid = 'x'\ntitle = 'T'\nlines = 2\nkind = 'security'\ntest = 'test_x'\n";
        insta::assert_snapshot!(parsed(&format!("{one}\n{one}")).expect_err("it is broken"), @"defects.toml:8: two defects have the id `x`");
        insta::assert_snapshot!(parsed(&one.replace("lines = 2", "lines = 4")).expect_err("it is broken"), @"defects.toml:1: m.py has no line 4; it has 3");
        insta::assert_snapshot!(parsed(&one.replace("'security'", "'naming'")).expect_err("it is broken"), @"defects.toml:5: data did not match any variant of untagged enum OneOrMore");
        insta::assert_snapshot!(parsed("").expect_err("it is broken"), @"defects.toml:1: there is no [[defect]]");
    }

    #[test]
    fn a_kinds_word_is_what_files_say() {
        for kind in DefectKind::ALL {
            assert_eq!(
                serde_json::to_value(kind).expect("it serializes"),
                kind.word()
            );
        }
    }
}
