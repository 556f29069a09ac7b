//! A challenge that is about to be written: what an import has made of an exercise.

use serde::Serialize;

use super::note::Note;
use crate::challenge::{ANY, KnownKind, put_on};
use crate::folder::Files;

/// What kind of exercise was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Tests and a solution, in whatever layout.
    Folder,
    /// An exercise of Exercism's Python track.
    Exercism,
    /// A problem package of the Kattis kind: a program with inputs and answers.
    ProblemPackage,
}

impl Kind {
    /// In words, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Folder => "a folder with tests and a solution",
            Self::Exercism => "an Exercism exercise",
            Self::ProblemPackage => "a problem package",
        }
    }
}

/// How long one edge case may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Time {
    /// What every challenge may take that does not say otherwise.
    Usual,
    /// What the exercise itself says.
    Given { seconds: f64 },
    /// This many times what the slowest accepted submission needs for its slowest edge case.
    Measured { multiplier: f64 },
}

/// The challenge in memory.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: Kind,
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    pub modules: Vec<String>,
    pub statement: String,
    pub time: Time,
    pub fresh_interpreter: bool,
    /// Lines of `[limits]`: name and value as TOML.
    pub limits: Vec<(&'static str, String)>,
    /// Libraries that the tests or the solution import, as requirements.
    pub packages: Vec<String>,
    /// Relative to the challenge's `tests`.
    pub tests: Files,
    /// As a candidate would hand it in, e.g. `timing.py`.
    pub starter: Files,
    pub submissions: Vec<Known>,
    pub notes: Vec<Note>,
    /// What in the tests is known not to work across the bridge, should it matter.
    pub hazards: Vec<Note>,
}

/// A known submission of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub kind: KnownKind,
    pub name: String,
    /// As a candidate would hand it in.
    pub files: Files,
    /// The edge cases that it fails; `*` while that is not known.
    pub fails: Vec<String>,
    pub mistake: String,
}

impl Draft {
    pub fn new(kind: Kind, title: String, modules: Vec<String>) -> Self {
        Self {
            kind,
            title,
            summary: String::new(),
            modules,
            statement: String::new(),
            time: Time::Usual,
            fresh_interpreter: false,
            limits: Vec::new(),
            packages: Vec::new(),
            tests: Files::new(),
            starter: Files::new(),
            submissions: Vec::new(),
            notes: Vec::new(),
            hazards: Vec::new(),
        }
    }

    /// Adds a known submission under a name that is plain and not taken.
    pub fn add(&mut self, kind: KnownKind, name: &str, files: Files, mistake: &str) {
        let plain = plain(name);
        let taken = |name: &str| {
            self.submissions
                .iter()
                .any(|known| known.kind == kind && known.name == name)
        };
        let mut name = plain.clone();
        let mut number = 2;
        while taken(&name) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        let fails = match kind {
            KnownKind::Accepted => Vec::new(),
            _ => vec![ANY.to_owned()],
        };
        self.submissions.push(Known {
            kind,
            name,
            files,
            fails,
            mistake: mistake.to_owned(),
        });
    }

    /// Sets a limit, instead of what it was before.
    pub fn limit(&mut self, name: &'static str, value: String) {
        self.limits.retain(|(known, _)| *known != name);
        self.limits.push((name, value));
    }

