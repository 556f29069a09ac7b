"""Functions that take part of a generator, and an object that keeps one."""


def first(items):
    return next(items)


def until(items, wanted):
    for item in items:
        if item == wanted:
            return item
    return None


def close(items):
    items.close()


async def first_of(items):
    async for item in items:
        return item


async def next_of(items):
    return await items.__anext__()


class Tap:
    """Hands out one and the same generator each time it is asked."""

    def __init__(self, log):
        self._log = log
        self._drops = self._run()

    def _run(self):
        try:
            for number in range(10):
                yield number
        finally:
            self._log.append("dry")

    @property
    def drops(self):
        return self._drops

    def renew(self):
        self._drops = self._run()
