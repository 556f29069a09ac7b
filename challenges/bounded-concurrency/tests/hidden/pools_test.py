"""Work in threads and in processes."""

import itertools
import threading

import pytest
from workers import leave_file, process_of, refuse_odd, run, running, square

PATIENCE = 2.0
#: More than a pool of threads has of its own accord, on whatever machine.
MANY = 33


def test_computing_leaves_the_process():
    """Computes in other processes.

    Area: kinds
    Tells: Whether the candidate knows that threads do not make Python compute faster.
    Advises: What may only one thread of a Python process do at a time?
    """
    processes = run(process_of, range(4), limit=2, kind="computing")
    assert len(processes) == 4
    assert process_of(None) not in processes


def test_waiting_stays_in_the_process():
    """Waits in threads of this process.

    Area: kinds
    Tells: Whether processes are kept for what needs them; they cost memory, and take no closures.
    Advises: What does waiting need a process of its own for?
    """
    here = process_of(None)
    assert run(process_of, range(3), limit=2, kind="waiting") == [here] * 3
    assert run(lambda item: (item, here), range(2), limit=2, kind="waiting") == [(0, here), (1, here)]


@pytest.mark.parametrize("kind", ["waiting", "computing"])
def test_order_and_number(kind):
    """Gives a list of the results in the order of the items, for any number of them.

    Area: results
    Tells: Whether the plain work is right, with more items than places, fewer and none.
    Advises: Try no items, one item, and many.
    """
    for count in (0, 1, 7):
        assert run(square, iter(range(count)), limit=3, kind=kind) == [number**2 for number in range(count)]


def test_order_is_not_the_order_of_ends():
    """Gives results in the order of the items when the first one is done last.

    Area: results
    Tells: Whether results are collected by item, or as they come.
    Advises: Let the first piece of work wait for the others.
    """
    others = threading.Semaphore(0)

    def work(item):
        if item == 0:
            return others.acquire(timeout=PATIENCE) and others.acquire(timeout=PATIENCE) and "first"
        others.release()
        return item

    assert run(work, range(3), limit=3, kind="waiting") == ["first", 1, 2]


def test_as_many_as_the_limit_at_once():
    """Has as many threads at work as the limit says.

    Area: limit
    Tells: Whether the work is really side by side.
    Advises: Let as many pieces of work wait for each other as the limit says, also when it says many.
    """
    meeting = threading.Barrier(MANY)

    def work(item):
        meeting.wait(PATIENCE)
        return item

    assert run(work, range(MANY), limit=MANY, kind="waiting") == list(range(MANY))


def test_never_more_than_the_limit():
    """Has never more pieces of work under way than the limit says.

    Area: limit
    Tells: Whether the bound holds; what it protects falls over otherwise.
    Advises: Count in the work itself how many are under way.
    """
    lock = threading.Lock()
    at_work, most = [], []

    def work(item):
        with lock:
            at_work.append(item)
            most.append(len(at_work))
        threading.Event().wait(0.005)
        with lock:
            at_work.remove(item)

    run(work, range(9), limit=2, kind="waiting")
    assert len(most) == 9
    assert max(most) <= 2


def test_slow_piece_holds_nobody_up():
    """Goes on with further items while one piece of work takes long.

    Area: limit
    Tells: Whether places are given again one by one, or in batches that wait for their slowest.
    Advises: Let the first piece of work wait until the fifth has begun.
    """
    fifth_began = threading.Event()

    def work(item):
        if item == 0:
            return fifth_began.wait(PATIENCE)
        if item == 4:
            fifth_began.set()
        return True

    assert run(work, range(5), limit=2, kind="waiting") == [True] * 5


def test_items_are_taken_when_there_is_room(source):
    """Takes an item when there is room for its work, and in the caller's thread.

    Area: items
    Tells: Whether a million items, or a queue without end, fit into memory; many helpers take all of them first.
    Advises: When does your code take the items, and who takes them?
    """
    lock = threading.Lock()
    done, ahead = [], []

    def numbers():
        for number in range(9):
            with lock:
                ahead.append(number + 1 - len(done))
            yield number

    def work(item):
        threading.Event().wait(0.002)
        with lock:
            done.append(item)

    items = source(numbers())
    run(work, items, limit=2, kind="waiting")
    assert len(done) == 9
    assert max(ahead) <= 2
    assert items.threads == {threading.get_ident()}


def test_items_of_every_kind():
    """Works through items of every kind, None and others that are false among them.

    Area: items
    Tells: Whether the end of the items is told from an item that only looks like it.
    Advises: How does your code know that there are no more items?
    """
    things = [1, 0, None, False, "", StopIteration, 2]
    assert run(lambda item: item, things, limit=2, kind="waiting") == things


