//! An exercise of Exercism's Python track, practice or concept: `.meta/config.json` says what each file is.

use serde::Deserialize;

use super::ImportError;
use super::draft::{Draft, Kind};
use super::note::Note;
use super::source::{folder_of, name_of, text};
use crate::challenge::KnownKind;
use crate::folder::Files;

const CONFIG: &str = ".meta/config.json";

/// Whether these are the files of an Exercism exercise.
pub fn fits(files: &Files) -> bool {
    files.contains_key(CONFIG)
}

#[derive(Debug, Deserialize)]
struct Config {
    files: Roles,
    #[serde(default)]
    blurb: String,
}

#[derive(Debug, Deserialize)]
struct Roles {
    #[serde(default)]
    solution: Vec<String>,
    #[serde(default)]
    test: Vec<String>,
    /// A practice exercise's reference.
    #[serde(default)]
    example: Vec<String>,
    /// A concept exercise's reference.
    #[serde(default)]
    exemplar: Vec<String>,
    /// Files that a student sees and does not change.
    #[serde(default)]
    editor: Vec<String>,
}

/// Makes a challenge of an exercise.
pub fn draft(files: &Files, name: &str) -> Result<Draft, ImportError> {
    let broken = |message: String| ImportError::Broken {
        file: CONFIG.to_owned(),
        message,
    };
    let config: Config = serde_json::from_str(text(files, CONFIG).unwrap_or_default())
        .map_err(|error| broken(error.to_string()))?;
    let roles = config.files;
    let modules: Vec<String> = modules_of(&roles.solution);
    if modules.is_empty() || roles.test.is_empty() {
        return Err(broken(
            "`files` names no solution or no test in Python".to_owned(),
        ));
    }
    let mut draft = Draft::new(Kind::Exercism, super::title_of(name), modules);
    draft.summary = config.blurb;
    draft.statement = statement(files);
    if draft.statement.is_empty() {
        draft
            .notes
            .push(Note::of(".docs", "there are no instructions").instead("write statement.md"));
        draft.statement = format!("Write `{}`.", roles.solution.join("`, `"));
    }
    for path in roles.test.iter().chain(&roles.editor) {
        match files.get(path) {
            Some(content) => {
                draft
                    .tests
                    .insert(format!("hidden/{path}"), content.clone());
            }
            None => draft.notes.push(Note::of(
                CONFIG,
                format!("names {path}, which is not there"),
            )),
        }
    }
    // What the test files load from beside them, e.g. helpers and data that the configuration does not name.
    let named = |path: &String| roles.solution.contains(path) || draft_holds(&roles, path);
    for (path, content) in files {
        let beside = folder_of(path) == folder_of(&roles.test[0]);
        if beside
            && !path.starts_with('.')
            && !named(path)
            && !name_of(path).to_lowercase().ends_with(".md")
        {
            draft
                .tests
                .insert(format!("hidden/{path}"), content.clone());
        }
    }
    let reference = if roles.example.is_empty() {
        &roles.exemplar
    } else {
        &roles.example
    };
    let solution = matched(files, &roles.solution, reference);
    if solution.is_empty() {
        return Err(broken(
            "names neither an example nor an exemplar that is there".to_owned(),
        ));
    }
    let starter: Files = roles
        .solution
        .iter()
        .filter_map(|path| Some((path.clone(), files.get(path)?.clone())))
        .collect();
    let given = needed(files, &roles.editor, &[&solution, &starter]);
    let whole = |own: Files| own.into_iter().chain(given.clone()).collect::<Files>();
    let reference = reference.first().map_or("example", |path| name_of(path));
    draft.add(
        KnownKind::Accepted,
        reference.trim_end_matches(".py"),
        whole(solution),
        "",
    );
    draft.starter = whole(starter);
    Ok(draft)
}

fn modules_of(solution: &[String]) -> Vec<String> {
    let mut modules: Vec<String> = Vec::new();
    for path in solution.iter().filter(|path| path.ends_with(".py")) {
        let module = path
            .split('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".py");
        if !modules.iter().any(|known| known == module) {
            modules.push(module.to_owned());
        }
    }
    modules
}

fn draft_holds(roles: &Roles, path: &String) -> bool {
    roles.test.contains(path) || roles.editor.contains(path)
}

/// The reference under the names that the solution has: by the same name, else by its place in the list.
fn matched(files: &Files, solution: &[String], reference: &[String]) -> Files {
    solution
        .iter()
        .enumerate()
        .filter_map(|(at, path)| {
            let same = reference
                .iter()
                .find(|known| name_of(known) == name_of(path));
            let from = same.or_else(|| reference.get(at))?;
            Some((path.clone(), files.get(from)?.clone()))
        })
        .collect()
}

/// The given files that a solution imports: a candidate hands them in again, since only a submission is in a sandbox.
fn needed(files: &Files, editor: &[String], sources: &[&Files]) -> Files {
    let imported: Vec<String> = sources
        .iter()
        .flat_map(|files| files.values())
        .filter_map(|content| std::str::from_utf8(content).ok())
        .filter_map(crate::python::Source::parse)
        .flat_map(|source| source.imports())
        .map(|import| import.module)
        .collect();
    editor
        .iter()
        .filter(|path| {
            imported
                .iter()
                .any(|module| *path == &format!("{module}.py"))
        })
        .filter_map(|path| Some((path.clone(), files.get(path)?.clone())))
        .collect()
}

fn statement(files: &Files) -> String {
    let parts = [
        "introduction.md",
        "introduction.append.md",
        "instructions.md",
        "instructions.append.md",
    ];
    parts
        .iter()
        .filter_map(|name| text(files, &format!(".docs/{name}")))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}
