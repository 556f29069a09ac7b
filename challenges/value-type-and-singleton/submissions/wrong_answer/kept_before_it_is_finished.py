# Fails: test_a_failed_init_leaves_no_object, test_threads_get_one_finished_object
# Mistake: keeps the object before __init__ has run: others get it half made, and also when __init__ raised.


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
            if cls.__objects:
                return cls.__objects[0]
            made = cls.__new__(cls)
            cls.__objects.append(made)
        made.__init__(*arguments, **keywords)
        return made


class Singleton(metaclass=OneObject):
    pass
