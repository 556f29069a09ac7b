import functools


class Row(list):
    pass


def make(number):
    def function():
        return number

    return function


FUNCTIONS = [make(number) for number in range(9)]
ROW = Row([1])
MANY = [[number] for number in range(200)]
ERROR = ValueError(FUNCTIONS[7])
subscribers = []
rows = []


def get(number):
    return make(number)


def row():
    return ROW


def fail():
    raise ERROR


def subscribe(callback):
    subscribers.append(callback)


def emit(number):
    for callback in subscribers:
        try:
            callback(FUNCTIONS[number])
        except Exception:
            pass


def take(row):
    rows.append(row)


def add(value):
    rows[-1].append(value)


@functools.lru_cache
def cached(number):
    return make(number)


def version():
    return 1


def change():
    global version

    def version():
        return 1
