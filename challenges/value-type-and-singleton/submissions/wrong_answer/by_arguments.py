# Fails: test_init_runs_once, test_parents_init_can_be_called, test_a_failed_init_leaves_no_object, test_a_metronome
# Mistake: keeps an object for every set of arguments, as a cache does.


"""Melodies, and classes that have one object."""

import dataclasses
import threading
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True)
class Melody:
    title: str
    notes: Iterable[str] = ()

    def __post_init__(self):
        if not self.title.strip():
            raise ValueError("a melody needs a title")
        object.__setattr__(self, "notes", tuple(self.notes))

    def replace(self, **changes):
        return dataclasses.replace(self, **changes)


class OneObject(type):
    """The class of classes that have one object."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.__lock = threading.RLock()
        cls.__objects = {}

    def __call__(cls, *arguments, **keywords):
        with cls.__lock:
            key = arguments, tuple(sorted(keywords.items()))
            if key not in cls.__objects:
                cls.__objects[key] = super().__call__(*arguments, **keywords)
            return cls.__objects[key]


class Singleton(metaclass=OneObject):
    pass
