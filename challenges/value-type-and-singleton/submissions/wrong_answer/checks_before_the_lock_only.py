# Fails: test_threads_get_one_finished_object
# Mistake: looks for the object before it takes the lock, and not again when it has it.


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
        cls.__objects = []

    def __call__(cls, *arguments, **keywords):
        if not cls.__objects:
            with cls.__lock:
                cls.__objects[:] = [super().__call__(*arguments, **keywords)]
        return cls.__objects[0]


class Singleton(metaclass=OneObject):
    pass
