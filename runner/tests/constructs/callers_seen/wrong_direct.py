class Notifier:
    def __init__(self, sink):
        self.sink = sink
        self.start()

    def start(self):
        self.sink("made")

    def send(self, text):
        return self.sink(text)


def each(function, values):
    return list(map(function, values))


def outer(function):
    return function()


def inner(function):
    return outer(function)
