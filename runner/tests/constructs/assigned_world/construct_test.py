import builtins
import datetime
import io
import random
import sys
import time
from unittest.mock import patch

import candidate


def test_a_standard_input_of_the_tests():
    before = sys.stdin
    sys.stdin = io.StringIO("1\n2\n\n")
    try:
        assert candidate.add_lines() == 3
        sys.stdin = io.StringIO("4\n\n")
        assert candidate.add_lines() == 4
    finally:
        sys.stdin = before


def test_a_standard_input_that_is_left_behind():
    sys.stdin = io.StringIO("5\n\n")
    assert candidate.add_lines() == 5


def test_an_input_function():
    asked = []
    before = builtins.input
    builtins.input = lambda prompt="": asked.append(prompt) or "ada"
    try:
        assert candidate.ask() == "Ada"
    finally:
        builtins.input = before
    assert asked == ["Who? "]


def test_a_patched_one_after_it():
    with patch("builtins.input", return_value="grace"):
        assert candidate.ask() == "Grace"


def test_a_night_that_takes_no_time():
    slept = []
    before, time.sleep = time.sleep, slept.append
    try:
        assert candidate.rest() == "rested"
    finally:
        time.sleep = before
    assert slept == [3600]


def test_a_clock_that_stands_still():
    with patch("datetime.datetime") as clock:
        clock.now.return_value = moment = datetime.date(2020, 1, 2)
        assert candidate.today() == moment


def test_a_datetime_from_a_clock_that_stands_still():
    moment = datetime.datetime(2020, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)
    with patch("datetime.datetime") as clock:
        clock.now.return_value = moment
        assert candidate.today() == moment


def test_a_loaded_die():
    before, random.randint = random.randint, lambda low, high: high
    try:
        assert candidate.roll() == 6
    finally:
        random.randint = before


def test_arguments():
    before, sys.argv = sys.argv, ["program", "-v", "file"]
    try:
        assert candidate.arguments() == ["-v", "file"]
    finally:
        sys.argv = before
