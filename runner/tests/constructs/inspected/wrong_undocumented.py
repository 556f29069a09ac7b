import functools


def plain(a, b=3, *rest, c="x", **options):
    return {}


def generator():
    return iter([1])


def coroutine():
    pass


def async_generator():
    return []


def square(x):
    return x * x


class Documented:
    attribute = 1

    def __init__(self, a, b=0):
        self.a = a

    def method(self, x):
        return x

    def build(self):
        return None

    def helper(self, value):
        return value

    def prop(self):
        return 1


class Derived:
    def method(self, x):
        return -x


wrapped = functools.partial(plain)


def uses_recursion(n):
    result = 1
    for factor in range(1, n + 1):
        result *= factor
    return result


def no_loop(values):
    result = []
    for value in values:
        if value:
            result.append(value)
    return result


dumps = repr
