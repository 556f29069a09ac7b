import candidate
import pytest


@pytest.mark.skip(reason="not today")
def test_skipped():
    raise AssertionError


@pytest.mark.skipif(candidate.SUPPORTED, reason="supported")
def test_skipped_by_a_constant():
    assert candidate.value() == 1


@pytest.mark.xfail(reason="known")
def test_expected_to_fail():
    candidate.broken()


@pytest.mark.xfail(raises=NotImplementedError, strict=True)
def test_expected_strictly():
    candidate.broken()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1, 2, 3),
        pytest.param(1, 1, 2, id="ones"),
        pytest.param(1, 1, 3, marks=pytest.mark.xfail, id="wrong on purpose"),
        pytest.param(0, 0, 1, marks=pytest.mark.skip, id="skipped"),
    ],
)
def test_parameters_with_marks(a, b, expected):
    assert candidate.add(a, b) == expected


def test_skip_inside():
    if candidate.value() == 1:
        pytest.skip("one")


def test_xfail_inside():
    if candidate.value() == 1:
        pytest.xfail("one")


def test_importorskip():
    pytest.importorskip("no_such_module_anywhere")


def test_the_tests_own_code_stumbles_over_a_wrong_type():
    major, _ = candidate.version()
    assert major == 3


def test_arithmetic_on_the_answer():
    assert candidate.add(1, 2) - 1 == 2


def test_none_is_none():
    assert candidate.nothing() is None


def test_fail_with_words():
    if candidate.value() != 1:
        pytest.fail("value must be 1")


def test_an_attribute_of_the_answer():
    assert candidate.value().bit_length() == 1


def test_several_asserts():
    assert candidate.value()
    assert candidate.value() == 1, "with a message"
    assert not candidate.nothing()


@pytest.fixture
def prepared():
    return candidate.add(1, 1) + 1


def test_a_fixture_that_uses_the_answer(prepared):
    assert prepared == 3


@pytest.fixture
def torn_down():
    yield
    assert candidate.value() == 1


def test_a_teardown_that_checks(torn_down):
    pass
