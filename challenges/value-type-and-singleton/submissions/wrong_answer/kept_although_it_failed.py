# Fails: test_a_failed_init_leaves_no_object
# Mistake: keeps the object first and runs __init__ then, under the lock, so that only a failure shows it.


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
        with cls.__lock:
            if not cls.__objects:
                cls.__objects.append(cls.__new__(cls))
                cls.__objects[0].__init__(*arguments, **keywords)
            return cls.__objects[0]


class Singleton(metaclass=OneObject):
    pass
