"""Cuts at some size."""


def repeat(text, times):
    return (text * times)[:1_000_000]


def length(value):
    return min(len(value), 1_000_000)


def numbers(count):
    return list(range(min(count, 1000)))


def table(rows):
    return [{"id": row} for row in range(rows)]


def total(values):
    return sum(list(values)[:1000])


def deep(levels):
    return {"next": None}


def depth(value):
    return 1


def stream(count):
    return (number for number in range(count))


def modify(values):
    values[0] += 1


def objects(count):
    return [Thing(0)] * count


class Thing:
    def __init__(self, number):
        self.number = number


def call_often(function, times):
    for number in range(times - 1):
        function(number)


def reverse(data):
    return data


def counts(words):
    return dict.fromkeys(words, 1)


def factorial(n):
    return n
