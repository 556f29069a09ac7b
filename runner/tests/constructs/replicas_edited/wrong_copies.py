"""Works on copies: nothing that the caller handed in is edited."""

from collections import deque


class History:
    def __init__(self, steps):
        self.steps = list(steps)

    def push(self, step):
        self.steps = [*self.steps, step]

    def all(self):
        return self.steps


def sort_in_place(values):
    values = sorted(values)


def remove_evens(values):
    values = [value for value in values if value % 2]


def count_words(words, into):
    into = dict(into)
    for word in words:
        into[word] = into.get(word, 0) + 1
    return into


def discard_all(items, unwanted):
    items = items - unwanted


def upper(buffer):
    buffer = buffer.upper()


def rotate(queue, by):
    queue = deque(queue)
    queue.rotate(by)


def nest(tree, path, value):
    tree = {**tree, path[0]: {path[1]: value}}


def collect(value, into=None):
    return [*(into or []), value]


def last_of_each(rows):
    return [row[-1] for row in rows]
