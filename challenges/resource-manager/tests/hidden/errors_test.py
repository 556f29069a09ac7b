"""What is raised when something fails, and what has been closed by then."""

import asyncio

import pytest
from resources import hold, run


def raising(error):
    """A job that fails."""

    def job(*resources):
        assert resources, "the job was run without its resources"
        raise error

    return job


def notes(error):
    return list(getattr(error, "__notes__", []))


@pytest.mark.parametrize(
    "error",
    [LookupError("gone"), StopIteration("end"), KeyboardInterrupt(), SystemExit(3), asyncio.CancelledError()],
    ids=lambda error: type(error).__name__,
)
def test_error_of_the_body_is_raised_itself(stage, error):
    """Closes all, and raises the body's error itself, whatever its class.

    Area: errors
    Tells: Whether errors pass through unharmed, also those that `except Exception` does not see.
    Advises: Look at the tree of built-in exceptions, from its root.
    """
    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("a"), stage.gives("b")):
            raise error
    assert caught.value is error
    assert notes(error) == []
    assert stage.closed == ["b", "a"]


def test_generator_that_is_closed(stage):
    """Closes at once when a generator is closed in the middle of the body.

    Area: errors
    Tells: Whether the way in which most generators are left is thought of.
    Advises: Put your with statement into a generator, and stop after its first item.
    """

    def items():
        with hold(stage.gives("a"), stage.gives("b")):
            yield 1
            yield 2

    made = items()
    assert next(made) == 1
    made.close()
    assert stage.closed == ["b", "a"]


def test_cause_and_context_stay(stage):
    """Leaves the cause and the context of the body's error as they were.

    Area: errors
    Tells: Whether the log still shows what began it all; `raise ... from ...` at the wrong place rewrites history.
    Advises: Compare the whole traceback with and without your context manager.
    """
    context = OSError("context")
    error = LookupError("gone")

    def job(*resources):
        try:
            raise context
        except OSError:
            raise error

    with pytest.raises(LookupError) as caught:
        run(job, stage.gives("a", failure=ValueError("a")), stage.gives("b", failure=ValueError("b")))
    assert caught.value is error
    assert error.__cause__ is None
    assert error.__context__ is context
    assert stage.closed == ["b", "a"]


@pytest.mark.parametrize(
    "error",
    [LookupError("no c"), KeyboardInterrupt(), SystemExit(1)],
    ids=lambda error: type(error).__name__,
)
def test_acquiring_fails(stage, error):
    """Closes what was acquired when a later function fails, and calls no further one.

    Area: acquiring
    Tells: Whether the candidate knows that nobody calls __exit__ when __enter__ fails.
    Advises: What closes the first two when the third cannot be had, also when the user presses Ctrl-C?
    """
    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("a"), stage.gives("b"), stage.fails("c", error), stage.gives("d")):
            stage.log.append("body")
    assert caught.value is error
    assert stage.log == ["acquire a", "acquire b", "acquire c", "close b", "close a"]


def test_closing_fails_after_acquiring_failed(stage):
    """Raises the error of acquiring when closing fails as well, with notes.

    Area: acquiring
    Tells: Whether the rules hold for the way in as well as for the way out.
    Advises: Follow your code through a failed acquisition whose clean-up fails.
    """
    error = LookupError("no c")
    context = OSError("context")
    error.__context__ = context
    functions = [stage.gives("a", failure=OSError("a")), stage.gives("b", failure=ValueError("b"))]
    with pytest.raises(LookupError) as caught, hold(*functions, stage.fails("c", error)):
        pass
    assert caught.value is error
    assert error.__context__ is context
    assert notes(error) == ["closing failed: ValueError('b')", "closing failed: OSError('a')"]
    assert stage.closed == ["b", "a"]


def test_interrupt_while_acquiring_with_failing_closes(stage):
    """Raises an interrupt of acquiring, with notes of what could not be closed.

    Area: interrupts
    Tells: Whether Ctrl-C at the worst moment neither leaves things open nor gets lost.
    Advises: Let Ctrl-C be pressed while the last resource is acquired.
    """
    error = KeyboardInterrupt()
    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("a", failure=OSError("a")), stage.fails("b", error)):
            pass
    assert caught.value is error
    assert notes(error) == ["closing failed: OSError('a')"]


def test_one_failure_of_closing_is_raised_itself(stage):
    """Closes the others when closing fails, and raises the one failure itself.

    Area: closing
    Tells: Whether one broken resource takes the others with it, and whether callers can still catch what they know.
    Advises: Let the resource in the middle fail, and look at what is still open.
    """
    failure = OSError("b")
    with pytest.raises(OSError) as caught:
        with hold(stage.gives("a"), stage.gives("b", failure=failure), stage.gives("c")):
            pass
    assert caught.value is failure
    assert stage.closed == ["c", "b", "a"]


