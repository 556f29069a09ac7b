import unittest

import pytest
from candidate import Counter, slow_double, to_roman

CASES = [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (10, "X")]


class SubTestTest(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()

    def test_parameters(self):
        for number, numeral in CASES:
            with self.subTest(number=number):
                self.assertEqual(to_roman(number), numeral)

    def test_message_and_parameters(self):
        for number, numeral in CASES:
            with self.subTest("as a numeral", number=number, numeral=numeral):
                self.assertEqual(to_roman(number), numeral)

    def test_long_parameters(self):
        words = [f"a word of some length, number {number}" for number in range(10)]
        seats = {word: number for number, word in enumerate(words)}
        for number, numeral in CASES:
            with self.subTest("among many", words=words, seats=seats, number=number, numeral=numeral):
                self.assertEqual(to_roman(number), numeral)

    def test_without_a_name(self):
        for number, numeral in CASES:
            with self.subTest():
                self.assertEqual(to_roman(number), numeral)

    def test_one_name_for_all(self):
        for number, numeral in CASES:
            with self.subTest("the same"):
                self.assertEqual(to_roman(number), numeral)

    def test_state_goes_on(self):
        for expected in (1, 2, 3, 4):
            with self.subTest(expected=expected):
                self.assertEqual(self.counter.up(), expected)

    def test_nested(self):
        for kind in (int, bool):
            with self.subTest(kind=kind):
                for number in (1, 5):
                    with self.subTest(number=number):
                        self.assertEqual(to_roman(kind(number)), "V" if kind(number) == 5 else "I")

    def test_an_object_of_the_candidate_as_parameter(self):
        with self.subTest(counter=self.counter, function=to_roman):
            self.assertEqual(self.counter.up(), 1)

    def test_a_skipped_one(self):
        for number, numeral in CASES:
            with self.subTest(number=number):
                if number == 5:
                    self.skipTest("five is for later")
                self.assertEqual(to_roman(number), numeral)

    def test_fails_after_its_subtests(self):
        with self.subTest(number=1):
            self.assertEqual(to_roman(1), "I")
        self.assertEqual(to_roman(4), "IV")
        with self.subTest(number=2):
            self.assertEqual(to_roman(2), "II")

    def test_what_raises(self):
        for number in (0, -1):
            with self.subTest(number=number), self.assertRaises(ValueError):
                to_roman(number)

    @unittest.expectedFailure
    def test_expected_to_fail(self):
        with self.subTest(number=6):
            self.assertEqual(to_roman(6), "VII")


class AsyncSubTestTest(unittest.IsolatedAsyncioTestCase):
    async def test_awaited(self):
        for number in (0, 2, 3):
            with self.subTest(number=number):
                self.assertEqual(await slow_double(number), 2 * number)


def test_fixture(subtests):
    for number, numeral in CASES:
        with subtests.test("as a numeral", number=number):
            assert to_roman(number) == numeral


def test_fixture_without_a_message(subtests):
    counter = Counter()
    for expected in (1, 2, 3):
        with subtests.test(expected=expected):
            assert counter.up() == expected


@pytest.mark.parametrize("start", [0, 1])
def test_parametrized(subtests, start):
    for number, numeral in CASES[start::2]:
        with subtests.test(number=number):
            assert to_roman(number) == numeral


def test_nested_fixture(subtests):
    with subtests.test("outer"):
        for number, numeral in CASES[:2]:
            with subtests.test("inner", number=number):
                assert to_roman(number) == numeral


@pytest.fixture
def numerals(subtests):
    def check(pairs):
        for number, numeral in pairs:
            with subtests.test(number=number):
                assert to_roman(number) == numeral

    return check


def test_in_a_helper(numerals):
    numerals(CASES)


def test_skipped_and_expected(subtests):
    with subtests.test("skipped"):
        pytest.skip("not here")
    with subtests.test("expected"):
        pytest.xfail("known")
    with subtests.test("checked"):
        assert to_roman(9) == "IX"
