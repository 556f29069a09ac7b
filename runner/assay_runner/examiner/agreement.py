"""``same_as_reference``: an edge case made of a strategy, with the reference as the oracle.

Each example is tried on the reference and on the candidate's module. The first one on which they differ is made as
small as it gets within the edge case's time, and is the message.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import inspect
import io
import itertools
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from .author_fault import AuthorFault
from .over import EdgeCaseOver, Fault
from .sameness import Items, same, same_class, show

if TYPE_CHECKING:
    from .reference import Reference
    from .run import Run

#: Items that are taken from an iterator before it is compared.
MAX_ITEMS = 10_000
#: The part of an edge case's time in which examples are tried; the rest is for telling.
_SHARE = 0.7
_EXAMPLES = 100


class Context:
    """What the decorated tests of this process need: set in each run's own process."""

    current: Context | None = None

    def __init__(self, run: Run, reference: Reference) -> None:
        self.run = run
        self.reference = reference
        self.seed = int(run.request.get("seed") or 0)
        self.examples = int(run.request.get("examples") or _EXAMPLES)


class _TimeOver(BaseException):
    """No more examples."""


class Seen:
    """What a use of the module did, as far as it can be seen."""

    def __init__(self, use: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        self.value: Any = None
        self.error: BaseException | None = None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                self.value = _settled(use(*arguments, **named))
            except (Exception, SystemExit) as error:
                self.error = error
        self.printed = printed.getvalue()
        self.arguments = [*arguments, *named.values()]

    def __str__(self) -> str:
        if self.error is None:
            return f"returned {show(self.value)}"
        text = str(self.error)
        return f"raised {type(self.error).__name__}" + (f": {text[:400]}" if text else "")


def same_as_reference(
    *strategies: Any,
    messages: bool = False,
    output: bool = False,
    equal: Callable[[Any, Any], bool] = same,
    examples: int | None = None,
    **named: Any,
) -> Callable[[Callable[..., Any]], Callable[[], None]]:
    """Makes a test of a function and of ``hypothesis`` strategies for its arguments.

    With a name first (``@same_as_reference("to_roman", st.integers(1, 3999))``) that function of the module is called
    and the decorated test's body is not used. Without one the body is the use: it gets the module, then one value a
    strategy, and what it returns is compared. What is compared: the value and its type (``equal`` says otherwise), the
    class of an exception (``messages``: its text too), what became of the arguments, and with ``output`` what was
    printed. ``examples`` is how many are tried.
    """
    name = strategies[0] if strategies and isinstance(strategies[0], str) else None
    positional = strategies[1:] if name else strategies

    def decorate(function: Callable[..., Any]) -> Callable[[], None]:
        names = list(inspect.signature(function).parameters)[1:]

        def search() -> None:
            __tracebackhide__ = True
            context = Context.current
            assert context is not None
            agreement = Agreement(context, function, name, names, (messages, output, equal))
            agreement.search(positional, named, examples or context.examples)

        def method(self: Any) -> None:
            __tracebackhide__ = True
            search()

        # pytest takes parameters for fixtures, so a function must have none; a class's method is given its instance.
        owner = function.__qualname__.rpartition(".")[0]
        chosen: Any = method if owner and not owner.endswith("<locals>") else search
        for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(chosen, attribute, getattr(function, attribute))
        chosen.pytestmark = getattr(function, "pytestmark", [])
        return chosen  # type: ignore[no-any-return]

    return decorate


class Agreement:
    """The search of one edge case for an example on which the two differ."""

    def __init__(
        self,
        context: Context,
        function: Callable[..., Any],
        name: str | None,
        names: list[str],
        compared: tuple[bool, bool, Callable[[Any, Any], bool]],
    ) -> None:
        self.context = context
        self.peer = context.run.peer
        self.function = function
        self.name = name
        self.names = names
        self.messages, self.output, self.equal = compared
        self.best = ""
        self.trying = ""
        self.tried = 0
        self.time_over = False
        self.end = time.monotonic() + context.run.seconds * _SHARE

    def search(self, positional: tuple[Any, ...], named: dict[str, Any], examples: int) -> None:
        import hypothesis
        from hypothesis import strategies as st

        __tracebackhide__ = True
        reference = self.context.reference.main()
        candidate = __import__(self.context.reference.modules[0])
        settings = hypothesis.settings(
            max_examples=examples,
            # Nothing of its explanation of an example would be told.
            phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink),
            database=None,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
            print_blob=False,
            report_multiple_bugs=False,
            verbosity=hypothesis.Verbosity.quiet,
        )

        @hypothesis.seed(self.context.seed)
        @settings
        @hypothesis.given(st.tuples(st.tuples(*positional), st.fixed_dictionaries(named)))
        def tried(example: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
            if time.monotonic() > self.end:
                raise _TimeOver
            self.tried += 1
            difference = self.difference(reference, candidate, *example)
            if difference:
                self.best = difference
                raise AssertionError(difference)

        try:
            tried()
        except _TimeOver:
            self.time_over = True
        except EdgeCaseOver:
            self._cut_short()
        except AuthorFault:
            raise
        except Exception as error:
            if not self.best:
                raise AuthorFault(f"no example could be made: {type(error).__name__}: {error}") from error
        finally:
            self.context.run.examples = {"tried": self.tried, "asked": examples, "time_over": self.time_over}
        if self.best:
            raise AssertionError(self.best)

    def _cut_short(self) -> None:
        """The code did not come back from an example. What is known to be wrong is told all the same."""
        fault = self.peer.fault
        if fault is None:
            raise EdgeCaseOver("the edge case is over")
        if self.best:
            self.best += f"\n(then {self.trying}: {fault.message})"
            self.peer.fault = Fault("left", fault.message)
            return
        fault.message += f"\nin {self.trying}"
        raise EdgeCaseOver(fault.message)

    def difference(self, reference: Any, candidate: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        """In which way the two differ on an example, as a sentence; empty when they do not."""
        self.trying = call = self._call(arguments, named)
        expected = Seen(self._use(reference), *copy.deepcopy((arguments, named)))
        actual = Seen(self._use(candidate), arguments, named)
        if actual.error is not None and not self.peer.came_from_far(actual.error):
            raise AuthorFault(f"{call}: {type(actual.error).__name__}: {actual.error}")
        if expected.error is not None or actual.error is not None:
            return self._error_difference(call, actual, expected)
        if not self.equal(actual.value, expected.value):
            types = ""
            if type(actual.value).__name__ != type(expected.value).__name__ or show(actual.value) == show(
                expected.value
            ):
                types = f" (types: {type(actual.value).__name__}, {type(expected.value).__name__})"
            return f"{call} {actual}, expected {show(expected.value)}{types}"
        return self._side_difference(call, actual, expected)

    def _error_difference(self, call: str, actual: Seen, expected: Seen) -> str:
        if expected.error is None:
            return f"{call} {actual}, expected {show(expected.value)}"
        wanted = type(expected.error).__name__ + (f": {expected.error}" if self.messages else "")
        if actual.error is None or not same_class(type(actual.error), type(expected.error)):
            return f"{call} {actual}, expected it to raise {wanted}"
        if self.messages and str(actual.error) != str(expected.error):
            return f"{call} {actual}, expected it to raise {wanted}"
        return self._side_difference(call, actual, expected)

    def _side_difference(self, call: str, actual: Seen, expected: Seen) -> str:
        for one, other in zip(actual.arguments, expected.arguments, strict=True):
            if not callable(other) and not isinstance(other, Iterator) and not same(one, other):
                return f"{call} left its argument as {show(one)}, expected {show(other)}"
        if self.output and actual.printed != expected.printed:
            return f"{call} printed {show(actual.printed)}, expected {show(expected.printed)}"
        return ""

    def _use(self, module: Any) -> Callable[..., Any]:
        if self.name is None:
            return lambda *arguments, **named: self.function(module, *arguments, **named)
        found = module
        for part in self.name.split("."):
            found = getattr(found, part)
        return found  # type: ignore[no-any-return]

    def _call(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        if self.name is not None:
            shown = [show(value) for value in arguments] + [f"{key}={show(value)}" for key, value in named.items()]
            return f"{self.name}({', '.join(shown)})"
        pairs = [*zip(self.names, arguments, strict=False), *named.items()]
        return "with " + ", ".join(f"{key} = {show(value)}" for key, value in pairs) + " it"


def _settled(value: Any) -> Any:
    """What an awaitable gives, and an iterator's items: only then has it been used."""
    if inspect.isawaitable(value):

        async def wait() -> Any:
            return await value

        return asyncio.run(wait())
    if isinstance(value, Iterator) and not isinstance(value, io.IOBase):
        return Items(itertools.islice(value, MAX_ITEMS))
    return value


__all__ = ["Context", "same_as_reference"]
