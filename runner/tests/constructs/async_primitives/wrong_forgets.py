"""Forgets to signal, to lock, to mark done."""

import asyncio


async def produce(queue, count):
    for number in range(count):
        queue.put_nowait(-number)
    queue.put_nowait(None)


async def consume(queue):
    values = []
    while (value := await queue.get()) is not None:
        values.append(value)
    return values[::-1]


async def signal_after(event, gate):
    event.set()


async def guarded(lock, log, name):
    log.append(f"{name} in")
    await asyncio.sleep(0.01)
    log.append(f"{name} out")


async def resolve(future, value):
    future.set_result(None)


async def wait_for_future(future):
    return future.done()


class Bus:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.ready = asyncio.Event()
        self.handlers = {}

    def on(self, name):
        def register(handler):
            self.handlers[name] = [handler]

        return register

    async def emit(self, name, *arguments):
        return [handler(*arguments) for handler in self.handlers[name]]

    async def worker(self):
        self.ready.set()
        job = await self.queue.get()
        await job()


async def in_thread(function, *arguments):
    return function(*arguments)


async def task_names():
    return False


async def group(functions):
    return [await function() for function in functions if function]


async def stream(values):
    return list(values)
