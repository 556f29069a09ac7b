"""What ends late, dies twice or is known to one side alone."""

import weakref


class Refused(Exception):
    pass


class Thing:
    """Something that can be referred to weakly."""

    def __init__(self):
        self.name = "thing"

    def __call__(self):
        return self.name


keep = []


def kind_of(value):
    return type(value).__name__


def same(value):
    return value


def refuse(value):
    raise Refused(type(value))


def proxy_of_nothing():
    return weakref.proxy(Thing())


def proxy():
    thing = Thing()
    keep.append(thing)
    return weakref.proxy(thing)


def stage(source):
    try:
        for item in source:
            yield item
    finally:
        source.close()


def pipeline(source, *stages):
    opened = [source]
    try:
        for one in stages:
            opened.append(one(opened[-1]))
        yield from opened[-1]
    finally:
        while opened:
            opened.pop().close()


class Ring:
    """Refers to itself, and tells when it is gone."""

    def __init__(self, tell, source):
        self.tell = tell
        self.me = self
        self.suspended = stage(source)
        next(self.suspended)

    def __del__(self):
        self.tell("gone")


def rings(number, tell, numbers):
    for _ in range(number):
        Ring(tell, numbers())
    return number


def lists(number):
    return [[index] for index in range(number)]


def note(error):
    error.add_note("noted")
    keep.append(error)
    return len(keep)
