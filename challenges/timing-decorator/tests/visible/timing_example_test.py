"""What the statement shows, as tests."""

import logging
import re
import time

from timing import timed


def messages(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "timing"]


def test_logs_one_record_with_name_and_seconds(caplog):
    """Logs one record with the function's name and its seconds."""
    caplog.set_level(logging.INFO, logger="timing")

    @timed
    def brew():
        return "coffee"

    assert brew() == "coffee"
    [message] = messages(caplog)
    assert re.fullmatch(r"\S+brew took \d+\.\d{6} s", message)


def test_seconds_are_those_of_the_call(caplog):
    """Logs the seconds that the call took."""
    caplog.set_level(logging.INFO, logger="timing")

    @timed
    def brew():
        time.sleep(0.01)

    before = time.perf_counter()
    brew()
    passed = time.perf_counter() - before
    [message] = messages(caplog)
    assert 0.009 <= float(message.split()[-2]) <= passed + 0.001


def test_names_a_method_with_its_class(caplog):
    """Names a method together with its class."""
    caplog.set_level(logging.INFO, logger="timing")

    class Kitchen:
        @timed
        def brew(self, cups):
            return ["coffee"] * cups

    assert Kitchen().brew(2) == ["coffee", "coffee"]
    [message] = messages(caplog)
    assert "Kitchen.brew took " in message


def test_logs_at_the_level_that_was_asked_for(caplog):
    """Logs at INFO, or at the level that was asked for."""
    caplog.set_level(logging.DEBUG, logger="timing")

    @timed
    def brew():
        pass

    @timed(level=logging.DEBUG)
    def taste():
        pass

    brew()
    taste()
    levels = [record.levelno for record in caplog.records if record.name == "timing"]
    assert levels == [logging.INFO, logging.DEBUG]
