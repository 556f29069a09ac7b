import asyncio
import sys

import candidate
import pytest


def test_no_loop_runs():
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
    assert candidate.call(abs, -1) == 1


def test_awaited_in_a_loop():
    async def main():
        return [await candidate.Later(3), await candidate.Later(4, turns=3)]

    assert asyncio.run(main()) == [3, 4]


def test_gathered():
    async def one(number):
        return await candidate.Later(number, turns=number)

    async def main():
        return await asyncio.gather(one(1), one(2), candidate.call(one, 3))

    assert asyncio.run(main()) == [1, 2, 3]


def test_a_coroutine_of_the_tests_comes_back():
    async def double(number):
        await asyncio.sleep(0)
        return 2 * number

    assert asyncio.run(candidate.call(double, 21)) == 42


def test_called_in_a_loop():
    async def main():
        return candidate.apply_all([lambda: 1, lambda: asyncio.get_running_loop() is not None])

    assert asyncio.run(main()) == [1, True]


def test_the_loop_that_runs():
    async def main():
        return candidate.current_loop().is_running()

    assert asyncio.run(main()) is True


def test_a_platform_that_has_no_such_loop(monkeypatch):
    monkeypatch.setattr(sys, "platform", "elsewhere")
    assert candidate.platform() == "elsewhere"

    async def main():
        return await candidate.Later(5)

    assert asyncio.run(main()) == 5


def test_nothing_sleeps(monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    asyncio.run(candidate.call(asyncio.sleep, 7))
    assert slept == [7]


def test_patched_sockets(monkeypatch):
    import socket

    monkeypatch.setattr(socket, "socket", None)
    assert candidate.call(abs, -2) == 2
