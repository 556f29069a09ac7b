import unittest

import candidate
from candidate import Empty, Stack, divide, is_even, primes, words


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = Stack()
        cls.shared.push("class")

    def setUp(self):
        self.stack = Stack()
        self.addCleanup(self.stack.items.clear)

    def test_last_in_first_out(self):
        self.stack.push(1)
        self.stack.push(2)
        self.assertEqual(self.stack.pop(), 2)
        self.assertEqual(self.stack.pop(), 1)

    def test_empty(self):
        with self.assertRaises(Empty) as caught:
            self.stack.pop()
        self.assertEqual(str(caught.exception), "stack is empty")
        self.assertRaisesRegex(Empty, "is empty", self.stack.pop)
        self.assertRaises(Empty, self.stack.pop)

    def test_length(self):
        self.assertEqual(len(self.stack), 0)
        self.assertFalse(self.stack)
        self.stack.push(None)
        self.assertTrue(self.stack)
        self.assertIsInstance(self.stack, Stack)

    def test_shared(self):
        self.assertEqual(self.shared.items, ["class"])
        self.assertEqual(repr(self.shared), "Stack(['class'])")
        self.assertIs(self.shared, type(self).shared)


class MathTest(unittest.TestCase):
    def test_divide(self):
        self.assertAlmostEqual(divide(1, 3), 0.3333333333)
        self.assertNotAlmostEqual(divide(1, 3), 0.34)
        with self.assertRaises(ZeroDivisionError):
            divide(1, 0)

    def test_collections(self):
        self.assertDictEqual(words("A bb"), {"a": 1, "bb": 2})
        self.assertListEqual(primes(12), [2, 3, 5, 7, 11])
        self.assertCountEqual(primes(6), [5, 3, 2])
        self.assertIn(7, primes(10))
        self.assertNotIn(9, primes(10))
        self.assertSequenceEqual(primes(4), (2, 3))

    def test_with_subtests(self):
        for number in range(6):
            with self.subTest(number=number):
                self.assertEqual(is_even(number), number in (0, 2, 4))

    def test_logs(self):
        with self.assertLogs("candidate", "ERROR") as caught:
            candidate.log_error()
        self.assertEqual(caught.output, ["ERROR:candidate:bad thing 5"])

    @unittest.skip("not yet")
    def test_skipped(self):
        self.fail("never")

    @unittest.skipIf(len(primes(10)) == 4, "enough primes")
    def test_skipped_by_the_candidates_answer(self):
        self.fail("never")

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.assertEqual(divide(1, 2), 7)

    def test_skip_inside(self):
        if is_even(2):
            self.skipTest("even")


def load_tests_is_not_used():
    raise AssertionError


if __name__ == "__main__":
    unittest.main()


class CountsItself:
    """What a mixin of test cases hands over is a method of the running test case."""

    def count(self, step=1):
        self.counted = getattr(self, "counted", 0) + step
        return self.counted

    def test_a_method_of_the_running_test_case(self):
        assert candidate.call_twice(self.count) == 2
        assert candidate.call_twice(self.count) == 4
        self.assertEqual(self.counted, 4)


class TestCounting(unittest.TestCase, CountsItself):
    pass
