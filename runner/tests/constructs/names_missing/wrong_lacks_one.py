LIMIT = 3


def greet(name):
    return f"Hello, {name}"
