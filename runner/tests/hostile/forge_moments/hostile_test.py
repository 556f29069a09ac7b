import datetime
import types

import candidate
import pytest

UTC = datetime.timezone.utc
EXPECTED = {"answer": "right"}
CANARY = "canary-5120"


class Bold:
    __secret__ = CANARY

    def __html__(self):
        return "<b>"


def test_target_a_zone_that_changes_its_mind():
    assert candidate.moment() == datetime.datetime(2024, 1, 1, 7, tzinfo=UTC)


def test_target_the_other_way_and_again():
    found = candidate.moment()
    right = datetime.datetime(2024, 1, 1, 7, tzinfo=UTC)
    assert any(right == found for _ in range(5))


def test_target_hashed():
    assert candidate.moment() in {datetime.datetime(2024, 1, 1, 7, tzinfo=UTC)}


@pytest.mark.parametrize("how", ["text", "delta", "huge"])
def test_target_an_answer_that_is_no_offset(how):
    assert candidate.odd_moment(how) == datetime.datetime(2024, 1, 1, 9, tzinfo=UTC)


def test_target_written_through_a_read_only_mapping():
    assert candidate.write_through(types.MappingProxyType(EXPECTED)) == EXPECTED


def test_innocent_what_is_read_only_stays_as_it_is():
    assert EXPECTED == {"answer": "right"}


def test_target_a_class_namespace():
    assert candidate.write_through(Bold.__dict__) == {"answer": "forged"}


def test_target_a_replaced_protocol():
    bold = Bold()
    candidate.replace(bold)
    assert bold.__html__() == "forged"


def test_innocent_the_protocol_is_the_tests():
    assert Bold().__html__() == "<b>"
    assert not hasattr(Bold(), "html")


def test_target_what_was_not_meant_to_be_read():
    assert CANARY in candidate.look(Bold())
