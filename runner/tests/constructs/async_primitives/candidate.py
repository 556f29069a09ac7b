"""Producers, consumers and guards that meet over asyncio's own objects."""

import asyncio


async def produce(queue, count):
    for number in range(count):
        await queue.put(number)
    await queue.put(None)


async def consume(queue):
    values = []
    while (value := await queue.get()) is not None:
        values.append(value)
        queue.task_done()
    return values


async def signal_after(event, gate):
    await gate.wait()
    event.set()


async def guarded(lock, log, name):
    async with lock:
        log.append(f"{name} in")
        await asyncio.sleep(0.01)
        log.append(f"{name} out")


async def resolve(future, value):
    await asyncio.sleep(0)
    future.set_result(value)


async def wait_for_future(future):
    return await future


class Bus:
    def __init__(self):
        self.queue = asyncio.Queue()
        self.ready = asyncio.Event()
        self.handlers = {}

    def on(self, name):
        def register(handler):
            self.handlers.setdefault(name, []).append(handler)
            return handler

        return register

    async def emit(self, name, *arguments):
        return [await handler(*arguments) for handler in self.handlers.get(name, [])]

    async def worker(self):
        self.ready.set()
        while True:
            job = await self.queue.get()
            await job()
            self.queue.task_done()


async def in_thread(function, *arguments):
    return await asyncio.to_thread(function, *arguments)


async def task_names():
    task = asyncio.current_task()
    return task is not None


async def group(functions):
    async with asyncio.TaskGroup() as tasks:
        started = [tasks.create_task(function()) for function in functions]
    return [task.result() for task in started]


async def stream(values):
    reader = asyncio.StreamReader()
    for value in values:
        reader.feed_data(value)
    reader.feed_eof()
    return [line async for line in reader]
