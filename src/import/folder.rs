//! A folder with tests and a solution, in whatever layout.

use std::collections::BTreeSet;

use super::draft::{Draft, Kind};
use super::find::{self, Home, Role, homes, role};
use super::note::Note;
use super::source::{folder_of, name_of, text};
use super::{Hints, ImportError, place, pytest_settings, stub};
use crate::challenge::KnownKind;
use crate::folder::Files;
use crate::python::{Source, is_standard};

const STATEMENTS: [&str; 16] = [
    "statement.md",
    "instructions.md",
    "docs/instructions.md",
    "description.md",
    "task.md",
    "problem.md",
    "exercise.md",
    "readme.md",
    "docs/readme.md",
    "statement.txt",
    "instructions.txt",
    "readme.txt",
    "problem.txt",
    "readme.rst",
    "description.txt",
    "readme",
];
const OF_THE_EXAMINER: [&str; 4] = ["pytest", "hypothesis", "pytest_asyncio", "_pytest"];

/// One way to hand in the modules, as the folder has it.
struct Variant {
    role: Role,
    name: String,
    files: Files,
    /// Where they lie.
    places: Vec<String>,
}

pub fn draft(files: &Files, name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let mut notes = Vec::new();
    let settings = pytest_settings::read(files, &mut notes);
    let tests = find::tests(files, &settings, hints)?;
    let modules = modules(files, &tests, hints, &mut notes)?;
    let mut draft = Draft::new(Kind::Folder, super::title_of(name), modules);
    draft.notes = notes;
    let mut variants = variants(files, &draft.modules, &tests);
    let taken: BTreeSet<String> = variants
        .iter()
        .flat_map(|variant| variant.places.clone())
        .collect();
    place::tests(&mut draft, files, &tests, &taken, &settings);
    let starter = choose_starter(files, &draft.modules, hints, &mut variants)?;
    let accepted = choose_accepted(files, &draft.modules, &tests, hints, &mut variants)?;
    let described = describe(files, &accepted);
    draft.statement = described.unwrap_or_else(|| {
        draft
            .notes
            .push(Note::of("", "there is no description").instead("write statement.md"));
        let names: Vec<String> = draft
            .modules
            .iter()
            .map(|module| format!("`{module}.py`"))
            .collect();
        format!("Write {} so that the tests pass.", names.join(" and "))
    });
    draft.starter = match starter {
        Some(starter) => starter.files,
        None => stubs(&accepted[0].files),
    };
    for variant in &accepted {
        draft.add(
            KnownKind::Accepted,
            &variant.name,
            variant.files.clone(),
            "",
        );
    }
    for variant in variants
        .iter()
        .filter(|variant| variant.role == Role::Wrong)
    {
        draft.add(
            KnownKind::WrongAnswer,
            &variant.name,
            variant.files.clone(),
            "one of the exercise's wrong solutions.",
        );
    }
    Ok(draft)
}

/// The modules that a candidate writes: what the tests import and the folder holds, the tests' own helpers aside.
fn modules(
    files: &Files,
    tests: &[String],
    hints: &Hints,
    notes: &mut Vec<Note>,
) -> Result<Vec<String>, ImportError> {
    if !hints.modules.is_empty() {
        return Ok(hints.modules.clone());
    }
    let root = find::common_folder(tests);
    let sides: Vec<String> = files
        .keys()
        .filter(|path| tests.contains(path) || name_of(path) == "conftest.py")
        .cloned()
        .collect();
    let imported = find::imported(files, &sides);
    let test_top = root.split('/').next().unwrap_or_default();
    let mut found: Vec<String> = imported
        .iter()
        .filter(|name| !(name.as_str() == test_top && find::is_of_tests(test_top)))
        .filter(|name| {
            let homes = homes(files, name, tests);
            // What lies in a folder of tests alone is a helper of theirs.
            let beside = homes
                .iter()
                .any(|home| tests.iter().any(|test| folder_of(test) == home.folder));
            let only_tests = find::is_of_tests(&root) && beside;
            !homes.is_empty() && !only_tests
        })
        .cloned()
        .collect();
    if found.len() > 1 && found.iter().any(|name| !find::is_helper(name)) {
        found.retain(|name| !find::is_helper(name));
    }
    if found.is_empty() {
        return unresolved(files, &imported, tests);
    }
    if found.len() > 1 {
        // The one that the folder or the tests are named after first: it is the main one.
        let stems: Vec<&str> = tests
            .iter()
            .map(|path| name_of(path).trim_end_matches(".py"))
            .collect();
        found.sort_by_key(|name| !stems.iter().any(|stem| stem.contains(name.as_str())));
        notes.push(
            Note::of(
                "",
                format!(
                    "the tests import {}; a candidate writes them all",
                    found.join(", ")
                ),
            )
            .instead("say otherwise with --module"),
        );
    }
    Ok(found)
}

