"""Candidates who write the tests: what their tests see of an implementation, what is made of their results, and attacks."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from harness import Examiner, Run

RIGHT = '''
"""Accepts the described function."""
from dataclasses import dataclass
import math

class EmptyCart(Exception):
    """Nothing is in it."""

@dataclass(frozen=True)
class Item:
    name: str
    cents: int = 1

class Cart:
    """A secret docstring."""
    def __init__(self, clock=None):
        self._items = []
        self.discount = 0
    def add(self, item):
        self._items.append(item)
        return self
    def __len__(self):
        return len(self._items)
    def __iter__(self):
        yield from self._items
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self._items.clear()
    @property
    def total(self):
        if not self._items:
            raise EmptyCart("no items", 3)
        return sum(item.cents for item in self._items) - self.discount

def total(prices, key=lambda price: price):
    """A secret docstring."""
    if not prices:
        raise EmptyCart("no prices")
    return sum(key(price) for price in prices)

def each(prices):
    for price in prices:
        yield price

def shout(text):
    print(text.upper())

def checked(value):
    assert value > 0, f"{value} is not positive"
    return value
'''
WRONG = RIGHT.replace('raise EmptyCart("no prices")', "return 0").replace("Accepts the", "Notices the empty")


def files(**more: str) -> dict[str, bytes]:
    """A challenge with one right and one wrong implementation, and others by ``right_name`` or ``wrong_name``."""
    found = {"hidden/right/plain.py": RIGHT, "hidden/wrong/empty.py": WRONG}
    for name, source in more.items():
        stance, _, stem = name.partition("_")
        found[f"hidden/{stance}/{stem}.py"] = source
    return {path: textwrap.dedent(source).encode() for path, source in found.items()}


@pytest.fixture
def judged(examiner: Examiner) -> Callable[..., Run]:
    def judge(tests: str, more: dict[str, str] | None = None, **options: object) -> Run:
        challenge = examiner.load(files(**(more or {})), ["test_cart"], subject="cart")
        with examiner.sandbox(pytest=True) as sandbox:
            source = textwrap.dedent(tests).encode()
            return examiner.run(challenge, {"test_cart.py": source}, sandbox, **options)  # type: ignore[arg-type]

    return judge


def outcome(run: Run, name: str) -> str:
    return next((case.outcome for case in run.cases.values() if case.id.endswith(f"::{name}")), "absent")


def message(run: Run, name: str) -> str:
    return next(case.message for case in run.cases.values() if case.id.endswith(f"::{name}"))


def test_a_suite_that_sees_the_mistake_catches_it_and_accepts_the_right_one(judged: Callable[..., Run]) -> None:
    run = judged(
        """
        import pytest
        from cart import EmptyCart, total

        def test_sum():
            assert total([1, 2]) == 3

        def test_empty():
            with pytest.raises(EmptyCart):
                total([])
        """
    )
    assert run.outcomes() == {"right/plain.py::plain": "passed", "wrong/empty.py::empty": "passed"}, run.explain()
    assert message(run, "empty") == "caught by test_empty"
    assert set(run.titles.values()) == {"Accepts the described function", "Notices the empty described function"}


#: What tests do with what they test: all of it holds in one plain pytest process, and has to hold here.
ORDINARY = """
import copy
import dataclasses
import inspect
import unittest
from unittest.mock import Mock

import cart
import pytest
from cart import Cart, EmptyCart, Item, checked, each, shout, total


def test_exceptions():
    with pytest.raises(EmptyCart, match="no prices"):
        total([])
    with pytest.raises(cart.EmptyCart) as caught:
        Cart().total
    assert caught.value.args == ("no items", 3)
    assert isinstance(caught.value, Exception) and type(caught.value) is EmptyCart
    assert issubclass(EmptyCart, Exception) and not issubclass(EmptyCart, ValueError)
    with pytest.raises(TypeError):
        total()
    with pytest.raises(TypeError, match="unexpected keyword"):
        total([1], kee=3)
    with pytest.raises(AssertionError, match="-1 is not positive"):
        checked(-1)
    try:
        total([])
    except EmptyCart as error:
        assert str(error) == "no prices"


