"""Which errors are tried again, and how the last one comes out."""

import traceback

import pytest
from retrying import retry


def test_other_errors_are_raised_at_once(planned, fake_time):
    """Raises other errors at once, also after one that was tried again.

    Area: errors
    Tells: Whether a mistake in the program is told from a service that is away for a moment.
    Advises: Let the function raise something that is not in the list.
    """
    told = []
    body = planned(ConnectionError(), KeyError("card"), "paid")

    @retry(
        on=(ConnectionError, TimeoutError), attempts=5, sleep=fake_time.sleep, notify=lambda *all: told.append(all[0])
    )
    def charge():
        return body()

    with pytest.raises(KeyError, match="card"):
        charge()
    assert (body.calls, fake_time.waits, told) == (2, [1], [1])


def test_derived_errors_count(planned, fake_time):
    """Tries again after errors of classes that are derived from the given ones.

    Area: errors
    Tells: Whether classes are compared as `except` does it.
    Advises: Which classes does an `except OSError` catch?
    """

    class CardServiceAway(ConnectionError):
        pass

    body = planned(CardServiceAway(), TimeoutError(), ConnectionResetError(), "paid")

    @retry(on=(ConnectionError, TimeoutError), attempts=4, sleep=fake_time.sleep)
    def charge():
        return body()

    assert charge() == "paid"


def test_interrupts_end_the_call(planned, fake_time):
    """Lets interrupts and exits through at once, whatever `on` says.

    Area: errors
    Tells: Whether the candidate knows that not every exception is an Exception; such a program cannot be stopped.
    Advises: Look at Python's tree of built-in exceptions, from its root.
    """
    for way_out in (KeyboardInterrupt, SystemExit, GeneratorExit):
        body = planned(way_out(), "paid")
        charge = retry(on=BaseException, sleep=fake_time.sleep)(lambda body=body: body())
        with pytest.raises(way_out):
            charge()
        assert (body.calls, fake_time.waits) == (1, [])


def test_last_error_is_raised_itself(planned, fake_time):
    """Raises the last error itself, not the first one and not one of its own.

    Area: errors
    Tells: Whether callers can go on catching what they caught before.
    Advises: Compare what your decorator raises with what the function raised last.
    """
    errors = [ConnectionError("first"), ConnectionError("second"), TimeoutError("last")]
    body = planned(*errors)

    @retry(on=(ConnectionError, TimeoutError), sleep=fake_time.sleep)
    def charge():
        return body()

    with pytest.raises(TimeoutError) as caught:
        charge()
    assert caught.value is errors[2]


def test_nothing_is_added_to_the_error(planned, fake_time):
    """Adds neither a cause nor a context nor a note to the error.

    Area: errors
    Tells: Whether the candidate knows when Python links an error to the one that is being handled.
    Advises: Print the traceback of a call that gave up, and read all of it.
    """
    errors = [ConnectionError("first"), ConnectionError("last")]
    body = planned(*errors)

    @retry(on=ConnectionError, attempts=2, sleep=fake_time.sleep)
    def charge():
        return body()

    with pytest.raises(ConnectionError) as caught:
        charge()
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert caught.value.args == ("last",)
    assert not getattr(caught.value, "__notes__", [])


def test_traceback_leads_to_the_function(fake_time):
    """Raises the error with the traceback that leads to where it came from.

    Area: errors
    Tells: Whether whoever is on call finds the line at fault.
    Advises: Look at the last line of the traceback.
    """

    def ask_the_service():
        raise ConnectionError("refused")

    @retry(on=ConnectionError, sleep=fake_time.sleep)
    def charge():
        ask_the_service()

    with pytest.raises(ConnectionError) as caught:
        charge()
    names = [frame.name for frame in traceback.extract_tb(caught.tb)]
    assert names[-2:] == ["charge", "ask_the_service"]
