"""A zone that changes its mind, a mapping written through its read-only view, a protocol's method replaced."""

import datetime
import gc

RIGHT = datetime.timedelta(hours=-7)


class Fickle(datetime.tzinfo):
    """Answers wrongly while a moment is handed over, and rightly when it is compared."""

    def __init__(self):
        self.asked = 0

    def utcoffset(self, moment):
        self.asked += 1
        return datetime.timedelta(0) if self.asked == 1 else RIGHT

    def dst(self, moment):
        return datetime.timedelta(0)

    def tzname(self, moment):
        return "fickle"


class Odd(datetime.tzinfo):
    """Answers with what is no offset."""

    def __init__(self, answer):
        self.answer = answer

    def utcoffset(self, moment):
        return self.answer

    dst = tzname = utcoffset


class Delta(datetime.timedelta):
    def __eq__(self, other):
        return True

    __hash__ = datetime.timedelta.__hash__

    def __sub__(self, other):
        return datetime.timedelta(0)


def moment():
    return datetime.datetime(2024, 1, 1, tzinfo=Fickle())


def odd_moment(how):
    answer = {"text": "x", "delta": Delta(hours=-7), "huge": 10**9}[how]
    try:
        return datetime.datetime(2024, 1, 1, tzinfo=Odd(answer))
    except Exception:
        return None


def write_through(mapping):
    for behind in gc.get_referents(mapping):
        try:
            behind["answer"] = "forged"
        except TypeError:
            continue
    return {"answer": "forged"}


def replace(thing):
    for name in ("__html__", "html"):
        try:
            setattr(type(thing), name, lambda self: "forged")
        except Exception:
            pass
        try:
            setattr(thing, name, lambda: "forged")
        except Exception:
            pass


def look(thing):
    """What can be read that was not meant to be."""
    found = []
    for name in ("__globals__", "__dict__", "__class__", "__init__", "__secret__", "__reduce_ex__", "__subclasses__"):
        try:
            found.append(str(getattr(thing, name)))
        except Exception:
            continue
    try:
        found.append(str(thing.__html__.__globals__))
    except Exception:
        pass
    return " ".join(found)
