# Fails: test_attributes_cannot_be_assigned, test_attributes_cannot_be_deleted, test_notes_are_a_copy,
#   test_notes_may_come_from_any_iterable, test_equal_melodies_are_one_key, test_repr_shows_both_parts,
#   test_replace_changes_what_is_named, test_a_melody
# Mistake: freezes the attribute, and keeps the caller's list in it.


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
                cls.__objects.append(super().__call__(*arguments, **keywords))
            return cls.__objects[0]


class Singleton(metaclass=OneObject):
    pass
