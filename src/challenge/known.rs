//! Known submissions: what an author says of solutions that are right and of mistakes that people make.

use super::fault::ChallengeFault;
use super::header::{ANY, Header, split_names};
use crate::folder::Files;

/// A submission that lies in the challenge's folder, with the verdict that its author expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSubmission {
    pub kind: KnownKind,
    /// Its file's or folder's name without `.py`, unique within its kind.
    pub name: String,
    /// Where it lies, relative to the challenge's folder.
    pub path: String,
    /// As a candidate would submit it, e.g. `timing.py`.
    pub files: Files,
    /// The edge cases that it fails, as its header names them; empty for an accepted one.
    pub fails: Vec<String>,
    /// What the person got wrong, in a sentence; empty for an accepted one.
    pub mistake: String,
}

/// The folder of a known submission says how it must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownKind {
    /// Passes everything.
    Accepted,
    /// Fails exactly the edge cases that its header names.
    WrongAnswer,
    /// The same, and at least one of them times out.
    TimeLimitExceeded,
    /// The same, and at least one of them runs out of memory.
    MemoryLimitExceeded,
    /// The same, and in at least one of them the code raises or crashes.
    RunTimeError,
}

impl KnownKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::WrongAnswer,
        Self::TimeLimitExceeded,
        Self::MemoryLimitExceeded,
        Self::RunTimeError,
    ];

    /// The name of the folder under `submissions/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::WrongAnswer => "wrong_answer",
            Self::TimeLimitExceeded => "time_limit_exceeded",
            Self::MemoryLimitExceeded => "memory_limit_exceeded",
            Self::RunTimeError => "run_time_error",
        }
    }
}

impl KnownSubmission {
    /// Whether its header says that it fails some edge case, no matter which (`# Fails: *`).
    pub fn fails_any(&self) -> bool {
        self.fails.iter().any(|name| name == ANY)
    }

    /// Whether the header's `fails` cover the edge case of this id.
    pub fn expects_failure_of(&self, id: &str) -> bool {
        self.fails.iter().any(|name| names(name, id))
    }
}

/// Whether a name of a header means the edge case: its id without the file, or its function's bare name. A visible one
/// that shares its file's name with hidden ones is meant only by `visible/…`.
pub fn names(name: &str, id: &str) -> bool {
    let (name, id) = match (name.strip_prefix("visible/"), id.strip_prefix("visible/")) {
        (Some(name), Some(id)) => (name, id),
        (None, None) => (name, id),
        _ => return false,
    };
    let test = id.split_once("::").map_or(id, |(_file, test)| test);
    // Parameters may hold `::` themselves, so the class is taken off only before the first bracket, or before the space
    // that parts a subtest from its test.
    let end = test.find(['[', ' ']).unwrap_or(test.len());
    let method_start = test[..end].rfind("::").map_or(0, |at| at + 2);
    // A test's name does not mean its subtests: which of them fail is for the header to say, one by one.
    let function = if test[end..].contains("] (")
        || test[end..].contains("] [")
        || test[end..].starts_with(' ')
    {
        test
    } else {
        &test[..end]
    };
    [
        test,
        function,
        &test[method_start..],
        &function[method_start..],
    ]
    .contains(&name)
}

/// All known submissions among the files of `submissions/` (paths relative to it).
pub(super) fn gather(
    files: &Files,
    modules: &[String],
) -> Result<Vec<KnownSubmission>, ChallengeFault> {
    let mut known: Vec<KnownSubmission> = Vec::new();
    for (path, content) in files {
        let place = format!("submissions/{path}");
        let Some((kind, name, inner)) = split(path) else {
            let allowed = KnownKind::ALL.map(KnownKind::folder).join(", ");
            return Err(ChallengeFault::of(
                place,
                format!(
                    "not a known submission; it lies as a `.py` file or a folder in one of {allowed}"
                ),
            ));
        };
        let file = match inner {
            Some(inner) => inner.to_owned(),
            None if modules.len() == 1 => format!("{}.py", modules[0]),
            None => {
                let message = format!(
                    "the challenge has several modules; make it a folder with {}",
                    list(modules)
                );
                return Err(ChallengeFault::of(place, message));
            }
        };
        match known
            .last_mut()
            .filter(|last| last.kind == kind && last.name == name)
        {
            Some(last) if inner.is_some() => {
                last.files.insert(file, content.clone());
            }
            Some(_) => {
                return Err(ChallengeFault::of(
                    place,
                    "a file and a folder share this name; rename one",
                ));
            }
            None => known.push(KnownSubmission {
                kind,
                name: name.to_owned(),
                path: match inner {
                    Some(_) => format!("submissions/{}/{name}", kind.folder()),
                    None => place,
                },
                files: Files::from([(file, content.clone())]),
                fails: Vec::new(),
                mistake: String::new(),
            }),
        }
    }
    for submission in &mut known {
        read_header(submission, modules)?;
    }
    known.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(known)
}

/// `wrong_answer/x.py` is (kind, `x`, none); `wrong_answer/x/timing.py` is (kind, `x`, `timing.py`).
fn split(path: &str) -> Option<(KnownKind, &str, Option<&str>)> {
    let (folder, rest) = path.split_once('/')?;
    let kind = KnownKind::ALL
        .into_iter()
        .find(|kind| kind.folder() == folder)?;
    match rest.split_once('/') {
        Some((name, inner)) => Some((kind, name, Some(inner))),
        None => Some((kind, rest.strip_suffix(".py")?, None)),
    }
}