@pytest.mark.parametrize("kind", ["waiting", "computing"])
def test_endless_items_end_with_the_failure(kind):
    """Ends when a piece of work fails, though there are items without end, and raises its error itself.

    Area: failures
    Tells: Whether failures are noticed while there is still work to begin.
    Advises: Let the second of endlessly many pieces of work fail.
    """
    with pytest.raises(LookupError) as caught:
        run(refuse_odd, itertools.count(), limit=2, kind=kind)
    assert caught.value.args[0] % 2 == 1


def test_nothing_begins_after_a_failure(source):
    """Takes no further item and begins no further work once a failure is known.

    Area: failures
    Tells: Whether one failure stops what would only do more harm.
    Advises: Let one piece fail while the others are still under way, and write down what begins.
    """
    failed = threading.Event()
    begun, finished = [], []

    def work(item):
        begun.append(item)
        if item == 1:
            threading.Timer(0.05, failed.set).start()
            raise LookupError("second")
        failed.wait(PATIENCE)
        finished.append(item)

    items = source(range(50))
    with pytest.raises(LookupError, match="second"):
        run(work, items, limit=3, kind="waiting")
    assert items.taken == [0, 1, 2]
    assert sorted(begun) == [0, 1, 2]
    assert sorted(finished) == [0, 2], "work under way is waited for"


def test_first_failure_wins():
    """Raises the error of the work that failed first, not that of the first item whose work failed.

    Area: failures
    Tells: Whether the cause is told, or what happens to be looked at first.
    Advises: Let the second piece fail, and the first one after it.
    """
    second_failed = threading.Event()

    def work(item):
        if item == 1:
            threading.Timer(0.1, second_failed.set).start()
            raise LookupError("second")
        second_failed.wait(PATIENCE)
        raise OSError("first, and later")

    with pytest.raises(Exception) as caught:
        run(work, range(2), limit=3, kind="waiting")
    assert isinstance(caught.value, LookupError)


def test_stop_iteration_of_the_work():
    """Raises a StopIteration of the work like any other error.

    Area: failures
    Tells: Whether the end of the items and a failure of the work are kept apart.
    Advises: Which exceptions mean something to your own loop?
    """

    def work(item):
        if item == 2:
            raise StopIteration("from the work")
        return item

    with pytest.raises(StopIteration, match="from the work"):
        run(work, range(9), limit=1, kind="waiting")


def test_taking_an_item_fails(source):
    """Raises what taking an item raises, when the work under way is over.

    Area: failures
    Tells: Whether items are thought of as code that can fail, like a query to a database.
    Advises: Let the iterable fail after its second item.
    """
    error = LookupError("no more")
    finished = []

    def work(item):
        threading.Event().wait(0.02)
        finished.append(item)

    with pytest.raises(LookupError) as caught:
        run(work, source(range(2), error), limit=4, kind="waiting")
    assert caught.value is error
    assert sorted(finished) == [0, 1]


@pytest.mark.parametrize("kind", ["waiting", "computing"])
def test_nothing_is_left_running(kind):
    """Leaves no thread and no process behind, be it after a success or a failure.

    Area: leftovers
    Tells: Whether pools are closed on every way out.
    Advises: Count threads and child processes before and after.
    """
    before = running()
    assert before, "there is at least the thread that asks"
    assert run(refuse_odd, [2, 4], limit=2, kind=kind) == [2, 4]
    with pytest.raises(LookupError):
        run(refuse_odd, range(6), limit=2, kind=kind)
    assert running() == before


def test_processes_are_waited_for(tmp_path):
    """Waits for work under way in processes when another piece fails.

    Area: leftovers
    Tells: Whether work goes on behind the caller's back, who believes that all is over.
    Advises: Let one piece fail at once while another one that began before it is still computing.
    """
    (tmp_path / "taken").touch()
    with pytest.raises(FileExistsError):
        run(leave_file, [(str(tmp_path / "made"), 0.1), (str(tmp_path / "taken"), 0)], limit=2, kind="computing")
    assert (tmp_path / "made").exists()


def test_what_cannot_be(source):
    """Refuses other kinds and limits before it takes an item.

    Area: limit
    Tells: Whether arguments are checked before anything happens.
    Advises: What does your code do with a limit of zero?
    """
    items = source(range(3))
    for kind in ("async", "", None, "Waiting"):
        with pytest.raises(ValueError):
            run(square, items, limit=2, kind=kind)
    for limit in (0, -1):
        for kind in ("waiting", "computing"):
            with pytest.raises(ValueError):
                run(square, items, limit=limit, kind=kind)
    assert items.taken == []
