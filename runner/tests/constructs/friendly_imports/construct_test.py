import unittest

try:
    from candidate import LIMIT, greet, part
except ImportError as missing:
    name = missing.args[0].split()[3]
    raise ImportError(f"\n\nWe looked for {name} in your file and could not find it.") from None


class GreetingTest(unittest.TestCase):
    def test_greets(self):
        self.assertEqual(greet("Ada"), "Hello, Ada")

    def test_parts(self):
        self.assertEqual(part("Ada"), "Bye, Ada")

    def test_has_a_limit(self):
        self.assertEqual(LIMIT, 3)