/// The tests import what no file is called: then it is the one name that no library has, and the one file that fits.
fn unresolved(
    files: &Files,
    imported: &BTreeSet<String>,
    tests: &[String],
) -> Result<Vec<String>, ImportError> {
    let unknown: Vec<&String> = imported
        .iter()
        .filter(|name| !name.is_empty() && !is_standard(name))
        .filter(|name| !OF_THE_EXAMINER.contains(&name.as_str()))
        .collect();
    let sources = files
        .keys()
        .filter(|path| path.ends_with(".py") && !tests.contains(path))
        .count();
    match unknown.as_slice() {
        [only] if sources > 0 => Ok(vec![(*only).clone()]),
        [] => Err(ImportError::Useless {
            message: "the tests import no module of the folder; say which one a candidate writes with --module".to_owned(),
        }),
        several => Err(ImportError::Ambiguous {
            message: format!(
                "the tests import {}, and no file of the folder is called so",
                several.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
            flag: "--module NAME and --solution PATH",
        }),
    }
}

/// Every way in which the folder holds the modules.
fn variants(files: &Files, modules: &[String], tests: &[String]) -> Vec<Variant> {
    let mut found: Vec<Variant> = Vec::new();
    let main = &modules[0];
    for home in homes(files, main, tests) {
        let (handed_in, places) = gather(files, modules, &home, tests);
        let words = words_of(&home.folder);
        found.push(Variant {
            role: role(&home.folder, main),
            name: if words.is_empty() {
                main.clone()
            } else {
                words
            },
            files: handed_in,
            places,
        });
    }
    if modules.len() > 1 {
        return found;
    }
    // `stack_solution.py`, `solution.py` or `solutions/recursive.py` for the module `stack`.
    let known: BTreeSet<String> = found
        .iter()
        .flat_map(|variant| variant.places.clone())
        .collect();
    for (path, content) in files {
        let module = path.ends_with(".py") && !tests.contains(path) && !known.contains(path);
        if !module || ["conftest.py", "__init__.py", "setup.py"].contains(&name_of(path)) {
            continue;
        }
        let role = role(path, main);
        if role != Role::Plain {
            let files = Files::from([(format!("{main}.py"), content.clone())]);
            let name = words_of(path.trim_end_matches(".py"));
            found.push(Variant {
                role,
                name,
                files,
                places: vec![path.clone()],
            });
        }
    }
    found
}

/// What a candidate would hand in for the modules that lie at a home, and the paths of it.
fn gather(
    files: &Files,
    modules: &[String],
    home: &Home,
    tests: &[String],
) -> (Files, Vec<String>) {
    let mut handed_in = Files::new();
    let mut places = Vec::new();
    let test_folders: BTreeSet<&str> = tests.iter().map(|path| folder_of(path)).collect();
    let mut waiting: Vec<String> = modules.to_vec();
    let mut seen = BTreeSet::new();
    while let Some(module) = waiting.pop() {
        if !seen.insert(module.clone()) {
            continue;
        }
        let file = format!("{}{module}.py", home.folder);
        let below = format!("{}{module}/", home.folder);
        let mut own = Vec::new();
        for (path, content) in files {
            let nested_tests = test_folders
                .iter()
                .any(|folder| folder.len() > below.len() && path.starts_with(*folder));
            let part = path.starts_with(&below) && !nested_tests && !tests.contains(path);
            if *path == file || part {
                own.push(path.clone());
                let name = path.strip_prefix(&home.folder).unwrap_or(path).to_owned();
                handed_in.insert(name, content.clone());
            }
        }
        if own.iter().any(|path| path.starts_with(&below)) && !own.contains(&file) {
            // A folder without one is a package to Python all the same.
            handed_in
                .entry(format!("{module}/__init__.py"))
                .or_default();
        }
        for name in find::imported(files, &own) {
            let beside = [
                format!("{}{name}.py", home.folder),
                format!("{}{name}/__init__.py", home.folder),
            ];
            let of_tests = tests.iter().any(|test| beside.contains(test));
            if !of_tests && beside.iter().any(|path| files.contains_key(path)) {
                waiting.push(name);
            }
        }
        places.extend(own);
    }
    (handed_in, places)
}

fn choose_starter(
    files: &Files,
    modules: &[String],
    hints: &Hints,
    variants: &mut Vec<Variant>,
) -> Result<Option<Variant>, ImportError> {
    if let Some(path) = &hints.starter {
        return named(files, modules, path, "--starter").map(Some);
    }
    if let Some(at) = variants
        .iter()
        .position(|variant| variant.role == Role::Starter)
    {
        return Ok(Some(variants.remove(at)));
    }
    let solved = hints.solution.is_some()
        || variants
            .iter()
            .any(|variant| variant.role == Role::Solution);
    let plain = variants
        .iter()
        .position(|variant| variant.role == Role::Plain);
    Ok(plain.filter(|_| solved).map(|at| variants.remove(at)))
}

fn choose_accepted(
    files: &Files,
    modules: &[String],
    tests: &[String],
    hints: &Hints,
    variants: &mut Vec<Variant>,
) -> Result<Vec<Variant>, ImportError> {
    if let Some(path) = &hints.solution {
        return Ok(vec![named(files, modules, path, "--solution")?]);
    }
    for wanted in [Role::Solution, Role::Plain] {
        let (chosen, rest): (Vec<Variant>, Vec<Variant>) = std::mem::take(variants)
            .into_iter()
            .partition(|variant| variant.role == wanted);
        *variants = rest;
        if wanted == Role::Plain && chosen.len() > 1 {
            let places: Vec<String> = chosen
                .iter()
                .map(|variant| variant.places[0].clone())
                .collect();
            return Err(ImportError::Ambiguous {
                message: format!("several files could be the solution: {}", places.join(", ")),
                flag: "--solution PATH",
            });
        }
        if !chosen.is_empty() {
            return Ok(chosen);
        }
    }
    // One file beside the tests, under whatever name.
    let others: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with(".py") && role(path, "") != Role::Wrong)
        .filter(|path| !["conftest.py", "__init__.py", "setup.py"].contains(&name_of(path)))
        .filter(|path| !tests.contains(path))
        .collect();
    match others.as_slice() {
        [only] => Ok(vec![named(files, modules, only, "--solution")?]),
        _ => Err(ImportError::Ambiguous {
            message: format!("there is no solution for `{}`", modules.join("`, `")),
            flag: "--solution PATH",
        }),
    }
}

