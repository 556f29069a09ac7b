import unittest
from fractions import Fraction

from splitting import split


class SplitTest(unittest.TestCase):
    def assert_fair(self, cents, weights):
        given = list(weights)
        shares = split(cents, given)
        self.assertEqual(given, weights)
        self.assertEqual(sum(shares), cents)
        self.assertEqual(len(shares), len(weights))
        for share, weight in zip(shares, weights):
            self.assertLess(abs(share - Fraction(cents * weight, sum(weights))), 1)

    def test_examples(self):
        for cents, weights in [
            (3, [0, 1, 1, 1, 1, 1]),
            (-103, [1, 1, 1, 1, 1]),
            (10**20 + 1, [1, 2, 4]),
        ]:
            with self.subTest(cents=cents, weights=weights):
                self.assert_fair(cents, weights)

    def test_any_iterable(self):
        self.assertEqual(split(10, iter((2, 3))), [4, 6])

    def test_refuses(self):
        for weights in ([], [0, 0], [3, -1]):
            for cents in (0, 7):
                with (
                    self.subTest(cents=cents, weights=weights),
                    self.assertRaises(ValueError),
                ):
                    split(cents, weights)