def test_callbacks():
    key = Mock(side_effect=lambda price: price * 2)
    assert total([1, 2], key=key) == 6
    assert key.call_count == 2

    class Unit(Exception):
        pass

    def broken(price):
        raise Unit("mine")

    with pytest.raises(Unit, match="mine"):
        total([1], broken)
    with pytest.raises(ZeroDivisionError):
        total([1], lambda price: price / 0)


def test_classes():
    basket = Cart()
    assert isinstance(basket, Cart) and len(basket) == 0 and not basket
    assert basket.add(Item("a", 3)) is basket
    assert basket.add(Item("b")).total == 4
    assert [item.name for item in basket] == ["a", "b"]
    assert Item("a", 3) in basket
    basket.discount = 1
    assert basket.total == 3 and basket.discount == 1
    with basket as same:
        assert same is basket
    assert len(basket) == 0
    assert hasattr(basket, "add") and not hasattr(basket, "remove")
    with pytest.raises(AttributeError):
        basket.remove()
    assert type(basket).__name__ == "Cart" and Cart.__module__ == "cart"


def test_dataclasses():
    item = Item("a", cents=3)
    assert item == Item("a", 3) != Item("a", 4)
    assert hash(item) == hash(Item("a", 3)) and len({item, Item("a", 3)}) == 1
    assert repr(item) == "Item(name='a', cents=3)"
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.cents = 4
    assert dataclasses.is_dataclass(item)
    assert dataclasses.asdict(item) == {"name": "a", "cents": 3}
    assert dataclasses.replace(item, cents=5) == Item("a", 5)
    assert [field.name for field in dataclasses.fields(Item)] == ["name", "cents"]
    assert copy.copy(item) == item and copy.deepcopy(item) == item


def test_generators():
    numbers = each([1, 2])
    assert next(numbers) == 1 and list(numbers) == [2]
    with pytest.raises(StopIteration):
        next(numbers)
    assert inspect.isgenerator(each([]))
    given = iter([1, 2, 3])
    assert next(each(given)) == 1
    assert next(given) == 2


def test_plain_values_in_place():
    prices = [3, 1]
    total(prices)
    assert prices == [3, 1]


def test_output(capsys):
    shout("hello")
    print("and mine")
    assert capsys.readouterr().out == "HELLO\\nand mine\\n"


def test_signature():
    assert list(inspect.signature(total).parameters) == ["prices", "key"]
    assert callable(total) and total.__name__ == "total"


@pytest.fixture
def basket():
    return Cart().add(Item("x", 2))


@pytest.mark.parametrize("more, expected", [(1, 3), (2, 4)], ids=["one", "two"])
def test_fixtures_and_parameters(basket, more, expected, tmp_path, monkeypatch):
    (tmp_path / "x").write_text("x")
    monkeypatch.setenv("X", "1")
    assert basket.add(Item("y", more)).total == expected


class TestClass:
    def setup_method(self):
        self.basket = Cart()

    def test_in_a_class(self):
        assert len(self.basket) == 0

    @pytest.mark.skip(reason="not now")
    def test_skipped(self):
        assert False


class Case(unittest.TestCase):
    def test_unittest(self):
        with self.assertRaises(EmptyCart):
            total([])
        self.assertEqual(total([1, 2]), 3)
        with self.subTest(x=1):
            self.assertEqual(total([2]), 2)


@pytest.mark.xfail(reason="known", strict=True)
def test_expected_failure():
    assert total([1]) == 2

