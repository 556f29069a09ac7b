"""Exits, interrupts and stops, raised and caught where they should be."""

import sys


def main(argv):
    if not argv:
        print("usage: main NAME", file=sys.stderr)
        sys.exit(2)
    if argv[0] == "fail":
        sys.exit("a message")
    if argv[0] == "plain":
        raise SystemExit
    print(f"hello {argv[0]}")


def interrupted():
    raise KeyboardInterrupt


def guard(function):
    """Lets through what nobody should catch."""
    try:
        return function()
    except Exception as error:
        return f"caught {type(error).__name__}"


def guard_all(function):
    try:
        return function()
    except BaseException as error:  # noqa: BLE001
        return f"caught {type(error).__name__}"
    finally:
        guard_all.cleaned = True


class Custom(BaseException):
    pass


def custom():
    raise Custom("beyond Exception")


def stop():
    raise StopIteration("early")


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


def leaking_generator():
    yield 1
    raise StopIteration("inside a generator")


def generator_exit_is_seen(log):
    try:
        yield 1
    except GeneratorExit:
        log.append("closed")
        raise
