"""Thread-safe things, and things that start threads of their own."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def increment(self):
        with self._lock:
            value = self.value
            time.sleep(0)
            self.value = value + 1


class Once:
    def __init__(self, factory):
        self.factory = factory
        self._lock = threading.Lock()
        self._value = None
        self._made = False

    def get(self):
        with self._lock:
            if not self._made:
                self._value = self.factory()
                self._made = True
        return self._value


def run_in_threads(functions):
    results = [None] * len(functions)

    def run(index, function):
        results[index] = function()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def parallel_map(function, values, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, values))


def produce(target, count):
    def run():
        for number in range(count):
            target.put(number)
        target.put(None)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def notify_later(callback, event):
    def run():
        event.wait(5)
        callback("late")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def first_error(functions):
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(function) for function in functions]:
            future.result()


local = threading.local()


def remember(value):
    local.value = value


def recall():
    return getattr(local, "value", None)


def name():
    return threading.current_thread().name


class Worker:
    def __init__(self):
        self.jobs = queue.Queue()
        self.done = []
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while (job := self.jobs.get()) is not None:
            self.done.append(job())
            self.jobs.task_done()

    def stop(self):
        self.jobs.put(None)
        self.thread.join()


class Barrier:
    def __init__(self, parties):
        self.barrier = threading.Barrier(parties)

    def wait(self):
        return self.barrier.wait(timeout=2)


class Computed:
    """A value that one thread computes while the others wait for it."""

    def __init__(self, compute, lock, condition):
        self.compute = compute
        self.lock = lock
        self.condition = condition
        self.begun = False
        self.values = []

    def get(self):
        with self.lock:
            if self.begun:
                while not self.values:
                    self.condition.wait()
                return self.values[0]
            self.begun = True
        value = self.compute()
        with self.lock:
            self.values.append(value)
            self.condition.notify_all()
        return value