    /// Everything that the challenge's folder will hold.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        files.insert("challenge.toml".to_owned(), self.settings().into_bytes());
        files.insert(
            "statement.md".to_owned(),
            format!("{}\n", self.statement.trim()).into_bytes(),
        );
        for (path, content) in &self.tests {
            files.insert(format!("tests/{path}"), content.clone());
        }
        match self.starter.first_key_value() {
            Some((name, content)) if self.starter.len() == 1 && *name == self.main() => {
                files.insert("starter.py".to_owned(), content.clone());
            }
            _ => {
                for (name, content) in &self.starter {
                    files.insert(format!("starter/{name}"), content.clone());
                }
            }
        }
        for known in &self.submissions {
            self.place(known, &mut files);
        }
        files
    }

    fn place(&self, known: &Known, files: &mut Files) {
        let folder = format!("submissions/{}", known.kind.folder());
        let main = [
            self.main(),
            format!("{}/__init__.py", self.modules[0]),
            format!("{}/__main__.py", self.modules[0]),
        ]
        .into_iter()
        .find(|place| known.files.contains_key(place));
        let alone = self.modules.len() == 1 && known.files.len() == 1;
        for (name, content) in &known.files {
            let path = if alone && *name == self.main() {
                format!("{folder}/{}.py", known.name)
            } else {
                format!("{folder}/{}/{name}", known.name)
            };
            let headed = known.kind != KnownKind::Accepted && main.as_ref() == Some(name);
            let content = match std::str::from_utf8(content) {
                Ok(source) if headed => put_on(source, &known.fails, &known.mistake).into_bytes(),
                _ => content.clone(),
            };
            files.insert(path, content);
        }
    }

    fn main(&self) -> String {
        format!("{}.py", self.modules[0])
    }

    fn settings(&self) -> String {
        let mut lines = vec![format!("title = {}", quoted(&self.title))];
        lines.push(match self.modules.as_slice() {
            [module] => format!("module = {}", quoted(module)),
            modules => format!("modules = [{}]", list(modules)),
        });
        if !self.summary.is_empty() {
            lines.push(format!("summary = {}", quoted(&self.summary)));
        }
        if self.fresh_interpreter {
            lines.push("fresh_interpreter = true".to_owned());
        }
        if !self.packages.is_empty() {
            lines.push(format!("\n[image]\npackages = [{}]", list(&self.packages)));
        }
        if !self.limits.is_empty() {
            lines.push("\n[limits]".to_owned());
            lines.extend(
                self.limits
                    .iter()
                    .map(|(name, value)| format!("{name} = {value}")),
            );
        }
        lines.join("\n") + "\n"
    }
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    texts.join(", ")
}

/// A name as folders and headers can bear it: letters, digits, `-` and `_`.
pub fn plain(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| match letter {
            letter if letter.is_ascii_alphanumeric() || "-_".contains(letter) => letter,
            _ => '_',
        })
        .collect();
    let name = name.trim_matches(['_', '-']);
    match name {
        "" => "submission".to_owned(),
        name => name.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_a_challenge_that_reads() {
        let mut draft = Draft::new(Kind::Folder, "A \"title\"".into(), vec!["shop".into()]);
        draft.statement = "Do it.".into();
        draft.limits.push(("edge_case_seconds", "2.0".into()));
        draft
            .tests
            .insert("hidden/test_a.py".into(), b"def test_a(): ...".to_vec());
        let package = Files::from([
            ("shop/__init__.py".to_owned(), b"x = 1".to_vec()),
            ("shop/tax.py".to_owned(), b"y = 1".to_vec()),
        ]);
        draft.add(KnownKind::Accepted, "right one", package.clone(), "");
        draft.add(KnownKind::WrongAnswer, "wrong", package.clone(), "forgets.");
        draft.add(KnownKind::WrongAnswer, "wrong", package, "forgets.");
        draft.starter.insert("shop/__init__.py".into(), Vec::new());
        let challenge =
            crate::challenge::Challenge::from_files("shop".into(), "shop".into(), draft.files())
                .expect("it reads");
        assert_eq!(challenge.settings.title, "A \"title\"");
        let names: Vec<&str> = challenge
            .known
            .iter()
            .map(|known| known.name.as_str())
            .collect();
        assert_eq!(names, ["right_one", "wrong", "wrong_2"]);
        assert!(challenge.known[1].fails_any());
        assert_eq!(
            challenge.starter.keys().collect::<Vec<_>>(),
            ["shop/__init__.py"]
        );
    }
}
