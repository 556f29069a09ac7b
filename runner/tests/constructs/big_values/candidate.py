"""Large and deep values."""


def repeat(text, times):
    return text * times


def length(value):
    return len(value)


def numbers(count):
    return list(range(count))


def table(rows):
    return [{"id": row, "name": f"name {row}", "tags": ["a", str(row)]} for row in range(rows)]


def total(values):
    return sum(values)


def deep(levels):
    value = None
    for _ in range(levels):
        value = {"next": value}
    return value


def depth(value):
    levels = 0
    while value:
        value = value["next"]
        levels += 1
    return levels


def stream(count):
    return (number * number for number in range(count))


def modify(values):
    for index in range(len(values)):
        values[index] += 1


def objects(count):
    return [Thing(number) for number in range(count)]


class Thing:
    def __init__(self, number):
        self.number = number


def call_often(function, times):
    for number in range(times):
        function(number)


def reverse(data):
    return data[::-1]


def counts(words):
    result = {}
    for word in words:
        result[word] = result.get(word, 0) + 1
    return result


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)
