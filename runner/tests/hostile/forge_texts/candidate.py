"""Gives out texts that would do harm where the tests are.

>>> import builtins; builtins.forged = True
"""

import pickle

BREAK = "__import__('builtins').__dict__.__setitem__('forged', True)"


class Lying:
    def __repr__(self):
        return "EXPECTED"


class Breaking:
    def __repr__(self):
        return BREAK


class Calling:
    def __repr__(self):
        return "judge(True)"


class Pickled:
    def __reduce__(self):
        return exec, ("import builtins; builtins.forged = True",)


def lying():
    return Lying()


def calling():
    return Calling()


def breaking():
    return Breaking()


def padded():
    return f"   {BREAK}\n\n"


def program():
    return f"{BREAK}\n"


def data():
    return pickle.dumps(Pickled())


def to_file(path):
    with open(path, "wb") as file:
        pickle.dump(Pickled(), file)


def command():
    return "touch $HOME/forged; echo forged > forged"


def hinted(x: "__import__('builtins').__dict__.__setitem__('forged', True)"):
    """
    >>> import builtins; builtins.forged = True
    """


def noise():
    for _ in range(20):
        yield "x" * 1_000_000


def right():
    return 42
