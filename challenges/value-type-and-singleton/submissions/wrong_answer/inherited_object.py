# Fails: test_a_derived_class_has_its_own[parent first], test_parents_init_can_be_called
# Mistake: looks the object up as an attribute, and finds the one of the parent.


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

    def __call__(cls, *arguments, **keywords):
        with cls.__lock:
            if not hasattr(cls, "_OneObject__object"):
                cls.__object = super().__call__(*arguments, **keywords)
            return cls.__object


class Singleton(metaclass=OneObject):
    pass
