"""What the statement shows, as tests."""

import asyncio
import threading

from workers import process_of, run, run_async, square


def test_computing():
    """Computes in other processes, in the order of the items."""
    assert run(square, range(4), limit=2, kind="computing") == [0, 1, 4, 9]
    assert process_of(None) not in run(process_of, range(2), limit=2, kind="computing")


def test_waiting():
    """Runs waiting work side by side."""
    meeting = threading.Barrier(2)

    def work(item):
        meeting.wait(2)
        return item * 2

    assert run(work, [1, 2], limit=2, kind="waiting") == [2, 4]


def test_async():
    """Runs async work, in the order of the items."""

    async def work(item):
        await asyncio.sleep(0)
        return item * 2

    assert asyncio.run(run_async(work, [1, 2, 3], limit=2)) == [2, 4, 6]
