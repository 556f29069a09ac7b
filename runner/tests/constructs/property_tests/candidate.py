"""Run-length encoding, sorting, sets: properties instead of examples."""


def encode(text):
    result = []
    for character in text:
        if result and result[-1][0] == character:
            result[-1] = (character, result[-1][1] + 1)
        else:
            result.append((character, 1))
    return result


def decode(pairs):
    return "".join(character * count for character, count in pairs)


def insertion_sort(values):
    result = []
    for value in values:
        index = len(result)
        while index and result[index - 1] > value:
            index -= 1
        result.insert(index, value)
    return result


def clamp(value, low, high):
    return max(low, min(high, value))


class Stack:
    def __init__(self):
        self._items = []

    def push(self, value):
        self._items.append(value)

    def pop(self):
        return self._items.pop()

    def size(self):
        return len(self._items)


class IntSet:
    def __init__(self):
        self._values = set()

    def add(self, value):
        self._values.add(value)

    def remove(self, value):
        self._values.discard(value)

    def __contains__(self, value):
        return value in self._values

    def __len__(self):
        return len(self._values)
