"""Looks at the clock when the block has ended, and not before."""

import asyncio


class Limit:
    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False

    async def __aenter__(self):
        self._begin = asyncio.get_running_loop().time()
        return self

    async def __aexit__(self, kind, error, trace):
        if asyncio.get_running_loop().time() - self._begin > self.seconds:
            raise TimeoutError


class standard(Limit):
    pass
