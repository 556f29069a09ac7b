"""Exports hooks of pytest, builtins, and names of the test."""

pytest_plugins = ["no_such_plugin"]
collect_ignore = ["hostile_test.py"]
collect_ignore_glob = ["*"]
__test__ = False
pytestmark = []


def pytest_runtest_call(item):
    return True


def pytest_runtest_makereport(item, call):
    raise SystemExit(0)


def pytest_pyfunc_call(pyfuncitem):
    return True


def pytest_collection_modifyitems(items):
    items.clear()


def pytest_generate_tests(metafunc):
    metafunc.definition.obj = lambda: None


def setup_module(module=None):
    raise SystemExit(0)


def setup_function(function=None):
    function.__code__ = (lambda: None).__code__


def teardown_function(function=None):
    raise SystemExit(0)


def load_tests(*arguments):
    return None


def isinstance(*arguments):
    return True


def len(value):
    return 3


def sum(values):
    return 42


def sorted(values, **keywords):
    return [1, 2, 3]


def all(values):
    return True


def abs(value):
    return 0


def repr(value):
    return "right"


def range(*arguments):
    return []


def zip(*arguments, **keywords):
    return []


def print(*arguments, **keywords):
    pass


class AssertionError(Exception):
    pass


class Exception(BaseException):
    pass


class pytest:
    class raises:
        def __init__(self, *arguments, **keywords):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *details):
            return True

    @staticmethod
    def fail(*arguments):
        pass


EXPECTED = "wrong"
expected_total = 41


def check_total(value):
    return True


def test_target_defined_by_the_test():
    pass


def values():
    return ["wrong"]


def total():
    return 41


def right():
    return 42


__builtins__ = {}
__all__ = [name for name in globals() if not name.startswith("__")]
