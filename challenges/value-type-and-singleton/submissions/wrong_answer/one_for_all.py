# Fails: test_a_class_has_one_object, test_init_runs_once, test_classes_have_objects_of_their_own,
#   test_a_derived_class_has_its_own, test_parents_init_can_be_called, test_a_failed_init_leaves_no_object,
#   test_threads_get_one_finished_object, test_one_may_use_another
# Mistake: keeps one object in one place for all classes.


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
    __objects = []

    def __call__(cls, *arguments, **keywords):
        with cls.__lock:
            if not cls.__objects:
                cls.__objects.append(super().__call__(*arguments, **keywords))
            return cls.__objects[0]


class Singleton(metaclass=OneObject):
    pass
