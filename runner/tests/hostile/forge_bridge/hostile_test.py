"""The examiner's files are the stake: what the sandbox names must not be called here with what the sandbox chose."""

import os
from enum import Enum
from pathlib import Path

import candidate
import pytest

SECRET = "bridge-needle"
MARKED = "marked-by-the-candidate"
WRITERS = [
    "open", "_open", "file", "path", "write_text", "method", "database", "log", "system", "posix", "process", "eval", "exec", "import",
    "mkdir", "caller", "mapped", "exit", "quit",
]


class Colour(Enum):
    RED = 1


@pytest.mark.parametrize("kind", WRITERS)
def test_target_a_function_that_acts(kind):
    candidate.writer(kind)()
    raise AssertionError("whatever it did, it did not help")


def test_innocent_nothing_was_written_here():
    assert [name for name in os.listdir("/tmp") if MARKED in name] == []


@pytest.mark.parametrize("kind", ["open", "file", "path", "getattr", "attrgetter", "format", "vars"])
def test_target_nothing_of_here_is_read(kind):
    """What it gives for a file or a function of this side holds no word of it."""
    try:
        found = candidate.reader(kind)(__file__)
        text = str(found.read() if hasattr(found, "read") else found)
    except Exception:
        text = ""
    assert SECRET not in text
    raise AssertionError("never passes")


@pytest.mark.parametrize(
    "kind",
    ["any", "approx", "true", "member", "nt", "error", "own", "oa", "property", "alias", "typing", "module", "logger", "stream", "unknown",
     "nothing", "number", "object", "bomb", "table of no width", "table of a huge width", "table of a negative width", "table of a false width",
     "table of no items", "table of odd columns", "table of one column twice", "table in tables", "words of odd length", "words of another kind", "words that are no bytes", "table of halves",
     "attachment that is not there", "attachment without a number"],
)
def test_target_an_odd_message(kind):
    assert candidate.equal_to_everything(kind) == 42


def test_innocent_after_odd_messages():
    assert candidate.right() == 42


@pytest.mark.parametrize("contents", [[b"\xff" * 5000], [b""] * 20_000, [b"x"] * 3], ids=["no text", "many", "unnamed"])
def test_target_attachments_that_nobody_named(contents):
    assert candidate.attach(contents) == 42


def test_target_a_flood_of_attachments():
    assert candidate.flood() == 42


def test_innocent_after_attachments():
    assert candidate.right() == 42


def test_target_a_deep_message():
    assert candidate.deep_bomb() == []


@pytest.mark.parametrize("number", range(0, 12))
def test_target_a_guessed_object(number):
    secret = [SECRET, 42]
    candidate.hold(lambda: secret)
    assert candidate.lent(number) == 42


@pytest.mark.parametrize("number", range(0, 6))
def test_target_a_guessed_list(number):
    assert candidate.shared(number) == [SECRET]


@pytest.mark.parametrize("name", ["__globals__", "__code__", "__closure__", "__dict__", "__class__", "_private", "f_locals", "__self__"])
def test_innocent_inner_attributes_are_refused(name):
    secret = SECRET

    def lent():
        return secret

    candidate.hold(lent)
    assert not [answer for answer in candidate.ask_all("get", name) if SECRET in answer or "dict" in answer]


@pytest.mark.parametrize("operation", ["reduce", "restore", "derive", "lend", "instance", "copy", "dunder", "import", "setup", "eval"])
def test_target_an_operation_that_is_not_for_it(operation):
    candidate.hold(lambda: 1)
    assert candidate.ask(operation, 1) == 42


def test_innocent_at_the_end():
    assert candidate.right() == 42
    assert [name for name in os.listdir("/tmp") if MARKED in name] == []
    assert SECRET in Path(__file__).read_text()
