//! What in a test file is known not to work across the bridge, each with its line and with what to do instead.
//!
//! The list was found by trying: what is absent from it (`inspect.getsource`, `importlib.reload`, `gc`, `vars`, tracing,
//! patching) works.

use tree_sitter::Node;

use super::note::Note;
use crate::python::{Source, line};

const PROCESS: (&str, &str) = (
    "starts a process: it would run in the examiner, where the candidate's files are not",
    "call the module's functions, or run it as a program with the fixture `program`: `program(stdin).stdout`",
);
const FILE: (&str, &str) = (
    "uses the module as a file: its source lies in the sandbox, not beside the tests",
    "read it with `inspect.getsource(module)`, run it with the fixture `program`, or import it",
);
const INTERNALS: (&str, &str) = (
    "looks inside a function: what is across the bridge shows no code, globals or closure",
    "check what the function does; its signature, name and docs are there (`inspect.signature`)",
);
const NAMESPACE: (&str, &str) = (
    "writes into a module's `__dict__`: it shows a copy",
    "use `setattr(module, name, value)` or `monkeypatch.setattr`",
);
const DIRECTORY: (&str, &str) = (
    "works in the folder of the tests: it is not in the sandbox",
    "copy what the candidate's code shall find into `tmp_path`, and work there",
);

const STARTS: [&str; 12] = [
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.Popen",
    "subprocess.getoutput",
    "os.system",
    "os.popen",
    "os.execv",
    "os.spawnv",
    "pexpect.spawn",
    "asyncio.create_subprocess_exec",
];

/// Every place of a test file that is known not to work.
pub fn find(file: &str, text: &str) -> Vec<Note> {
    let Some(source) = Source::parse(text) else {
        return Vec::new();
    };
    let spawning: Vec<String> = source
        .imports()
        .into_iter()
        .filter(|import| import.module == "subprocess")
        .flat_map(|import| import.names)
        .collect();
    let mut found: Vec<Note> = Vec::new();
    source.walk(|node| {
        if let Some((what, instead)) = hazard(&source, node, &spawning) {
            let note = Note::at(file, line(node), what, instead);
            // One cause a line is enough: the outermost, which is what the line does.
            if found.iter().all(|known| known.line != note.line) {
                found.push(note);
            }
        }
    });
    found
}

fn hazard(
    source: &Source<'_>,
    node: Node<'_>,
    spawning: &[String],
) -> Option<(&'static str, &'static str)> {
    match node.kind() {
        "call" => {
            let function = source.slice(node.child_by_field_name("function")?);
            let arguments = source.slice(node.child_by_field_name("arguments")?);
            if STARTS.contains(&function) || spawning.iter().any(|name| name == function) {
                return Some(PROCESS);
            }
            if function.starts_with("runpy.run_") || function.ends_with("spec_from_file_location") {
                return Some(FILE);
            }
            let into_tests = arguments.contains("__file__") && !arguments.contains(".__file__");
            (function.rsplit('.').next() == Some("chdir") && into_tests).then_some(DIRECTORY)
        }
        "attribute" => {
            match source.slice(node.child_by_field_name("attribute")?) {
                "__file__" => Some(FILE),
                // A test's own frames and lambdas have code too, but nobody asserts on it.
                "__code__" | "__globals__" | "__closure__" => Some(INTERNALS),
                _ => None,
            }
        }
        "assignment" | "augmented_assignment" => {
            let left = node.child_by_field_name("left")?;
            let value = source.slice(left.child_by_field_name("value")?);
            let writes = left.kind() == "subscript" && value.ends_with(".__dict__");
            writes.then_some(NAMESPACE)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_is_told_with_its_line_and_what_works_is_not() {
        let text = "import subprocess, inspect\nfrom subprocess import run as go, Popen\nhere = __file__\n\ndef test_a():\n    subprocess.run(['x'])\n    Popen('x')\n\ndef test_b(monkeypatch):\n    open(module.__file__)\n    f.__code__.co_argcount\n    module.__dict__['x'] = 1\n    monkeypatch.chdir(Path(__file__).parent)\n\ndef test_c():\n    inspect.getsource(module)\n    importlib.reload(module)\n    'subprocess.run()'\n";
        let lines: Vec<u32> = find("a_test.py", text)
            .into_iter()
            .filter_map(|note| note.line)
            .collect();
        assert_eq!(lines, [6, 7, 10, 11, 12, 13]);
    }
}
