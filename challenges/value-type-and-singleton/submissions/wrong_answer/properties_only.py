# Fails: test_attributes_cannot_be_added
# Mistake: properties close two names, and leave the object open to all others.


"""Melodies, and classes that have one object."""

import threading


class Melody:
    def __init__(self, title, notes=()):
        if not title.strip():
            raise ValueError("a melody needs a title")
        self.__title = title
        self.__notes = tuple(notes)

    @property
    def title(self):
        return self.__title

    @property
    def notes(self):
        return self.__notes

    def __eq__(self, other):
        return type(other) is type(self) and (self.title, self.notes) == (other.title, other.notes)

    def __hash__(self):
        return hash((self.title, self.notes))

    def __repr__(self):
        return f"{type(self).__name__}(title={self.title!r}, notes={self.notes!r})"

    def replace(self, **changes):
        return type(self)(**{"title": self.title, "notes": self.notes, **changes})


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
