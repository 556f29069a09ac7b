"""What the tests of the shape share: the syntax tree of the submission."""

import ast
import inspect

import pytest
import reports


class Shape:
    """The syntax tree, by the functions at its top level."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.functions = {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}

    def function(self, name: str) -> ast.FunctionDef:
        assert name in self.functions, f"there is no `def {name}` at the top level of the module"
        return self.functions[name]

    def outside_remind(self) -> list[ast.AST]:
        """Every node of the module that is not part of `remind`."""
        remind = self.functions.get("remind")
        parts = [part for part in self.tree.body if part is not remind]
        return [node for part in parts for node in ast.walk(part)]


@pytest.fixture
def shape() -> Shape:
    return Shape(inspect.getsource(reports))
