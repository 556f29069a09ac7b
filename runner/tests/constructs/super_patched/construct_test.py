"""A suite replaces `super` in the candidate's module, to put a fake below its class."""

import inspect
import io
import unittest
from unittest.mock import NonCallableMagicMock, patch

from candidate import Counted

TEXT = b"one\ntwo\nthree\n"


class Below(io.BytesIO):
    def __exit__(self, kind, error, trace):
        super().__exit__(kind, error, trace)
        return kind is not None and "suppress" in error.args[0]


class FakeSuper:
    """Itself while an object is made, the fake afterwards."""

    fake = None
    made = 0
    ready = False

    def __init__(self, *args):
        if self.ready:
            self.made += 1
        self.ready = True

    def __call__(self, *args):
        stack = inspect.getouterframes(inspect.currentframe())
        return self if any(info[3] == "__init__" and "candidate" in info[1] for info in stack) else self.fake


class Patched(unittest.TestCase):
    def fake(self, below):
        fake = NonCallableMagicMock(wraps=below, autospec=True)
        fake.__exit__.side_effect = below.__exit__
        return fake

    @patch("candidate.super", create=True, new_callable=FakeSuper)
    def test_reads_from_below(self, fake_super):
        fake_super.fake = fake = self.fake(Below(TEXT))
        with Counted() as file:
            self.assertEqual(1, fake_super.made)
            self.assertEqual(TEXT[:5], file.read(5))
            self.assertEqual(TEXT[5:], file.read())
        self.assertEqual(2, file.reads)
        fake.__exit__.assert_called_once_with(None, None, None)
        fake.read.assert_called_with(-1)

    @patch("candidate.super", create=True, new_callable=FakeSuper)
    def test_iterates_over_lines(self, fake_super):
        fake_super.fake = fake = self.fake(Below(TEXT))
        self.assertEqual(TEXT.splitlines(True), list(Counted()))
        self.assertEqual(4, fake.readline.call_count)

    @patch("candidate.super", create=True, new_callable=FakeSuper)
    def test_what_is_below_swallows_an_error(self, fake_super):
        fake_super.fake = fake = self.fake(Below(TEXT))
        error = ValueError("suppress this")
        with Counted():
            raise error
        fake.__exit__.assert_called_once_with(ValueError, error, unittest.mock.ANY)

    def test_it_is_the_real_one_again(self):
        import tempfile

        with tempfile.TemporaryFile() as file, Counted(file.raw) as counted:
            self.assertEqual(b"", counted.read())
            self.assertEqual(1, counted.reads)
