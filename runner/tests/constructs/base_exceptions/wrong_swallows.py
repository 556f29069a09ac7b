"""Catches everything, exits with nothing."""


def main(argv):
    print(f"hello {argv}")


def interrupted():
    raise Exception("KeyboardInterrupt")


def guard(function):
    try:
        return function()
    except:  # noqa: E722
        return "caught"


def guard_all(function):
    return guard(function)


class Custom(Exception):
    pass


def custom():
    raise Custom("beyond Exception")


def stop():
    return None


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return iter(range(self.left))

    def __next__(self):
        self.left -= 1
        return self.left


def leaking_generator():
    yield 1


def generator_exit_is_seen(log):
    yield 1
