"""A test's own function looks at who called it."""

import inspect
import os

import candidate


def names():
    """The functions on the stack, from the caller of the caller on."""
    return [info.function for info in inspect.stack()[2:]]


def test_the_direct_caller():
    callers = []
    notifier = candidate.Notifier(lambda text: callers.append(inspect.stack()[1].function))
    notifier.send("x")
    assert callers == ["__init__", "_deliver"]


def test_the_files_of_the_callers():
    files = []

    def note():
        files.extend(os.path.basename(info.filename) for info in inspect.getouterframes(inspect.currentframe()))

    candidate.outer(note)
    assert files[:4] == ["construct_test.py", "candidate.py", "candidate.py", "construct_test.py"]


def test_callers_of_both_sides_in_turn():
    def second():
        return names()[:3]

    def first():
        return candidate.inner(second), names()[:3]

    seen = candidate.outer(first)
    assert seen[1] == ["inner", "outer", "test_callers_of_both_sides_in_turn"]
    assert candidate.inner(second) == ["inner", "test_callers_of_both_sides_in_turn", "pytest_pyfunc_call"]


def test_all_of_them_in_order():
    def second():
        return names()

    def first():
        return candidate.inner(second)

    seen = candidate.outer(first)
    assert seen[: seen.index("test_all_of_them_in_order") + 1] == [
        "inner", "first", "inner", "outer", "test_all_of_them_in_order",
    ]


def test_the_line_of_the_caller():
    lines = []
    candidate.inner(lambda: lines.append(inspect.stack()[1].code_context))
    assert lines[0][0].strip() == "return function()"


def test_without_the_candidate():
    assert names()[0] == "pytest_pyfunc_call"
