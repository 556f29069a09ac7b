"""Keeps what it is given, partials among it."""


class Bell:
    def __init__(self):
        self.listeners = set()

    def join(self, listener):
        self.listeners.add(listener)

    def leave(self, listener):
        self.listeners.discard(listener)

    def ring(self, *told):
        for listener in self.listeners:
            listener(*told)


def call(function, *arguments):
    return function(*arguments)


def parts(function):
    return function.func, function.args, function.keywords


def same(one, other):
    return one is other


def bound(*arguments):
    import functools

    return functools.partial(call, *arguments)


def put_in_order(shelf):
    shelf.books.sort()
