class Notifier:
    def __init__(self, sink):
        sink("made")
        self.sink = sink

    def send(self, text):
        return self._deliver(text)

    def _deliver(self, text):
        return self.sink(text)


def each(function, values):
    return [function(value) for value in values]


def outer(function):
    return inner(function)


def inner(function):
    return function()
