"""Context managers that cancel the task in which they run."""

import asyncio


class Limit:
    """Ends its block with a ``TimeoutError`` after some seconds."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False

    async def __aenter__(self):
        self._task = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(self.seconds, self._end)
        return self

    def _end(self):
        self.expired = True
        self._task.cancel()

    async def __aexit__(self, kind, error, trace):
        self._timer.cancel()
        if self.expired and kind is asyncio.CancelledError:
            self._task.uncancel()
            raise TimeoutError(f"longer than {self.seconds} s") from error


def standard(seconds):
    return asyncio.timeout(seconds)
