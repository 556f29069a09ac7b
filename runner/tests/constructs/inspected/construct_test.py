import ast
import inspect
import types
import typing

import candidate
import pytest
from candidate import Derived, Documented


def test_types_of_functions():
    assert type(candidate.plain) is types.FunctionType
    assert isinstance(candidate.square, types.LambdaType)
    assert inspect.isfunction(candidate.plain)
    assert callable(candidate.plain)
    assert inspect.isclass(Documented)
    assert inspect.ismodule(candidate)
    assert type(Documented) is type
    assert inspect.ismethod(Documented(1).method)
    assert isinstance(Documented(1).method, types.MethodType)


def test_kinds_of_functions():
    assert inspect.isgeneratorfunction(candidate.generator)
    assert inspect.iscoroutinefunction(candidate.coroutine)
    assert inspect.isasyncgenfunction(candidate.async_generator)
    assert not inspect.isgeneratorfunction(candidate.plain)


def test_the_signature():
    signature = inspect.signature(candidate.plain)
    assert list(signature.parameters) == ["a", "b", "rest", "c", "options"]
    assert signature.parameters["b"].default == 2
    assert signature.parameters["c"].annotation is str
    assert signature.parameters["a"].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert signature.return_annotation == dict[str, int]
    assert signature.bind(1, c="z").arguments == {"a": 1, "c": "z"}


def test_the_signature_of_a_class_and_methods():
    assert list(inspect.signature(Documented).parameters) == ["a", "b"]
    assert list(inspect.signature(Documented.method).parameters) == ["self", "x"]
    assert list(inspect.signature(Documented(1).method).parameters) == ["x"]
    assert list(inspect.signature(candidate.wrapped).parameters) == ["a", "b", "rest", "c", "options"]


def test_names_and_docs():
    assert candidate.__doc__.startswith("A documented module")
    assert candidate.plain.__doc__ == "Does plain things."
    assert inspect.getdoc(Documented.prop) == "A property."
    assert Documented.__doc__ == "A documented class."
    assert Documented.method.__qualname__ == "Documented.method"
    assert candidate.plain.__module__ == "candidate"
    assert inspect.getdoc(Derived.method) == "Does things."


def test_annotations():
    assert candidate.plain.__annotations__["c"] is str
    assert Documented.__annotations__ == {"attribute": int, "other": typing.Optional[str]}
    assert typing.get_type_hints(Documented.__init__) == {"a": int, "b": typing.Union[int, str], "return": type(None)}
    assert typing.get_type_hints(candidate.plain)["return"] == dict[str, int]


def test_defaults():
    assert candidate.plain.__defaults__ == (2,)
    assert candidate.plain.__kwdefaults__ == {"c": "x"}


def test_the_source_of_the_module():
    tree = ast.parse(inspect.getsource(candidate))
    names = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert "plain" in names
    assert "async_generator" in names
    assert any(isinstance(node, ast.AsyncFunctionDef) for node in tree.body)


def test_the_source_of_a_function():
    source = inspect.getsource(candidate.no_loop)
    assert source.startswith("def no_loop(values):")
    assert not any(isinstance(node, ast.For) for node in ast.walk(ast.parse(source)))
    lines, start = inspect.getsourcelines(candidate.uses_recursion)
    assert lines[0].startswith("def uses_recursion")
    assert start > 10
    calls = [node.func.id for node in ast.walk(ast.parse("".join(lines))) if isinstance(node, ast.Call)]
    assert "uses_recursion" in calls


def test_the_source_of_a_class():
    source = inspect.getsource(Documented)
    assert source.startswith("class Documented:")
    assert "@classmethod" in source


def test_members():
    functions = dict(inspect.getmembers(candidate, inspect.isfunction))
    assert functions["plain"] is candidate.plain
    assert "square" in functions
    classes = dict(inspect.getmembers(candidate, inspect.isclass))
    assert classes["Documented"] is Documented
    methods = [name for name, _ in inspect.getmembers(Documented, inspect.isfunction) if not name.startswith("_")]
    assert methods == ["helper", "method"]
    assert [name for name in dir(Documented(1)) if not name.startswith("_")] == [
        "a", "attribute", "build", "helper", "method", "other", "prop",
    ]


def test_class_dictionary():
    assert isinstance(vars(Documented)["build"], classmethod)
    assert isinstance(vars(Documented)["helper"], staticmethod)
    assert isinstance(vars(Documented)["prop"], property)
    assert "_private" in vars(Documented)


def test_inheritance():
    assert Derived.__bases__ == (Documented,)
    assert inspect.getmro(Derived) == (Derived, Documented, object)
    assert Derived.__mro__[-1] is object
    assert Documented.__subclasses__() == [Derived]


def test_what_the_module_uses():
    tree = ast.parse(inspect.getsource(candidate))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert "json" in imported
    assert inspect.getmodule(candidate.plain) is candidate
    assert candidate.__file__.endswith("candidate.py")


def test_a_call_that_does_not_fit():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'a'"):
        candidate.plain()
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        candidate.square(1, 2)
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Documented(1, z=1)