def test_several_failures_of_closing_are_a_group(stage):
    """Raises several failures as a group, in the order in which they happened.

    Area: errors
    Tells: Whether no failure is lost, and whether the candidate knows what Python 3.11 offers for that.
    Advises: What can a caller learn when two of three could not be closed?
    """
    first, second = OSError("c"), ValueError("a")
    with pytest.raises(ExceptionGroup) as caught:
        with hold(stage.gives("a", failure=second), stage.gives("b"), stage.gives("c", failure=first)):
            pass
    assert caught.value.message == "closing failed"
    assert len(caught.value.exceptions) == 2
    assert caught.value.exceptions[0] is first
    assert caught.value.exceptions[1] is second
    assert stage.closed == ["c", "b", "a"]


def test_failures_of_closing_are_notes_on_the_error(stage):
    """Raises the body's error when closing fails too, with a note for each failure.

    Area: errors
    Tells: Whether the first error, which somebody has to mend, is hidden behind those of the clean-up.
    Advises: Let the body fail, and two of three resources after it.
    """
    error = LookupError("gone")
    with pytest.raises(Exception) as caught:
        run(
            raising(error),
            stage.gives("a", failure=OSError(5, "I/O")),
            stage.gives("b"),
            stage.gives("c", failure=KeyError("c")),
        )
    assert caught.value is error
    assert notes(error) == ["closing failed: KeyError('c')", "closing failed: OSError(5, 'I/O')"]
    assert stage.closed == ["c", "b", "a"]


def test_failures_after_an_interrupt_are_notes(stage):
    """Raises the body's interrupt when closing fails too, with notes.

    Area: interrupts
    Tells: Whether an interrupt is treated by the same rules, or falls through an `except Exception`.
    Advises: Let the user press Ctrl-C in the body, and one resource fail after it.
    """
    error = KeyboardInterrupt()
    with pytest.raises(BaseException) as caught:
        run(raising(error), stage.gives("a", failure=OSError("a")), stage.gives("b"))
    assert caught.value is error
    assert notes(error) == ["closing failed: OSError('a')"]
    assert stage.closed == ["b", "a"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(2)], ids=["interrupt", "exit"])
def test_interrupt_while_closing(stage, stop):
    """Closes the rest when a close is interrupted, and raises the interrupt.

    Area: interrupts
    Tells: Whether Ctrl-C, which people press when closing hangs, leaves the others open.
    Advises: Let the user press Ctrl-C while the second of three closes.
    """
    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("a"), stage.gives("b", failure=stop), stage.gives("c")):
            pass
    assert caught.value is stop
    assert stage.closed == ["c", "b", "a"]


def test_interrupt_among_failures_is_no_group(stage):
    """Raises an interrupt itself when other resources fail to close as well.

    Area: interrupts
    Tells: Whether Ctrl-C still stops a program that catches groups, and whether an ExceptionGroup is known to refuse it.
    Advises: Let three closes fail, the second of them with Ctrl-C.
    """
    stop = KeyboardInterrupt()
    with pytest.raises(BaseException) as caught:
        with hold(
            stage.gives("a", failure=OSError("a")),
            stage.gives("b", failure=stop),
            stage.gives("c", failure=ValueError("c")),
        ):
            pass
    assert caught.value is stop
    assert stage.closed == ["c", "b", "a"]


def test_interrupt_while_closing_after_an_error(stage):
    """Raises an interrupt of closing ahead of an ordinary error of the body or of acquiring.

    Area: interrupts
    Tells: Whether a request to stop is weighed against other errors, or ends as a note that nobody acts on.
    Advises: Read the third rule once more: an error, and then Ctrl-C while closing.
    """
    stop = KeyboardInterrupt()
    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("a", failure=OSError("a")), stage.gives("b", failure=stop)):
            raise LookupError("gone")
    assert caught.value is stop
    assert stage.closed == ["b", "a"]

    with pytest.raises(BaseException) as caught:
        with hold(stage.gives("c", failure=stop), stage.fails("d", LookupError("gone"))):
            pass
    assert caught.value is stop


@pytest.mark.parametrize("place", ["body", "closing"])
def test_first_of_several_interrupts(stage, place):
    """Raises the first of several that ask the program to stop.

    Area: interrupts
    Tells: Whether the order of events is kept when everything fails at once.
    Advises: Which one came first?
    """
    first, second = SystemExit(1), KeyboardInterrupt()
    with pytest.raises(BaseException) as caught:
        if place == "body":
            with hold(stage.gives("a", failure=second)):
                raise first
        else:
            with hold(stage.gives("a", failure=second), stage.gives("b", failure=first)):
                pass
    assert caught.value is first
    assert stage.closed[-1] == "a"
