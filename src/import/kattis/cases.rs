//! The cases of a package: an input, an answer, and what the package says of both.

use super::super::ImportError;
use super::super::note::Note;
use super::super::source::text;
use super::settings::{Settings, words, yaml};
use crate::folder::Files;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Below `data`, without an ending, e.g. `secret/group1/03-large`.
    pub path: String,
    pub sample: bool,
    /// Flags of the default output validator.
    pub flags: Vec<String>,
    /// Command line arguments of the program.
    pub arguments: Vec<String>,
    pub description: String,
    pub hint: String,
}

/// Every case with an input and an answer, in the order of their paths.
pub fn find(
    files: &Files,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Vec<Case>, ImportError> {
    let mut cases = Vec::new();
    let inputs = files.keys().filter_map(|path| {
        let inner = path.strip_prefix("data/")?.strip_suffix(".in")?;
        (inner.starts_with("sample/") || inner.starts_with("secret/")).then_some(inner)
    });
    for path in inputs {
        let whole = format!("data/{path}");
        if !files.contains_key(&format!("{whole}.ans")) {
            notes.push(Note::of(
                &format!("{whole}.in"),
                "left out: there is no `.ans` file beside it",
            ));
            continue;
        }
        if files
            .keys()
            .any(|file| file.starts_with(&format!("{whole}.files/")))
        {
            notes.push(
                Note::of(
                    &format!("{whole}.files"),
                    "left out: files beside the program are not taken over",
                )
                .instead(
                    "give the case in a test file of your own, which may write into `tmp_path`",
                ),
            );
        }
        cases.push(read(files, settings, path)?);
    }
    Ok(cases)
}

fn read(files: &Files, settings: &Settings, path: &str) -> Result<Case, ImportError> {
    let mut case = Case {
        path: path.to_owned(),
        sample: path.starts_with("sample/"),
        flags: settings.flags.clone(),
        arguments: Vec::new(),
        description: String::new(),
        hint: String::new(),
    };
    // A group's settings hold for what lies in it, unless that says otherwise.
    let mut folder = String::from("data");
    let parts: Vec<&str> = path.split('/').collect();
    for part in &parts {
        for name in ["testdata.yaml", "test_group.yaml"] {
            apply(&mut case, &yaml(files, &format!("{folder}/{name}"))?);
        }
        folder = format!("{folder}/{part}");
    }
    // What a group is described as is said of the group.
    case.description.clear();
    case.hint.clear();
    let whole = format!("data/{path}");
    for (ending, field) in [("desc", &mut case.description), ("hint", &mut case.hint)] {
        if let Some(text) = text(files, &format!("{whole}.{ending}")) {
            *field = text.trim().to_owned();
        }
    }
    if let Some(arguments) = text(files, &format!("{whole}.args")) {
        case.arguments = arguments.split_whitespace().map(str::to_owned).collect();
    }
    apply(&mut case, &yaml(files, &format!("{whole}.yaml"))?);
    Ok(case)
}

fn apply(case: &mut Case, settings: &serde_json::Value) {
    for name in ["output_validator_flags", "output_validator_args"] {
        if settings.get(name).is_some() {
            case.flags = words(&settings[name]);
        }
    }
    if settings.get("args").is_some() {
        case.arguments = words(&settings["args"]);
    }
    for (name, field) in [
        ("description", &mut case.description),
        ("hint", &mut case.hint),
    ] {
        if let Some(text) = settings[name].as_str() {
            *field = text.trim().to_owned();
        }
    }
}
