LIMIT = 3


def greet(name):
    return f"Hello, {name}"


def part(name):
    return f"Bye, {name}"
