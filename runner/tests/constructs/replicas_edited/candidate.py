"""A stack of undo steps that keeps and edits what it was given, as documented."""

from collections import deque


class History:
    def __init__(self, steps):
        self.steps = steps

    def push(self, step):
        self.steps.append(step)

    def all(self):
        return list(self.steps)


def sort_in_place(values):
    values.sort()


def remove_evens(values):
    values[:] = [value for value in values if value % 2]


def count_words(words, into):
    for word in words:
        into[word] = into.get(word, 0) + 1
    return into


def discard_all(items, unwanted):
    items -= unwanted


def upper(buffer):
    buffer[:] = buffer.upper()


def rotate(queue: deque, by):
    queue.rotate(by)


def nest(tree, path, value):
    *parents, last = path
    for key in parents:
        tree = tree.setdefault(key, {})
    tree[last] = value


def collect(value, into=[]):  # noqa: B006
    into.append(value)
    return into


def last_of_each(rows):
    return [row.pop() for row in rows]
