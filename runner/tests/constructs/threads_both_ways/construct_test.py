import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import candidate
import pytest


def start(functions):
    threads = [threading.Thread(target=function, daemon=True) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert not any(thread.is_alive() for thread in threads)


def test_no_update_is_lost():
    counter = candidate.Counter()

    def many():
        for _ in range(50):
            counter.increment()

    start([many] * 4)
    assert counter.value == 200


def test_made_once():
    made = []
    gate = threading.Barrier(4)

    def factory():
        made.append(1)
        time.sleep(0.05)
        return object()

    once = candidate.Once(factory)
    results = []

    def get():
        gate.wait()
        results.append(once.get())

    start([get] * 4)
    assert len(made) == 1
    assert all(result is results[0] for result in results)


def test_the_candidates_threads_call_back():
    main = threading.get_ident()
    idents = candidate.run_in_threads([lambda: threading.get_ident()] * 3)
    assert main not in idents


def test_the_candidates_threads_meet_in_the_test():
    barrier = threading.Barrier(3)

    def meet():
        barrier.wait(timeout=2)
        return "met"

    assert candidate.run_in_threads([meet] * 3) == ["met"] * 3


def test_threads_of_the_test_meet_in_the_candidate():
    barrier = candidate.Barrier(3)
    results = []
    start([lambda: results.append(barrier.wait())] * 3)
    assert sorted(results) == [0, 1, 2]


def test_a_parallel_map_keeps_the_order():
    assert candidate.parallel_map(lambda value: value * 2, range(20)) == list(range(0, 40, 2))
    assert candidate.parallel_map(str, [1, 2]) == ["1", "2"]


def test_a_queue_of_the_test_is_filled():
    target = queue.Queue(maxsize=2)
    thread = candidate.produce(target, 5)
    values = [target.get(timeout=2) for _ in range(6)]
    thread.join()
    assert values == [0, 1, 2, 3, 4, None]


def test_a_late_callback_after_an_event_of_the_test():
    seen, event = [], threading.Event()
    thread = candidate.notify_later(seen.append, event)
    assert seen == []
    event.set()
    thread.join(3)
    assert seen == ["late"]


def test_an_error_in_a_thread_of_the_pool():
    def bad():
        raise KeyError("in a thread")

    with pytest.raises(KeyError, match="in a thread"):
        candidate.first_error([lambda: 1, bad])


def test_a_pool_of_the_test():
    counter = candidate.Counter()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: counter.increment(), range(40)))
    assert counter.value == 40


def test_thread_locals_are_apart():
    candidate.remember("main")
    seen = []
    start([lambda: seen.append(candidate.recall())])
    assert seen == [None]
    assert candidate.recall() == "main"


def test_a_worker_runs_jobs_of_the_test():
    worker = candidate.Worker()
    for number in range(3):
        worker.jobs.put(lambda number=number: number * 10)
    worker.jobs.join()
    worker.stop()
    assert worker.done == [0, 10, 20]


def test_one_thread_waits_while_another_works():
    gate = threading.Event()
    once = candidate.Once(lambda: gate.wait(3))
    results = []
    thread = threading.Thread(target=lambda: results.append(once.get()), daemon=True)
    thread.start()
    counter = candidate.Counter()
    counter.increment()
    assert counter.value == 1
    gate.set()
    thread.join(3)
    assert results == [True]


def test_more_threads_than_a_sandbox_may_have():
    counter = candidate.Counter()
    start([counter.increment] * 150)
    assert counter.value == 150


class Watched(threading.Condition):
    """A standard class that keeps a state, of which the test overrides one method."""

    def __init__(self, lock=None):
        super().__init__(lock)
        self.waiting = threading.Event()

    def wait(self, timeout=None):
        self.waiting.set()
        return super().wait(timeout)


def computed_once(lock, condition):
    begun, release, results = threading.Event(), threading.Event(), []

    def compute():
        begun.set()
        release.wait(3)
        return object()

    value = candidate.Computed(compute, lock, condition)
    threads = [threading.Thread(target=lambda: results.append(value.get()), daemon=True) for _ in range(3)]
    threads[0].start()
    assert begun.wait(3)
    for thread in threads[1:]:
        thread.start()
    assert condition.waiting.wait(3)
    release.set()
    for thread in threads:
        thread.join(3)
    assert len(results) == 3
    assert len(set(map(id, results))) == 1


def test_threads_wait_for_a_condition_of_the_tests():
    condition = Watched()
    computed_once(condition, condition)


def test_they_wait_for_a_condition_with_a_lock():
    lock = threading.Lock()
    computed_once(lock, Watched(lock))