fn read_header(submission: &mut KnownSubmission, modules: &[String]) -> Result<(), ChallengeFault> {
    let module = &modules[0];
    let places = [
        format!("{module}.py"),
        format!("{module}/__init__.py"),
        format!("{module}/__main__.py"),
    ];
    let Some((main, content)) = places
        .iter()
        .find_map(|place| Some((place, submission.files.get(place)?)))
    else {
        let message = format!("it has no {module}.py, the module that the tests import");
        return Err(ChallengeFault::of(&submission.path, message));
    };
    let place = if submission.path.ends_with(".py") {
        submission.path.clone()
    } else {
        format!("{}/{main}", submission.path)
    };
    let source =
        std::str::from_utf8(content).map_err(|_| ChallengeFault::of(&place, "not UTF-8"))?;
    let header = Header::parse(source);
    let accepted = submission.kind == KnownKind::Accepted;
    if let (true, Some((line, _))) = (accepted, &header.fails) {
        let message =
            "an accepted submission fails nothing; take `# Fails:` away or move it to wrong_answer";
        return Err(ChallengeFault::at(place, *line, message));
    }
    if !accepted {
        let fails = header
            .fails
            .map(|(_, text)| split_names(&text))
            .unwrap_or_default();
        let mistake = header.mistake.map(|(_, text)| text).unwrap_or_default();
        if fails.is_empty() {
            let message = "name the edge cases that it fails in its first lines, e.g. `# Fails: test_keeps_name`";
            return Err(ChallengeFault::at(place, 1, message));
        }
        if mistake.is_empty() {
            let message = "say in its first lines what the person got wrong: `# Mistake: forgets functools.wraps`";
            return Err(ChallengeFault::at(place, 1, message));
        }
        submission.fails = fails;
        submission.mistake = mistake;
    }
    Ok(())
}

fn list(modules: &[String]) -> String {
    modules
        .iter()
        .map(|module| format!("{module}.py"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(files: &[(&str, &str)]) -> Result<Vec<KnownSubmission>, String> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        gather(&files, &["timing".to_owned()]).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_file_is_submitted_under_the_modules_name() {
        let known = gathered(&[("accepted/wraps.py", "x = 1")]).expect("they are well");
        assert_eq!(known[0].name, "wraps");
        assert_eq!(known[0].files.keys().collect::<Vec<_>>(), ["timing.py"]);
    }

    #[test]
    fn a_folder_is_submitted_as_it_lies() {
        let known = gathered(&[
            ("accepted/two/clock.py", ""),
            ("accepted/two/timing.py", ""),
        ])
        .expect("they are well");
        assert_eq!(known.len(), 1);
        assert_eq!(
            known[0].files.keys().collect::<Vec<_>>(),
            ["clock.py", "timing.py"]
        );
    }

    #[test]
    fn a_header_may_wrap_over_several_lines() {
        let source = "# Fails: test_a, test_b[1,2],\n#   Class::test_c\n# Mistake: forgets that\n#   things end.\n#\n# More.\nx = 1";
        let known = gathered(&[("wrong_answer/x.py", source)]).expect("they are well");
        assert_eq!(known[0].fails, ["test_a", "test_b[1,2]", "Class::test_c"]);
        assert_eq!(known[0].mistake, "forgets that things end.");
    }

    #[test]
    fn a_name_means_its_function_and_all_its_parametrizations() {
        for name in [
            "test_m",
            "TestClass::test_m",
            "test_m[a::b]",
            "TestClass::test_m[a::b]",
        ] {
            assert!(names(name, "x_test.py::TestClass::test_m[a::b]"), "{name}");
        }
        for name in ["test", "TestClass", "test_m[a]", "x_test.py", "test_other"] {
            assert!(!names(name, "x_test.py::TestClass::test_m[a::b]"), "{name}");
        }
    }

    #[test]
    fn a_wrong_submission_without_a_header_is_told_with_an_example() {
        insta::assert_snapshot!(gathered(&[("wrong_answer/x.py", "x = 1")]).expect_err("it is broken"), @"submissions/wrong_answer/x.py:1: name the edge cases that it fails in its first lines, e.g. `# Fails: test_keeps_name`");
        insta::assert_snapshot!(gathered(&[("wrong_answer/x.py", "# Fails: test_a")]).expect_err("it is broken"), @"submissions/wrong_answer/x.py:1: say in its first lines what the person got wrong: `# Mistake: forgets functools.wraps`");
    }

    #[test]
    fn an_accepted_submission_with_failures_is_told_with_the_line() {
        insta::assert_snapshot!(
            gathered(&[("accepted/x.py", "# Style: terse\n# Fails: test_a")]).expect_err("it is broken"), @"submissions/accepted/x.py:2: an accepted submission fails nothing; take `# Fails:` away or move it to wrong_answer");
    }

    #[test]
    fn a_folder_of_no_known_kind_is_told_with_the_kinds() {
        insta::assert_snapshot!(gathered(&[("wrong/x.py", "")]).expect_err("it is broken"), @"submissions/wrong/x.py: not a known submission; it lies as a `.py` file or a folder in one of accepted, wrong_answer, time_limit_exceeded, memory_limit_exceeded, run_time_error");
        insta::assert_snapshot!(gathered(&[("accepted/notes.txt", "")]).expect_err("it is broken"), @"submissions/accepted/notes.txt: not a known submission; it lies as a `.py` file or a folder in one of accepted, wrong_answer, time_limit_exceeded, memory_limit_exceeded, run_time_error");
    }

    #[test]
    fn a_folder_without_the_module_is_told() {
        insta::assert_snapshot!(gathered(&[("accepted/x/other.py", "")]).expect_err("it is broken"), @"submissions/accepted/x: it has no timing.py, the module that the tests import");
    }
}