"""


def test_ordinary_tests_hold_as_in_plain_pytest(judged: Callable[..., Run]) -> None:
    run = judged(ORDINARY)
    assert outcome(run, "plain") == "passed", run.explain()
    assert message(run, "empty") == "caught by test_exceptions, Case::test_unittest"


# ---- what is made of results -------------------------------------------------------------------------------------


def test_a_suite_without_the_case_does_not_catch(judged: Callable[..., Run]) -> None:
    run = judged("from cart import total\n\ndef test_sum():\n    assert total([1, 2]) == 3\n")
    assert outcome(run, "plain") == "passed"
    assert outcome(run, "empty") == "failed"
    assert message(run, "empty") == "not caught: 1 test passed"


def test_a_test_that_asks_for_more_than_was_promised_fails_on_a_right_one_with_its_line(
    judged: Callable[..., Run],
) -> None:
    run = judged("import cart\n\ndef test_it():\n    assert cart.total([1, 2]) == 4\n")
    case = next(case for case in run.cases.values() if case.id.startswith("right"))
    assert case.outcome == "failed"
    assert case.message.startswith("a right implementation fails 1 of 1 test\ntest_it: assert 3 == 4")
    assert case.location == {"file": "test_cart.py", "line": 4}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no test ran"),
        ("def check_it(): pass", "no test ran"),
        ("import pytest\n@pytest.mark.skip\ndef test_it(): assert False", "no test ran"),
        ("import pytest\npytest.skip('all', allow_module_level=True)", "no test ran"),
        ("import nothing_of_that_name", "the tests could not be collected: ModuleNotFoundError"),
        ("from cart import no_such_name", "the tests could not be collected: ImportError"),
        ("import pytest\ndef test_it(): pytest.exit('enough')", "the tests could not be collected: pytest ended"),
    ],
)
def test_a_suite_that_runs_nothing_is_its_authors_failure(judged: Callable[..., Run], source: str, said: str) -> None:
    run = judged(source)
    assert set(run.outcomes().values()) <= {"failed", "error"}, run.explain()
    assert all(case.message.startswith(said) for case in run.cases.values()), run.explain()


def test_source_that_does_not_parse_is_not_gradable(judged: Callable[..., Run]) -> None:
    run = judged("def test_it(:\n")
    assert run.fault is not None
    assert run.fault["kind"] == "syntax"
    assert run.fault["location"] == {"file": "test_cart.py", "line": 1}


def test_a_wrong_implementation_that_never_returns_is_caught_by_the_test_that_calls_it(
    judged: Callable[..., Run],
) -> None:
    run = judged(
        "from cart import total\n\ndef test_sum():\n    assert total([1]) == 1\n",
        {"wrong_hangs": RIGHT.replace("return sum(key", "while True: pass\n    return sum(key")},
        edge_case_seconds=2.0,
    )
    assert message(run, "hangs") == "caught by test_sum: a call does not come back"
    assert outcome(run, "hangs") == outcome(run, "plain") == "passed"


def test_a_test_that_never_returns_times_out(judged: Callable[..., Run]) -> None:
    run = judged("def test_it():\n    while True: pass\n", edge_case_seconds=2.0)
    assert set(run.outcomes().values()) == {"timed_out"}
    assert message(run, "empty") == "not done after 2 seconds, in test_it"


def test_an_implementation_that_cannot_be_imported_is_the_challenges_fault(judged: Callable[..., Run]) -> None:
    run = judged("import cart\ndef test_it(): pass", {"wrong_broken": "def total(x): ...\nraise ValueError('no')"})
    case = next(case for case in run.cases.values() if case.id.endswith("broken"))
    assert case.outcome == "challenge_fault"
    assert case.location == {"file": "hidden/wrong/broken.py", "line": 2}


def test_an_implementation_that_lacks_a_name_is_the_challenges_fault(judged: Callable[..., Run]) -> None:
    run = judged("import cart\ndef test_it(): pass", {"wrong_short": "def total(x): ..."})
    assert message(run, "short").startswith("the implementation lacks Cart, EmptyCart, Item")


# ---- attacks -----------------------------------------------------------------------------------------------------

LOOKS_EVERYWHERE = """
import gc, inspect, os, sys, glob
import cart, pytest
from cart import Cart, EmptyCart, Item, total, each

