"""Prints to here and there."""

import contextlib
import io
import os
import subprocess
import sys


def report(rows):
    for name, value in rows:
        print(f"{name:<5}|{value:>4}")


def warn(text):
    print(text, file=sys.stderr)


def progress(steps):
    for step in range(steps):
        print(step, end=" ", flush=True)
    print()


def written(text):
    sys.stdout.write(text)
    sys.stderr.write("error " + text)


def raw(data):
    os.write(1, data)


def child():
    subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)


def into(stream, text):
    print(text, file=stream)


def silently(function):
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        function()
    return buffer.getvalue()


def unicode():
    print("naïve ☃ 漢字 \U0001f600")


def table(rows, *, sep=", ", end=".\n"):
    print(*rows, sep=sep, end=end)


def much(lines):
    for number in range(lines):
        print(f"line {number}")


def fail_after_printing():
    print("before")
    raise ValueError("after")


def ask(callback):
    print("first")
    callback()
    print("third")


def is_terminal():
    return sys.stdout.isatty()


def lines():
    for number in range(3):
        print(number)
        yield number


def binary(data):
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


print("printed at import")
