"""Loses updates, and runs one after another."""

import threading
import time


class Counter:
    def __init__(self):
        self.value = 0

    def increment(self):
        value = self.value
        time.sleep(0.001)
        self.value = value + 1


class Once:
    def __init__(self, factory):
        self.factory = factory
        self._value = None

    def get(self):
        if self._value is None:
            self._value = self.factory()
        return self._value


def run_in_threads(functions):
    return [function() for function in functions]


def parallel_map(function, values, workers=4):
    return [function(value) for value in values][::-1]


def produce(target, count):
    for number in range(count):
        target.put(number)
    return threading.Thread(target=print)


def notify_later(callback, event):
    callback("early")
    thread = threading.Thread(target=lambda: None)
    thread.start()
    return thread


def first_error(functions):
    for function in functions:
        threading.Thread(target=function, daemon=True).start()


value = None


def remember(new):
    global value
    value = new


def recall():
    return value


def name():
    return "MainThread"


class Worker:
    def __init__(self):
        self.done = []

        class Jobs:
            def put(self, job):
                pass

            def join(self):
                pass

        self.jobs = Jobs()

    def stop(self):
        pass


class Barrier:
    def __init__(self, parties):
        pass

    def wait(self):
        return 0


class Computed:
    def __init__(self, compute, lock, condition):
        self.compute = compute

    def get(self):
        return self.compute()
