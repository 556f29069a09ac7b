"""What holds objects of a test's weakly, and what remembers them by their hash or identity."""

import weakref


class Signal:
    """Receivers are held weakly, bound methods by their object."""

    def __init__(self):
        self.receivers = []
        self.gone = []

    def connect(self, receiver):
        kind = lambda receiver, _: (lambda: receiver)
        self.receivers.append(kind(receiver, self._forget))
        return receiver

    def _forget(self, reference):
        self.receivers.remove(reference)
        self.gone.append(True)

    def send(self, *arguments):
        return [receiver(*arguments) for reference in self.receivers if (receiver := reference()) is not None]

    def __len__(self):
        return len(self.receivers)


class Kept:
    """Holds on to what it is given."""

    def __init__(self, thing):
        self.thing = thing

    def drop(self):
        self.thing = None


class Once:
    """A value a thing, computed at its first question."""

    def __init__(self):
        self.known = {}

    def of(self, thing):
        return self.known.setdefault(thing, len(self.known) + 1)

    def __len__(self):
        return len(self.known)


seen = {}


def code(thing):
    return hash(thing)


def identity(thing):
    return id(thing)


def count(thing):
    seen[thing] = seen.get(thing, 0) + 1
    return seen[thing]


def times(thing, memo={}):
    memo[id(thing)] = memo.get(id(thing), 0) + 1
    return memo[id(thing)]


def watch(thing):
    return weakref.ref(thing)


def alive(reference):
    return reference() is not None


def look(things):
    found = weakref.WeakSet(things)
    return found


def size(things):
    return len(things)


class Box:
    """Refers to a thing weakly until it takes it."""

    def __init__(self, thing):
        self.reference = weakref.ref(thing)
        self.taken = None

    def take(self):
        self.taken = self.reference()

    def drop(self):
        self.taken = None

    def name(self):
        thing = self.reference()
        return None if thing is None else thing.name


def cached(found, key, make):
    made = make()
    found[key] = made
    seen[key] = made
    return made


def name_of(make):
    return label(make())


def label(thing):
    return thing.name


def refuse(thing):
    seen[thing] = LookupError(1)
    raise seen[thing]


def attempt(function):
    try:
        function()
    except LookupError as error:
        seen[function] = error
        return error.args[0]
