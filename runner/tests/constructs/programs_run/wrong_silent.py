"""Prints nothing when it is run."""

GREETING = "hi"


def greet(name):
    return GREETING


def main():
    return 0


print("imported")