SECRETS = ("secret" + " docstring", "plain" + ".py", "right" + "/", "wrong" + "/", "price " + "for price", "hidden" + "/")


def seen():
    yield repr(vars(cart)) + repr(dir(cart)) + repr(cart.__dict__)
    for thing in (total, Cart, Cart.add, Cart().add, EmptyCart, Item, each, each([])):
        for name in dir(thing) + ["__doc__", "__code__", "__globals__", "__closure__", "__file__", "gi_frame", "__dict__"]:
            try:
                value = getattr(thing, name)
            except Exception:
                continue
            yield repr(value)
            code = getattr(value, "co_consts", None)
            yield repr(code) + repr(getattr(value, "co_filename", ""))
        for ask in (inspect.getsource, inspect.getfile, inspect.getdoc, inspect.getsourcelines, inspect.getmodule):
            try:
                yield repr(ask(thing))
            except Exception:
                continue
    try:
        total([])
    except EmptyCart as error:
        trace = error.__traceback__
        while trace is not None:
            yield trace.tb_frame.f_code.co_filename + repr(list(trace.tb_frame.f_locals))
            trace = trace.tb_next
    frames = []
    total([1], lambda price: frames.append(sys._getframe()) or 1)
    frame = frames[0]
    while frame is not None:
        if frame.f_globals.get("__name__") != __name__:
            yield frame.f_code.co_filename + repr(list(frame.f_locals))
        frame = frame.f_back
    for path in glob.glob("/tmp/**", recursive=True) + glob.glob("/opt/**", recursive=True):
        yield path
    yield repr(dict(os.environ)) + repr(sys.argv)
    for module in list(sys.modules.values()):
        yield repr(getattr(module, "__file__", ""))
    for thing in gc.get_objects():
        if type(thing) is str:
            yield thing
        elif type(thing) is dict:
            yield from (value for value in list(thing.values()) if type(value) is str)


def test_it():
    mine = open(__file__).read()
    for text in seen():
        if text == mine or text.startswith("<") and __name__ in text:
            continue
        for secret in SECRETS:
            assert secret not in text.replace("test_cart", ""), (secret, text[:300])
"""


def test_nothing_of_an_implementation_is_in_the_sandbox(judged: Callable[..., Run]) -> None:
    run = judged(LOOKS_EVERYWHERE, {"right_other": RIGHT}, edge_case_seconds=30.0)
    assert outcome(run, "plain") == "passed", run.explain()
    assert outcome(run, "empty") == "failed", run.explain()


REMEMBERS = """
import os, pathlib, cart

PLACES = ["/tmp/seen", "/tmp/assay/seen", "/dev/shm/seen", "/var/tmp/seen", os.path.expanduser("~/seen")]


def test_it():
    assert not any(os.path.exists(place) for place in PLACES)
    for place in PLACES:
        try:
            pathlib.Path(place).write_text("seen")
        except OSError:
            pass
    folder = pathlib.Path("/tmp/locked")
    assert not folder.exists()
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "seen").write_text("x")
    (folder / "inner").chmod(0)
    assert not hasattr(cart.total, "seen") and not hasattr(cart.Cart, "seen") and not hasattr(os, "seen")
    os.seen = True
    if os.fork() == 0:
        os.setsid()
        import time
        while True:
            time.sleep(0.01)
            pathlib.Path("/tmp/seen").write_text("again")
"""


def test_nothing_learnt_of_one_implementation_is_there_with_the_next(judged: Callable[..., Run]) -> None:
    more = {f"right_r{number}": RIGHT for number in range(4)}
    run = judged(REMEMBERS, more)
    rights = [case for case in run.cases.values() if case.id.startswith("right")]
    assert [case.outcome for case in rights] == ["passed"] * 5, run.explain()


@pytest.mark.parametrize(
    "attack",
    [
        "import os\ndef test_it(): os._exit(0)",
        "import os, signal\ndef test_it(): os.kill(os.getpid(), signal.SIGKILL)",
        "import sys\ndef test_it(): sys.exit(0)",
        "raise SystemExit(0)",
        "import ctypes\ndef test_it(): ctypes.string_at(0)",
    ],
)
def test_a_suite_that_leaves_catches_nothing_and_accepts_nothing(judged: Callable[..., Run], attack: str) -> None:
    run = judged(attack)
    if "sys.exit" in attack:
        # pytest's own rule: a test that raises SystemExit has failed, on the right one as well.
        assert outcome(run, "plain") == "failed"
    else:
        assert set(run.outcomes().values()) == {"error"}, run.explain()


FORGES = """
import gc, types
import pytest, _pytest.runner, _pytest.reports
import cart

