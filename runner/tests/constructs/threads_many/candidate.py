import queue
import threading


class Account:
    def __init__(self):
        self._balance = 0
        self._lock = threading.Lock()

    def deposit(self, amount):
        with self._lock:
            self._balance += amount

    def withdraw(self, amount):
        with self._lock:
            self._balance -= amount

    def balance(self):
        return self._balance


class Shelf:
    def __init__(self):
        self.things = queue.Queue(3)

    def put(self, thing):
        self.things.put(thing)

    def take(self):
        return self.things.get(timeout=5)
