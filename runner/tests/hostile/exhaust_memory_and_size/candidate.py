"""Too much of everything: memory, output, values, references, files, recursion."""

import os
import sys
import threading


def eat_memory():
    blocks = []
    while True:
        blocks.append(bytearray(50_000_000))


def eat_memory_and_catch():
    blocks = []
    while True:
        try:
            blocks.append(b"x" * 50_000_000)
        except MemoryError:
            return 42


def big_list():
    return [0] * 30_000_000


def big_text():
    return "x" * 300_000_000


def big_number():
    return 1 << 200_000_000


def many_digits():
    return 10**200_000


def deep_list():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def deep_tuple():
    value = ()
    for _ in range(100_000):
        value = (value,)
    return value


class Link:
    def __init__(self, following):
        self.following = following


def deep_objects():
    value = None
    for _ in range(3_000):
        value = Link(value)
    return value


def print_much():
    line = "y" * 1000
    for _ in range(50_000):
        print(line)
    return 42


def print_one_line():
    sys.stdout.write("z" * 50_000_000)
    sys.stdout.flush()
    return 42


def raw_output():
    data = b"w" * 1_000_000
    for _ in range(40):
        os.write(1, data)
        os.write(2, data)
    return 42


class Thing:
    pass


def references(count=300_000):
    return [Thing() for _ in range(count)]


def huge_error():
    raise ValueError("e" * 50_000_000)


def many_errors():
    error = None
    for number in range(5_000):
        new = ValueError(number)
        new.__cause__ = error
        error = new
    raise error


def many_notes():
    error = ValueError("noted")
    for _ in range(10_000):
        error.add_note("n" * 1000)
    raise error


def wide_group():
    raise ExceptionGroup("g", [ValueError(number) for number in range(20_000)])


def fill_the_disk():
    count = 0
    try:
        while True:
            with open(f"/tmp/fill-{count}", "wb") as file:
                file.write(b"d" * 10_000_000)
            count += 1
    except OSError:
        return count
    finally:
        for number in range(count + 1):
            try:
                os.unlink(f"/tmp/fill-{number}")
            except OSError:
                pass


def many_files(folder):
    for number in range(20_000):
        open(f"{folder}/{number}", "w").close()
    return 42


def big_file(folder):
    try:
        with open(f"{folder}/big", "wb") as file:
            for _ in range(100):
                file.write(b"f" * 1_000_000)
    except OSError:
        pass
    return 42


def links(folder):
    os.symlink("/etc/passwd", f"{folder}/passwd")
    os.symlink("/", f"{folder}/root")
    os.symlink("loop", f"{folder}/loop")
    return 42


def overflow_the_stack():
    sys.setrecursionlimit(10**7)

    def down():
        return down() + 1

    return down()


def many_threads():
    started = 0
    try:
        while started < 5_000:
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    return started


def many_processes():
    """Bounded, so that a missing limit does not harm the machine."""
    children = []
    try:
        for _ in range(400):
            child = os.fork()
            if child == 0:
                import time

                time.sleep(30)
                os._exit(0)
            children.append(child)
    except OSError:
        pass
    return len(children)


def many_attributes():
    return type("Wide", (), {f"name_{number}": number for number in range(100_000)})


def many_names():
    thing = Thing()
    for number in range(100_000):
        setattr(thing, f"name_{number}", number)
    return thing


def long_name():
    return type("n" * 10_000_000, (), {})


def feed(callback):
    text = "c" * 1_000_000
    while True:
        callback(text)


def surrogates():
    return "\ud800" * 5_000_000


def right():
    return 42
