"""A module that is a program too."""

import sys

GREETING = "hello"


def greet(name):
    return f"{GREETING} {name}"


def main():
    for name in sys.argv[1:] or [input()]:
        print(greet(name))
    if "nobody" in sys.argv:
        print("nobody", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
