//! Where the tests go: below `tests/hidden`, unmodified, with the helpers and data that lie beside them.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::find::{Role, common_folder, homes, imported, is_of_tests, role};
use super::note::Note;
use super::pytest_settings::PytestSettings;
use super::source::{folder_of, name_of};
use crate::folder::Files;
use crate::python::Source;

/// Files that say something of the exercise and nothing to its tests.
const NOT_DATA: [&str; 14] = [
    "readme",
    "license",
    "licence",
    "makefile",
    "dockerfile",
    "pyproject",
    "setup",
    "tox",
    "pytest",
    "requirements",
    "changelog",
    "statement",
    "instructions",
    "contributing",
];

/// Copies the tests. `taken` are the files that belong to a submission or a starter.
pub fn tests(
    draft: &mut Draft,
    files: &Files,
    tests: &[String],
    taken: &BTreeSet<String>,
    settings: &PytestSettings,
) {
    let root = common_folder(tests);
    let own = |path: &String| path.starts_with(&root) && !taken.contains(path);
    let dedicated = !root.is_empty() && !taken.iter().any(|path| path.starts_with(&root));
    let mut chosen: BTreeSet<&String> = BTreeSet::new();
    if dedicated {
        chosen.extend(files.keys().filter(|path| own(path)));
    } else {
        chosen.extend(tests);
        chosen.extend(
            files.keys().filter(|path| {
                own(path) && (name_of(path) == "conftest.py" || is_data(path, &root))
            }),
        );
        add_helpers(files, tests, taken, &mut chosen);
    }
    // The name under which tests import each other, e.g. `tests.helpers`, is kept by keeping the folder.
    let names = imported(
        files,
        &chosen
            .iter()
            .map(|path| (*path).clone())
            .collect::<Vec<_>>(),
    );
    let top = root.split('/').next().unwrap_or_default();
    let by_name = is_of_tests(top) && names.contains(top);
    let package = files.contains_key(&format!("{root}__init__.py"));
    let above = !root.is_empty() && files.contains_key("conftest.py");
    let keep = dedicated && (by_name || package || above);
    let kept = match (keep, by_name || above) {
        (false, _) => root.as_str(),
        (true, true) => "",
        (true, false) => folder_of(root.trim_end_matches('/')),
    };
    for path in chosen {
        let place = format!("hidden/{}", path.strip_prefix(kept).unwrap_or(path));
        draft.tests.insert(place, files[path].clone());
    }
    if keep && above {
        draft.tests.insert(
            "hidden/conftest.py".to_owned(),
            files["conftest.py"].clone(),
        );
    } else if keep && by_name {
        let why = b"# Here so that the tests can import each other by their folder's name.\n";
        draft
            .tests
            .insert("hidden/conftest.py".to_owned(), why.to_vec());
    }
    let mut ini = settings.ini.clone();
    let collected = |path: &String| {
        let name = name_of(path);
        name.starts_with("test_") || name.ends_with("_test.py") || !settings.python_files.is_empty()
    };
    if !tests.iter().all(collected) {
        let own: BTreeSet<&str> = tests.iter().map(|path| name_of(path)).collect();
        let own: Vec<&str> = own.into_iter().collect();
        let begin = if ini.is_empty() { "[pytest]\n" } else { "" };
        ini = format!(
            "{ini}{begin}python_files = test_*.py *_test.py {}\n",
            own.join(" ")
        );
    }
    if !ini.is_empty() {
        draft
            .tests
            .insert("pytest.ini".to_owned(), ini.into_bytes());
    }
}

/// Modules beside the tests that they import, and what those import.
fn add_helpers<'a>(
    files: &'a Files,
    tests: &[String],
    taken: &BTreeSet<String>,
    chosen: &mut BTreeSet<&'a String>,
) {
    let mut waiting: Vec<String> = tests.to_vec();
    while !waiting.is_empty() {
        let names = imported(files, &std::mem::take(&mut waiting));
        for name in names {
            for home in homes(files, &name, tests) {
                let below = format!("{}{name}/", home.folder);
                let file = format!("{}{name}.py", home.folder);
                let of_tests = role(&home.folder, &name) == Role::Plain;
                for path in files
                    .keys()
                    .filter(|path| **path == file || path.starts_with(&below))
                {
                    if of_tests
                        && !taken.contains(path)
                        && chosen.insert(path)
                        && path.ends_with(".py")
                    {
                        waiting.push(path.clone());
                    }
                }
            }
        }
    }
}

fn is_data(path: &str, root: &str) -> bool {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let name = name_of(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let document = name.ends_with(".md") || name.ends_with(".rst") || name.ends_with(".ipynb");
    let elsewhere = role(folder_of(inner), "") != Role::Plain;
    !(path.ends_with(".py")
        || path.starts_with('.')
        || document
        || elsewhere
        || NOT_DATA.contains(&stem))
}

/// Relative imports that lead out of the tests, or have no package to start from.
pub fn lost_imports(tests: &Files) -> Vec<Note> {
    let mut found = Vec::new();
    for (path, content) in tests.iter().filter(|(path, _)| path.ends_with(".py")) {
        let Some(source) = std::str::from_utf8(content).ok().and_then(Source::parse) else {
            continue;
        };
        for import in source
            .imports()
            .into_iter()
            .filter(|import| import.module.starts_with('.'))
        {
            let name = import.module.trim_start_matches('.');
            let mut folder = folder_of(path).to_owned();
            for _ in 1..import.module.len() - name.len() {
                folder = folder_of(folder.trim_end_matches('/')).to_owned();
            }
            let first = name.split('.').next().unwrap_or_default();
            let first = if first.is_empty() {
                import.names.first().map_or("", String::as_str)
            } else {
                first
            };
            let there = tests.contains_key(&format!("{folder}{first}.py"))
                || tests
                    .keys()
                    .any(|path| path.starts_with(&format!("{folder}{first}/")))
                || name.is_empty() && !folder.is_empty();
            if !there || !tests.contains_key(&format!("{}__init__.py", folder_of(path))) {
                found.push(Note::at(
                    &format!("tests/{path}"),
                    import.line,
                    &format!(
                        "imports `{}` relative to the tests, where the candidate's code is not",
                        import.module
                    ),
                    "import the module by its own name",
                ));
            }
        }
    }
    found
}
