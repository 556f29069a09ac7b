"""Edits, keeps and misuses what the test passes in."""

import threading
import time

kept = []


def replace_check(checker):
    """Replaces the method that the test will call next."""
    try:
        checker.verify = lambda *arguments: True
    except Exception:
        pass
    try:
        type(checker).verify = lambda *arguments: True
    except Exception:
        pass
    try:
        vars(checker)["verify"] = lambda *arguments: True
    except Exception:
        pass
    return 0


def replace_expected(checker):
    try:
        checker.expected = 0
    except Exception:
        pass
    try:
        vars(checker)["expected"] = 0
    except Exception:
        pass
    try:
        del checker.__dict__["expected"]
    except Exception:
        pass
    return 0


def replace_judge(question):
    for name, value in (("judge", lambda *arguments: True), ("accepts", lambda *arguments: True), ("limit", 0)):
        try:
            setattr(question, name, value)
        except Exception:
            pass
        try:
            question.__dict__[name] = value
        except Exception:
            pass
    return 0


def edit_mock(mock):
    try:
        mock.assert_called_once_with = lambda *arguments, **keywords: None
    except Exception:
        pass
    try:
        mock.called = True
        mock.call_count = 1
        mock.call_args_list = []
        mock.mock_calls = []
    except Exception:
        pass
    try:
        mock.reset_mock()
    except Exception:
        pass


def edit_function(function):
    for name, value in (("__code__", (lambda *a: True).__code__), ("__defaults__", (True,)), ("__globals__", {}), ("__class__", int)):
        try:
            setattr(function, name, value)
        except Exception:
            pass
    return 0


def edit_class(cls):
    for name in ("__eq__", "verify", "__instancecheck__", "__bases__"):
        try:
            setattr(cls, name, lambda *arguments: True)
        except Exception:
            pass
    return 0


def skip_by_mark(function):
    for name in ("pytestmark", "skip", "__unittest_skip__", "__test__"):
        try:
            setattr(function, name, True)
        except Exception:
            pass


def steer_the_case(case):
    for name in ("skipTest", "assertEqual", "_outcome", "failureException", "id"):
        try:
            setattr(case, name, lambda *arguments: None)
        except Exception:
            pass
    try:
        case.skipTest("by the candidate")
    except Exception:
        pass
    return 0


def keep(callback):
    kept.append(callback)

    def later():
        while True:
            time.sleep(0.02)
            for function in kept:
                try:
                    function("late")
                except BaseException:
                    pass

    threading.Thread(target=later, daemon=True).start()
    return 42


def call_kept():
    calls = 0
    for function in kept:
        try:
            function("kept")
            calls += 1
        except BaseException:
            pass
    return calls


def reach(thing, path):
    """Follows a path of attributes as far as it can."""
    for name in path.split("."):
        try:
            thing = getattr(thing, name)
        except Exception as error:
            return f"refused {name} {type(error).__name__}"
    return f"reached {path} {thing!r}"[:100_000]


def grow(values):
    """Makes the test's list a list that lies."""

    class Liar(list):
        def __eq__(self, other):
            return True

    try:
        values.__class__ = Liar
    except Exception:
        pass
    return 0


def swap_items(results):
    class Yes:
        def __eq__(self, other):
            return True

        def __hash__(self):
            return 0

    results[:] = [Yes() for _ in results]
    return 0


def right():
    return 42
