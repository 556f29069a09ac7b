"""Never comes back, in many ways, and ignores every signal."""

import atexit
import gc
import re
import signal
import sys
import threading
import time


def ignore_signals():
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass


def loop():
    ignore_signals()
    while True:
        pass


def loop_that_catches():
    while True:
        try:
            while True:
                time.sleep(60)
        except BaseException:
            continue


def sleep():
    time.sleep(1000)


def catastrophic():
    return re.fullmatch(r"(a+)+b", "a" * 40) is None


def big_power():
    return 9 ** (9**8)


def dead_lock():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def endless():
    number = 0
    while True:
        yield number
        number += 1


class Hangs:
    def __repr__(self):
        while True:
            pass

    __str__ = __repr__

    def __len__(self):
        while True:
            pass

    def __iter__(self):
        return self

    def __next__(self):
        return 1


class HangsWhenHashed:
    def __hash__(self):
        while True:
            pass


class HangsWhenDropped:
    def __del__(self):
        while True:
            pass


class HangsInTheError(Exception):
    def __str__(self):
        while True:
            pass


def hangs():
    return Hangs()


def hangs_when_hashed():
    return HangsWhenHashed()


def drop():
    HangsWhenDropped()
    gc.collect()
    return 42


def raise_hanging():
    raise HangsInTheError("x")


def slow_thread():
    def run():
        ignore_signals()
        while True:
            pass

    for _ in range(4):
        threading.Thread(target=run, daemon=True).start()
    atexit.register(time.sleep, 1000)
    return 42


def switch_interval():
    sys.setswitchinterval(1000)
    threading.Thread(target=loop, daemon=True).start()
    return 42


def call_for_ever(callback):
    while True:
        try:
            callback()
        except BaseException:
            pass


def ping(callback):
    return callback(ping)


class Grows:
    def __eq__(self, other):
        time.sleep(100)
        return True

    def __hash__(self):
        return 1


def grows():
    return Grows()


def swallow_everything(function):
    while True:
        try:
            function()
        except BaseException:
            pass


async def never():
    import asyncio

    while True:
        try:
            await asyncio.sleep(1000)
        except BaseException:
            pass


def right():
    return 42
