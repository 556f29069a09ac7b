//! Why a right solution does not pass, with the line of the test that causes it.

use crate::challenge::{KnownKind, KnownSubmission};
use crate::import::{Draft, Note};
use crate::python::{Definition, Source};
use crate::report::{EdgeCase, Outcome, Report, Verdict};

/// What of the tests cannot work, as the accepted submissions show it.
pub fn of(draft: &Draft, graded: &[(&KnownSubmission, Report)]) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    let mut add = |note: Note| {
        if !found.contains(&note) {
            found.push(note);
        }
    };
    let accepted = graded
        .iter()
        .filter(|(known, _)| known.kind == KnownKind::Accepted);
    for (_, report) in accepted {
        if report.verdict == Verdict::SystemError {
            continue;
        }
        if report.edge_cases.is_empty() || !report.message.is_empty() {
            let hazards: Vec<&Note> = draft.hazards.iter().collect();
            hazards.into_iter().for_each(|hazard| add(hazard.clone()));
            continue;
        }
        for case in &report.edge_cases {
            if !matches!(case.outcome, Outcome::Passed | Outcome::NotRun) {
                causes(draft, case).into_iter().for_each(&mut add);
            }
        }
    }
    found
}

/// The lines that are known not to work in the test itself, else those that its file has outside of tests, else the test.
fn causes(draft: &Draft, case: &EdgeCase) -> Vec<Note> {
    let (file, test) = case.id.split_once("::").unwrap_or((&case.id, ""));
    let file = file.strip_prefix("visible/").unwrap_or(file);
    let path = format!("{}/{file}", case.suite.word());
    let shown = format!("tests/{path}");
    let text = draft
        .tests
        .get(&path)
        .map(|content| String::from_utf8_lossy(content).into_owned());
    let source = text.as_deref().and_then(Source::parse);
    let definitions = source.as_ref().map(Source::definitions).unwrap_or_default();
    let wanted = test.split(['[', ' ']).next().unwrap_or(test);
    let own = definitions
        .iter()
        .find(|definition| definition.name == wanted);
    let within = |definition: &Definition, note: &Note| {
        note.line
            .is_some_and(|line| (definition.first_line..=definition.last_line).contains(&line))
    };
    let here: Vec<&Note> = draft
        .hazards
        .iter()
        .filter(|note| note.file == shown)
        .collect();
    let inside = here
        .iter()
        .filter(|note| own.is_some_and(|own| within(own, note)));
    let inside: Vec<Note> = inside.map(|note| (*note).clone()).collect();
    if !inside.is_empty() {
        return inside;
    }
    // Helpers and fixtures, of this file or of a `conftest.py`.
    let of_a_test = |note: &Note| {
        let tests = definitions
            .iter()
            .filter(|definition| definition.name.contains("test"));
        let mut functions = tests.filter(|definition| {
            definition
                .name
                .rsplit("::")
                .next()
                .is_some_and(|name| name.starts_with("test"))
        });
        functions.any(|definition| within(definition, note))
    };
    let shared: Vec<Note> = draft
        .hazards
        .iter()
        .filter(|note| note.file.ends_with("conftest.py") || note.file == shown && !of_a_test(note))
        .cloned()
        .collect();
    if !shared.is_empty() {
        return shared;
    }
    let line = own.map(|own| line_of_message(&text.unwrap_or_default(), own, &case.message));
    let said = case.message.lines().next().unwrap_or_default();
    let mut note = Note::of(
        &shown,
        format!(
            "`{test}` does not pass the right solution: {}: {said}",
            case.outcome.words()
        ),
    );
    note.line = line;
    if case.message.contains("FileNotFoundError") {
        note = note.instead("files beside the tests are not in the sandbox: copy what the code shall open into `tmp_path`");
    }
    vec![note]
}

/// The line of the test that its message quotes, else the test's first.
fn line_of_message(text: &str, own: &Definition, message: &str) -> u32 {
    let quoted = message
        .lines()
        .find_map(|line| line.strip_prefix("in the test: "));
    let lines = (1_u32..).zip(text.lines());
    lines
        .filter(|(number, _)| (own.first_line..=own.last_line).contains(number))
        .find(|(_, line)| {
            quoted.is_some_and(|quoted| !quoted.is_empty() && line.trim() == quoted.trim())
        })
        .map_or(own.first_line, |(number, _)| number)
}