def note_of_the_recorder():
    for thing in gc.get_objects():
        if type(thing).__name__ == "Recorder":
            return thing.note

note = note_of_the_recorder()
{forgery}

def test_it():
    pass
"""


@pytest.mark.parametrize(
    "forgery",
    [
        # Everything fails: then the right ones are rejected.
        "note('test_x', 'failed', 'forged', 3)",
        "_pytest.runner.check_interactive_exception = 3 / 0 if False else None\nnote('test_x', 'failed')",
        "pytest.Item.runtest = pytest.Function.runtest = lambda self: 1 / 0",
    ],
)
def test_forged_failures_reject_the_right_one_too(judged: Callable[..., Run], forgery: str) -> None:
    run = judged(FORGES.format(forgery=forgery))
    assert outcome(run, "plain") in ("failed", "error"), run.explain()


@pytest.mark.parametrize(
    "forgery",
    [
        "note(3, 'failed')",
        "note('x', ['failed'])",
        "note('x' * 1_000_000, 'passed', 'y' * 1_000_000, 10 ** 400)",
        "note.__self__.ran.clear()",
        "note.__self__",
        "note.__globals__['FILENAME']",
        "note.outcome = 'passed'",
    ],
)
def test_a_forged_note_is_text_and_nothing_else(judged: Callable[..., Run], forgery: str) -> None:
    run = judged(FORGES.format(forgery=f"try:\n    {forgery}\nexcept Exception:\n    pass"))
    assert outcome(run, "plain") in ("passed", "error"), run.explain()
    assert outcome(run, "empty") != "passed", run.explain()
    assert all(len(case.message) < 5_000 for case in run.cases.values())


OPENS = '''
"""Reads what it is told to."""
import os, subprocess
def total(path):
    with open(path) as file:
        return file.read()
def listed(path):
    return os.listdir(path)
def ran(command):
    return subprocess.run(command, capture_output=True).stdout
def called(thing, *arguments):
    return thing.system(*arguments)
'''


def test_an_implementation_reads_no_file_that_it_is_not_given(examiner: Examiner) -> None:
    challenge = examiner.load(
        {"hidden/right/reads.py": OPENS.encode(), "hidden/wrong/reads_too.py": OPENS.encode()},
        ["test_cart"],
        subject="cart",
    )
    source = b"""
import os, pytest, cart

@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/tmp/assay/challenges", "/proc/self/fd/3", 3])
def test_no_way_out(path):
    with pytest.raises(PermissionError):
        cart.total(path)
    with pytest.raises((PermissionError, NotADirectoryError)):
        cart.listed("/tmp/assay")

def test_no_program():
    with pytest.raises(PermissionError):
        cart.ran(["cat", "/etc/passwd"])

def test_a_module_is_this_sides(tmp_path):
    cart.called(os, f"touch {tmp_path}/x")
    assert (tmp_path / "x").exists()

def test_its_own_files(tmp_path):
    (tmp_path / "mine").write_text("here")
    assert cart.total(tmp_path / "mine") == "here"
    (tmp_path / "link").symlink_to("/etc/passwd")
    with pytest.raises((PermissionError, FileNotFoundError)):
        cart.total(tmp_path / "link")
"""
    with examiner.sandbox(pytest=True) as sandbox:
        run = examiner.run(challenge, {"test_cart.py": source}, sandbox)
    assert outcome(run, "reads") == "passed", run.explain()
