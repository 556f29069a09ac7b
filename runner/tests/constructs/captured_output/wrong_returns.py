"""Returns instead of printing, and prints where it should not."""

import sys


def report(rows):
    return "\n".join(f"{name:<5}|{value:>4}" for name, value in rows)


def warn(text):
    print(text)


def progress(steps):
    for step in range(steps):
        print(step)


def written(text):
    sys.stdout.write(text + "\n")


def raw(data):
    print(data)


def child():
    pass


def into(stream, text):
    print(text)


def silently(function):
    function()
    return ""


def unicode():
    print("naive")


def table(rows, *, sep=", ", end=".\n"):
    print(rows)


def much(lines):
    print("line")


def fail_after_printing():
    raise ValueError("after")


def ask(callback):
    callback()
    print("first\nthird")


def is_terminal():
    return True


def lines():
    for number in range(3):
        print(number)
    return iter(range(3))


def binary(data):
    pass
