"""A stack and a calculator for unittest classes."""


class Empty(Exception):
    pass


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise Empty("stack is empty")
        return self.items.pop()

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return f"Stack({self.items})"


def divide(a, b):
    return a / b


def words(text):
    return {word.lower(): len(word) for word in text.split()}


def primes(limit):
    return [n for n in range(2, limit) if all(n % d for d in range(2, int(n**0.5) + 1))]


def is_even(n):
    return n % 2 == 0


def log_error():
    import logging

    logging.getLogger("candidate").error("bad thing %d", 5)


def call_twice(function):
    function()
    return function()
