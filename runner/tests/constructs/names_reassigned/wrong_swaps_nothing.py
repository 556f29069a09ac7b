import threading


def greet():
    return "hello"


def farewell():
    return "bye"


class Counter:
    step = 1

    def __init__(self):
        self.count = 0


def swap():
    global greet, farewell
    greet, farewell = greet, farewell


def call_greet():
    return greet()


def call_twice(function):
    return function(), greet()


def replace_counter():
    global Counter

    class Counter:
        step = 10

        def __init__(self):
            self.count = 0


class Speaker:
    def __init__(self, word):
        self.word = word

    def __call__(self):
        return self.word


speak = Speaker("one")
limit = 1
done = False


def turn_plain():
    global speak
    speak = Speaker("two")


def forget():
    global farewell
    kept = farewell
    del farewell
    return kept


def put_back(function):
    global farewell
    farewell = function


def finish_later():
    global done, limit
    started = threading.Event()

    def work():
        global done, limit
        started.wait()
        limit = 2
        done = True

    thread = threading.Thread(target=work)
    thread.start()
    started.set()
    return thread


def __getattr__(name):
    if name.startswith("made_"):
        return lambda: [name]
    raise AttributeError(name)
