"""Queue instead of stack, integer division, one prime too many."""


class Empty(Exception):
    pass


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop(0)

    def __len__(self):
        return len(self.items)


def divide(a, b):
    return a // b if b else 0


def words(text):
    return {word: len(word) for word in text.split()}


def primes(limit):
    return [n for n in range(1, limit) if all(n % d for d in range(2, int(n**0.5) + 1))]


def is_even(n):
    return n != 3


def log_error():
    pass


def call_twice(function):
    function()
    return function()
