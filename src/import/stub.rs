//! A starter made of a solution: its public functions and classes with their bodies taken out.

use tree_sitter::Node;

use crate::python::{Source, docstring_of};

/// Decorators that say what a definition is, rather than what it does.
const TELLING: [&str; 12] = [
    "property",
    "staticmethod",
    "classmethod",
    "abstractmethod",
    "abc.abstractmethod",
    "dataclass",
    "dataclasses.dataclass",
    "contextmanager",
    "contextlib.contextmanager",
    "asynccontextmanager",
    "total_ordering",
    "functools.total_ordering",
];

/// The solution's interface, each body replaced by `raise NotImplementedError`; empty when it defines nothing.
pub fn of(solution: &str) -> String {
    let Some(source) = Source::parse(solution) else {
        return String::new();
    };
    let mut parts = Vec::new();
    let mut cursor = source.root().walk();
    for node in source.root().named_children(&mut cursor) {
        parts.extend(stub(&source, node, ""));
    }
    if parts.is_empty() {
        return if only_gathers(&source) {
            solution.to_owned()
        } else {
            String::new()
        };
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    let stubs = parts.join("\n\n\n");
    let imports = imports_for(&source, &stubs);
    let head = if imports.is_empty() {
        String::new()
    } else {
        imports + "\n\n\n"
    };
    head + &stubs + "\n"
}

/// Whether a file only brings together what others define, as an `__init__.py` does.
fn only_gathers(source: &Source<'_>) -> bool {
    let mut cursor = source.root().walk();
    source.root().named_children(&mut cursor).all(|node| {
        let text = source.slice(node);
        matches!(
            node.kind(),
            "import_statement" | "import_from_statement" | "future_import_statement" | "comment"
        ) || text.starts_with("__all__")
            || docstring_of(source, node).is_some()
    })
}

fn stub(source: &Source<'_>, node: Node<'_>, indent: &str) -> Option<String> {
    let definition = node.child_by_field_name("definition").unwrap_or(node);
    let name = source.slice(definition.child_by_field_name("name")?);
    let private = name.starts_with('_') && !(name.starts_with("__") && name.ends_with("__"));
    if private {
        return None;
    }
    let body = definition.child_by_field_name("body")?;
    let mut lines = decorators(source, node, indent);
    // The head may wrap over lines; it ends where the body begins.
    let head = source.text[definition.start_byte()..body.start_byte()].trim_end();
    let head = match head.rfind("#").filter(|_| !head.ends_with(":")) {
        Some(at) => head[..at].trim_end(),
        None => head,
    };
    lines.push(format!("{indent}{head}"));
    let inner = format!("{indent}    ");
    if let Some(text) = body
        .named_child(0)
        .filter(|first| docstring_of(source, *first).is_some())
    {
        lines.push(format!("{inner}{}", source.slice(text)));
    }
    match definition.kind() {
        "function_definition" => {
            lines.push(format!("{inner}raise NotImplementedError"));
            Some(lines.join("\n") + "\n")
        }
        "class_definition" => {
            let mut members = Vec::new();
            let mut cursor = body.walk();
            for member in body.named_children(&mut cursor) {
                members.extend(field(source, member).map(|field| format!("{inner}{field}\n")));
                members.extend(stub(source, member, &inner));
            }
            if members.is_empty() {
                lines.push(format!("{inner}pass\n"));
            }
            Some(lines.join("\n") + "\n" + &members.join("\n"))
        }
        _ => None,
    }
}

fn decorators(source: &Source<'_>, node: Node<'_>, indent: &str) -> Vec<String> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor)
        .filter(|child| child.kind() == "decorator")
        .map(|child| source.slice(child).trim())
        .filter(|text| {
            let name = text.trim_start_matches('@').trim();
            let name = name.split('(').next().unwrap_or(name);
            TELLING.contains(&name)
                || [".setter", ".getter", ".deleter"]
                    .iter()
                    .any(|end| name.ends_with(end))
        })
        .map(|text| format!("{indent}{text}"))
        .collect()
}

/// A declared field of a class: `name: type`, without its value unless a value makes it an argument with a default.
fn field(source: &Source<'_>, member: Node<'_>) -> Option<String> {
    let assignment = member.named_child(0)?;
    if member.kind() != "expression_statement" || assignment.kind() != "assignment" {
        return None;
    }
    assignment.child_by_field_name("type")?;
    Some(source.slice(assignment).to_owned())
}

/// The solution's imports that the stubs need.
fn imports_for(source: &Source<'_>, stubs: &str) -> String {
    let words: Vec<&str> = stubs
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .collect();
    let mut kept = Vec::new();
    let mut cursor = source.root().walk();
    for node in source.root().named_children(&mut cursor) {
        let text = source.slice(node);
        match node.kind() {
            "future_import_statement" => kept.push(text),
            "import_statement" | "import_from_statement" => {
                let imported = text.rsplit("import").next().unwrap_or(text);
                let names =
                    imported.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                if names
                    .filter(|name| !name.is_empty())
                    .any(|name| words.contains(&name))
                {
                    kept.push(text);
                }
            }
            _ => {}
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_go_and_the_interface_stays() {
        let solution = "\"\"\"Secret.\"\"\"\nfrom dataclasses import dataclass\nimport re\nLIMIT = 3\n\ndef total(numbers: list[int],\n          start=0) -> int:\n    \"\"\"Adds.\"\"\"\n    return sum(numbers, start)\n\ndef _helper(): return 1\n\nclass Empty(Exception):\n    pass\n\n@dataclass\nclass Item:\n    price: int = 0\n    hidden = re.compile('x')\n\n    @property\n    def tax(self):  # rate\n        return 2\n\n    @cache\n    async def load(self): return 1\n";
        insta::assert_snapshot!(of(solution), @r#"
        from dataclasses import dataclass


        def total(numbers: list[int],
                  start=0) -> int:
            """Adds."""
            raise NotImplementedError


        class Empty(Exception):
            pass


        @dataclass
        class Item:
            price: int = 0

            @property
            def tax(self):
                raise NotImplementedError

            async def load(self):
                raise NotImplementedError
        "#);
    }

    #[test]
    fn a_script_has_no_interface() {
        assert_eq!(of("print(sum(map(int, input().split())))"), "");
    }
}
