"""What is over does no harm to what comes after it, however late it ends."""

import enum
import gc
import http
import re
import signal
import socket
import ssl
import uuid
from http import HTTPStatus

import candidate
import pytest


class Numbers:
    """Makes generators and counts those that were closed."""

    def __init__(self):
        self.closed = 0

    def __call__(self):
        try:
            for number in range(1000):
                yield number
        finally:
            self.closed += 1


left = []


@pytest.mark.parametrize(
    "member", [HTTPStatus.OK, signal.SIGINT, socket.AF_INET, re.I, uuid.SafeUUID.safe, ssl.TLSVersion.TLSv1_2], ids=str
)
def test_a_standard_member(member):
    assert candidate.kind_of(member) == type(member).__name__
    assert candidate.same(member) is member


def test_a_class_that_only_the_test_has_imported():
    assert candidate.same(http.HTTPStatus) is http.HTTPStatus


@pytest.mark.parametrize("time", range(3))
def test_a_class_of_the_test_in_an_error(time):
    class Size(enum.IntEnum):
        LARGE = 3

    with pytest.raises(candidate.Refused) as caught:
        candidate.refuse(Size.LARGE)
    assert caught.value.args == (Size,)


def test_a_proxy_of_nothing():
    found = candidate.proxy_of_nothing()
    with pytest.raises(ReferenceError):
        found.name


def test_a_proxy():
    assert candidate.proxy().name == "thing"


def test_generators_that_end_together():
    numbers = Numbers()
    stages = [candidate.stage(numbers()) for _ in range(20)]
    for stage in stages:
        next(stage)
    stages.append(stages)
    del stages, stage
    gc.collect()
    assert candidate.same(1) == 1
    assert numbers.closed == 20


def test_nested_generators_that_end_together():
    numbers = Numbers()
    pipelines = [candidate.pipeline(numbers(), candidate.stage, candidate.stage) for _ in range(10)]
    for pipeline in pipelines:
        next(pipeline)
    pipelines.append(pipelines)
    del pipelines, pipeline
    gc.collect()
    assert candidate.same(1) == 1
    assert numbers.closed == 10


def test_generators_that_outlive_their_edge_case():
    numbers = Numbers()
    stages = [candidate.pipeline(numbers(), candidate.stage) for _ in range(5)]
    for stage in stages:
        next(stage)
    left.append([*stages, stages])
    assert numbers.closed == 0


def test_what_comes_after_them():
    left.clear()
    gc.collect()
    assert candidate.kind_of("") == "str"
    later = candidate.pipeline(Numbers()(), candidate.stage)
    assert next(later) == 0


def test_garbage_that_speaks_while_messages_are_made():
    told, numbers = [], Numbers()
    for _ in range(10):
        assert candidate.rings(20, told.append, numbers) == 20
        assert candidate.lists(2000) == [[index] for index in range(2000)]
        assert candidate.same([[told.append] for _ in range(50)]) == [[told.append] for _ in range(50)]
    assert candidate.same(numbers) is numbers
    assert set(told) <= {"gone"}


def test_an_error_that_is_changed_later():
    left.append(LookupError("first"))
    assert candidate.note(left[-1]) >= 1
    assert left[-1].__notes__ == ["noted"]


def test_after_an_error_was_changed_between_edge_cases():
    left[-1].add_note("once more")
    assert candidate.note(KeyError("another")) >= 2
    left.clear()
