# Fails: test_init_runs_once, test_classes_have_objects_of_their_own, test_a_derived_class_has_its_own,
#   test_parents_init_can_be_called, test_a_failed_init_leaves_no_object, test_one_may_use_another
# Mistake: keeps the objects by the names of the classes, which are not unique.


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

    __lock = threading.RLock()
    __objects = {}

    def __call__(cls, *arguments, **keywords):
        with cls.__lock:
            if cls.__name__ not in cls.__objects:
                cls.__objects[cls.__name__] = super().__call__(*arguments, **keywords)
            return cls.__objects[cls.__name__]


class Singleton(metaclass=OneObject):
    pass
