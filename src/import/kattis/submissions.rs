//! A package's submissions: those in Python become known submissions, others are said.

use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::Draft;
use super::super::note::Note;
use super::MODULE;
use crate::challenge::KnownKind;
use crate::folder::Files;

/// Adds every submission in Python.
pub fn gather(files: &Files, draft: &mut Draft) {
    let shared: Files = ["include/default/", "include/python3/"]
        .iter()
        .flat_map(|folder| {
            files.iter().filter_map(move |(path, content)| {
                Some((path.strip_prefix(folder)?.to_owned(), content.clone()))
            })
        })
        .collect();
    let mut others: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for (folder, name, own) in submissions(files) {
        let Some(kind) = KnownKind::ALL
            .into_iter()
            .find(|kind| kind.folder() == folder)
        else {
            unknown.insert(folder);
            continue;
        };
        match in_python(name, own) {
            None => {
                others.entry(folder).or_default().insert(name);
            }
            Some(own) => {
                let mistake = match kind {
                    KnownKind::Accepted => String::new(),
                    kind => format!(
                        "a {} submission of the package.",
                        kind.folder().replace('_', " ")
                    ),
                };
                let mut files = shared.clone();
                files.extend(own);
                draft.add(
                    kind,
                    name.strip_suffix(".py").unwrap_or(name),
                    files,
                    &mistake,
                );
            }
        }
    }
    for (folder, names) in others {
        let names: Vec<&str> = names.into_iter().collect();
        let message = format!("left out, since not in Python: {}", names.join(", "));
        draft
            .notes
            .push(Note::of(&format!("submissions/{folder}"), message));
    }
    for folder in unknown {
        draft.notes.push(Note::of(
            &format!("submissions/{folder}"),
            "left out: its name says no outcome that a challenge knows",
        ));
    }
    if !draft
        .submissions
        .iter()
        .any(|known| known.kind == KnownKind::Accepted)
    {
        draft.notes.push(
            Note::of(
                "submissions/accepted",
                "no accepted submission is in Python, so nothing can be verified",
            )
            .instead("write one into the challenge's submissions/accepted"),
        );
    }
}

/// (expected outcome, name, files below it) of every submission; a single file is its own name.
fn submissions(files: &Files) -> Vec<(&str, &str, Files)> {
    let mut found: BTreeMap<(&str, &str), Files> = BTreeMap::new();
    for (path, content) in files {
        let Some((folder, rest)) = path
            .strip_prefix("submissions/")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let (name, inner) = rest.split_once('/').unwrap_or((rest, rest));
        found
            .entry((folder, name))
            .or_default()
            .insert(inner.to_owned(), content.clone());
    }
    found
        .into_iter()
        .map(|((folder, name), files)| (folder, name, files))
        .collect()
}

/// The files as a candidate would hand them in, when they are a Python program.
fn in_python(name: &str, files: Files) -> Option<Files> {
    let sources: Vec<&String> = files.keys().filter(|file| file.ends_with(".py")).collect();
    let main = match sources.as_slice() {
        [] => return None,
        [only] => (*only).clone(),
        several => ["__main__.py", "main.py", "Main.py", &format!("{name}.py")]
            .iter()
            .find(|main| several.iter().any(|file| file == *main))?
            .to_string(),
    };
    let rename = |(file, content)| match file == main {
        true => (format!("{MODULE}.py"), content),
        false => (file, content),
    };
    let files: Files = files.into_iter().map(rename).collect();
    let text = files
        .values()
        .all(|content| std::str::from_utf8(content).is_ok());
    text.then_some(files)
}
