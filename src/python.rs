//! What a Python file says of itself: imports, definitions, calls. Read from a syntax tree that survives broken source.

use tree_sitter::{Node, Parser, Tree};

/// The names of the standard library's top-level modules, one a line.
const STANDARD_LIBRARY: &str = include_str!("python/standard_library.txt");
/// Words that no module can be called by.
const KEYWORDS: &str = "False None True and as assert async await break class continue def del elif else except finally for \
from global if import in is lambda nonlocal not or pass raise return try while with yield";

/// Whether `import name` means a module of the standard library.
pub fn is_standard(name: &str) -> bool {
    STANDARD_LIBRARY.lines().any(|known| known == name)
}

/// Whether a word belongs to the language, so that no module can be called by it.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.split_whitespace().any(|known| known == word)
}

/// A parsed file.
#[derive(Debug)]
pub struct Source<'a> {
    pub text: &'a str,
    tree: Tree,
}

/// `import a.b` or `from a.b import c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Counted from 1.
    pub line: u32,
    /// Dotted, with its leading dots where it is relative.
    pub module: String,
    /// What is taken from it; empty for a plain `import`.
    pub names: Vec<String>,
}

/// A function or a class, by its name and its class's, e.g. `TestStack::test_pop`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub name: String,
    /// Whether it is a function, a method among them, and no class.
    pub is_function: bool,
    /// Its decorators as written, with their `@`.
    pub decorators: Vec<String>,
    /// Counted from 1; a decorator's line where it has one.
    pub first_line: u32,
    /// The line on which its body begins.
    pub body_line: u32,
    pub last_line: u32,
    /// The first string of its body, when it is its docstring.
    pub docstring: Option<String>,
}

