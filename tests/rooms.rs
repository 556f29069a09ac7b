//! Holds what ARCHITECTURE.md says of rooms: a room uses only the rooms above it, and never what its row forbids.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Crates that only some rooms may know.
const GUARDED_CRATES: [&str; 6] = ["tokio", "axum", "sea_orm", "apalis", "bollard", "clap"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(root().join(&path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

/// The rooms in the order of lib.rs.
fn rooms() -> Vec<String> {
    let map = read("src/lib.rs");
    map.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// What each room's row in ARCHITECTURE.md says that it never knows, written as Rust names.
fn forbidden() -> BTreeMap<String, Vec<String>> {
    read("ARCHITECTURE.md")
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| `")?.split('|').collect();
            let [room, _holds, never, ..] = cells.as_slice() else {
                return None;
            };
            let words = never.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'));
            let names = words
                .filter(|word| !word.is_empty())
                .map(|word| word.replace('-', "_"))
                .collect();
            Some((room.trim().trim_end_matches('`').to_owned(), names))
        })
        .collect()
}

/// The source files of a room, with what is neither comment nor text.
fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let file = root().join(format!("src/{room}.rs"));
    let mut waiting = vec![if file.exists() {
        file
    } else {
        root().join("src").join(room)
    }];
    let mut sources = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the room's folder is read");
            waiting.extend(entries.map(|entry| entry.expect("an entry is read").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let code = without_comments(&read(&path));
            sources.push((path, code));
        }
    }
    assert!(
        !sources.is_empty(),
        "the room `{room}` of src/lib.rs has no source"
    );
    sources
}

fn without_comments(source: &str) -> String {
    source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that code names by `crate::room` or inside `crate::{...}`.
fn rooms_named_in(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => named.push(first_name(rest)),
            Some(group) => {
                let mut depth = 0_usize;
                let mut begins = true;
                for (at, letter) in group.char_indices() {
                    match letter {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        letter if begins && letter.is_alphabetic() => {
                            named.push(first_name(&group[at..]));
                            begins = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    named
}

fn first_name(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

/// Whether code uses a crate by its name.
fn uses(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        before.is_none_or(|letter| !(letter.is_alphanumeric() || letter == '_' || letter == ':'))
            && (after.starts_with("::") || after.starts_with(';'))
    })
}

#[test]
fn a_room_uses_only_the_rooms_above_it() {
    let rooms = rooms();
    for (place, room) in rooms.iter().enumerate() {
        for (path, code) in sources(room) {
            for used in rooms_named_in(&code)
                .into_iter()
                .filter(|used| rooms.contains(used) && used != room)
            {
                let above = rooms[..place].contains(&used);
                assert!(
                    above,
                    "{} uses `{used}`, which does not lie above `{room}` in src/lib.rs",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn a_room_never_knows_what_its_row_forbids() {
    let forbidden = forbidden();
    for room in rooms() {
        let never = forbidden
            .get(&room)
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{room}`"));
        for (path, code) in sources(&room) {
            for name in never {
                let used = uses(&code, name) || rooms_named_in(&code).contains(name);
                assert!(
                    !used,
                    "{} uses `{name}`, which ARCHITECTURE.md forbids `{room}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_the_sandbox_room_knows_the_engines_library() {
    for room in rooms().into_iter().filter(|room| room != "sandbox") {
        for (path, code) in sources(&room) {
            assert!(!uses(&code, "bollard"), "{} uses bollard", path.display());
        }
    }
}

#[test]
fn the_scan_sees_what_it_must_see() {
    let code = without_comments(
        "use crate::{challenge::{self, Challenge}, sandbox};\n// use crate::web::App;\nlet x = crate::report::text::f();",
    );
    assert_eq!(rooms_named_in(&code), ["challenge", "sandbox", "report"]);
    assert!(uses("use tokio;", "tokio") && uses("tokio::spawn(x)", "tokio"));
    assert!(!uses("my_tokio::spawn(x)", "tokio") && !uses("x::tokio::y", "tokio"));
    let forbidden = forbidden();
    assert!(forbidden["challenge"].iter().any(|name| name == "sea_orm"));
    let known = |name: &String| GUARDED_CRATES.contains(&name.as_str()) || rooms().contains(name);
    assert!(
        forbidden["report"].iter().all(known),
        "{:?}",
        forbidden["report"]
    );
}