/// What an operator named: a file is the main module, a folder is handed in as it lies.
fn named(
    files: &Files,
    modules: &[String],
    path: &str,
    flag: &'static str,
) -> Result<Variant, ImportError> {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let main = &modules[0];
    let below = format!("{path}/");
    let handed_in: Files = match files.get(path) {
        Some(content) => Files::from([(format!("{main}.py"), content.clone())]),
        None => {
            // The package itself, or the folder that holds it.
            let prefix = if name_of(path) == main {
                format!("{main}/")
            } else {
                String::new()
            };
            let inner = files
                .iter()
                .filter_map(|(file, content)| Some((file.strip_prefix(&below)?, content)));
            inner
                .map(|(file, content)| (format!("{prefix}{file}"), content.clone()))
                .collect()
        }
    };
    if handed_in.is_empty() {
        return Err(ImportError::Useless {
            message: format!("{flag}: there is no {path} in the exercise's folder"),
        });
    }
    Ok(Variant {
        role: Role::Plain,
        name: words_of(path.trim_end_matches(".py")),
        places: Vec::new(),
        files: handed_in,
    })
}

/// A starter of a solution's interface; a file that has none is left empty.
fn stubs(solution: &Files) -> Files {
    solution
        .iter()
        .filter(|(path, _)| path.ends_with(".py"))
        .map(|(path, content)| {
            (
                path.clone(),
                stub::of(&String::from_utf8_lossy(content)).into_bytes(),
            )
        })
        .collect()
}

fn words_of(path: &str) -> String {
    path.split('/')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// The exercise's description, or what its solution says of itself.
fn describe(files: &Files, accepted: &[Variant]) -> Option<String> {
    for wanted in STATEMENTS {
        let found = files.keys().find(|path| path.to_lowercase() == wanted);
        if let Some(text) = found
            .and_then(|path| text(files, path))
            .filter(|text| !text.trim().is_empty())
        {
            return Some(text.to_owned());
        }
    }
    let first = accepted.first()?.files.values().next()?;
    let docs = Source::parse(std::str::from_utf8(first).ok()?)?.docstring()?;
    (!docs.is_empty()).then_some(docs)
}