impl<'a> Source<'a> {
    /// Parses a file; nothing only when the grammar cannot be used at all, which its version decides.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parser = Parser::new();
        parser
            .set_language(&tree_sitter_python::LANGUAGE.into())
            .ok()?;
        let tree = parser.parse(text, None)?;
        Some(Self { text, tree })
    }

    pub fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    pub fn slice(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// Every node, outer ones first.
    pub fn walk(&self, mut visit: impl FnMut(Node<'_>)) {
        let mut waiting = vec![self.root()];
        while let Some(node) = waiting.pop() {
            visit(node);
            let mut cursor = node.walk();
            let children: Vec<Node<'_>> = node.children(&mut cursor).collect();
            waiting.extend(children.into_iter().rev());
        }
    }

    /// Every import of the file, wherever it stands, `importlib.import_module("x")` and `__import__("x")` among them.
    pub fn imports(&self) -> Vec<Import> {
        let mut found = Vec::new();
        self.walk(|node| match node.kind() {
            "import_statement" => {
                for name in names_of(node) {
                    let module = self.slice(unaliased(name)).to_owned();
                    found.push(Import {
                        line: line(node),
                        module,
                        names: Vec::new(),
                    });
                }
            }
            "import_from_statement" => {
                let Some(module) = node.child_by_field_name("module_name") else {
                    return;
                };
                let mut names: Vec<String> = names_of(node)
                    .into_iter()
                    .map(|name| self.slice(unaliased(name)).to_owned())
                    .collect();
                if names.is_empty() {
                    names.push("*".to_owned());
                }
                found.push(Import {
                    line: line(node),
                    module: self.slice(module).replace(char::is_whitespace, ""),
                    names,
                });
            }
            "call" => {
                if let Some(module) = self.imported_by_call(node) {
                    found.push(Import {
                        line: line(node),
                        module,
                        names: Vec::new(),
                    });
                }
            }
            _ => {}
        });
        found
    }

    /// Every function and class, methods by `Class::method`.
    pub fn definitions(&self) -> Vec<Definition> {
        let mut found = Vec::new();
        self.define(self.root(), "", &mut found);
        found
    }

    /// The first string of the file, when it is its docstring.
    pub fn docstring(&self) -> Option<String> {
        let mut cursor = self.root().walk();
        let first = self
            .root()
            .named_children(&mut cursor)
            .find(|node| node.kind() != "comment")?;
        docstring_of(self, first)
    }

    fn define(&self, node: Node<'_>, outer: &str, found: &mut Vec<Definition>) {
        let mut cursor = node.walk();
        let children: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
        for child in children {
            let definition = child.child_by_field_name("definition").unwrap_or(child);
            if !matches!(
                definition.kind(),
                "function_definition" | "class_definition"
            ) {
                self.define(child, outer, found);
                continue;
            }
            let Some(name) = definition.child_by_field_name("name") else {
                continue;
            };
            let name = match outer {
                "" => self.slice(name).to_owned(),
                outer => format!("{outer}::{}", self.slice(name)),
            };
            let mut cursor = child.walk();
            let decorators = child
                .named_children(&mut cursor)
                .filter(|part| part.kind() == "decorator")
                .map(|part| self.slice(part).to_owned())
                .collect();
            let body = definition.child_by_field_name("body");
            found.push(Definition {
                name: name.clone(),
                is_function: definition.kind() == "function_definition",
                decorators,
                first_line: line(child),
                body_line: body.map_or(line(definition), line),
                last_line: last_line(child),
                docstring: body
                    .and_then(|body| body.named_child(0))
                    .and_then(|first| docstring_of(self, first)),
            });
            if definition.kind() == "class_definition" {
                self.define(definition, &name, found);
            }
        }
    }

    fn imported_by_call(&self, call: Node<'_>) -> Option<String> {
        let function = self.slice(call.child_by_field_name("function")?);
        if !["importlib.import_module", "import_module", "__import__"].contains(&function) {
            return None;
        }
        let arguments = call.child_by_field_name("arguments")?;
        let first = arguments.named_child(0)?;
        (first.kind() == "string").then(|| self.slice(first).trim_matches(['"', '\'']).to_owned())
    }
}

/// The line of a node's beginning, counted from 1.
pub fn line(node: Node<'_>) -> u32 {
    u32::try_from(node.start_position().row + 1).unwrap_or(u32::MAX)
}

/// The line of a node's end, counted from 1.
pub fn last_line(node: Node<'_>) -> u32 {
    u32::try_from(node.end_position().row + 1).unwrap_or(u32::MAX)
}

/// The text of an expression statement that is nothing but a string.
pub fn docstring_of(source: &Source<'_>, statement: Node<'_>) -> Option<String> {
    let string = match statement.kind() {
        "expression_statement" => statement.named_child(0)?,
        _ => return None,
    };
    if string.kind() != "string" {
        return None;
    }
    let mut cursor = string.walk();
    let content: String = string
        .named_children(&mut cursor)
        .filter(|part| part.kind() == "string_content")
        .map(|part| source.slice(part))
        .collect();
    Some(content.trim().to_owned())
}

fn names_of(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.children_by_field_name("name", &mut cursor).collect()
}

/// The name itself of `a as b`.
fn unaliased(name: Node<'_>) -> Node<'_> {
    match name.kind() {
        "aliased_import" => name.child_by_field_name("name").unwrap_or(name),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_import_is_found_with_its_line() {
        let text = "import a, b.c as d\nfrom .x import (y,\n  z as w)\nfrom k import *\ndef f():\n    import late\n    importlib.import_module('named')\n# import comment\n's = import text'\n";
        let source = Source::parse(text).expect("the grammar fits");
        let found: Vec<(u32, String, String)> = source
            .imports()
            .into_iter()
            .map(|import| (import.line, import.module, import.names.join(",")))
            .collect();
        let expected = [
            (1, "a", ""),
            (1, "b.c", ""),
            (2, ".x", "y,z"),
            (4, "k", "*"),
            (6, "late", ""),
            (7, "named", ""),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, module, names)| (*line, (*module).to_owned(), (*names).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn definitions_have_their_classes_and_lines_and_broken_source_hides_no_other() {
        let text = "@mark\ndef test_a():\n    pass\n\nclass T:\n    def test_b(self):\n        x = (\n\ndef test_c():\n    pass\n";
        let source = Source::parse(text).expect("the grammar fits");
        let names: Vec<(String, u32)> = source
            .definitions()
            .into_iter()
            .map(|definition| (definition.name, definition.first_line))
            .collect();
        assert!(names.contains(&("test_a".to_owned(), 1)), "{names:?}");
        assert!(names.contains(&("T::test_b".to_owned(), 6)), "{names:?}");
    }
}
