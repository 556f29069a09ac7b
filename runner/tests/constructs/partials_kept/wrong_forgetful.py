"""A listener cannot leave."""


class Bell:
    def __init__(self):
        self.listeners = []

    def join(self, listener):
        self.listeners.append(listener)

    def leave(self, listener):
        pass

    def ring(self, *told):
        for listener in self.listeners:
            listener(*told)


def call(function, *arguments):
    return function(*arguments[:1])


def parts(function):
    return function


def same(one, other):
    return False


def bound(*arguments):
    return call


def put_in_order(shelf):
    sorted(shelf.books)
