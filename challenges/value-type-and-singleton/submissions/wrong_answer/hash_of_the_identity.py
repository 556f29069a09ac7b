# Fails: test_equal_melodies_are_one_key
# Mistake: hashes the object, so that equal melodies are found only by luck.


"""Melodies, and classes that have one object, both with __new__."""

from threading import RLock


class Melody:
    __slots__ = ("notes", "title")

    def __new__(cls, title, notes=()):
        if not title or title.isspace():
            raise ValueError(title)
        self = super().__new__(cls)
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "notes", tuple(notes))
        return self

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} cannot be set: a melody does not change")

    def __delattr__(self, name):
        raise AttributeError(f"{name} cannot be deleted: a melody does not change")

    def __reduce__(self):
        return type(self), (self.title, self.notes)

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.title, self.notes) == (other.title, other.notes)

    def __hash__(self):
        return id(self) >> 4

    def __repr__(self):
        return f"{type(self).__name__}(title={self.title!r}, notes={self.notes!r})"

    def replace(self, **changes):
        return type(self)(**{"title": self.title, "notes": self.notes, **changes})


class Singleton:
    """Makes the object in __new__, with its __init__, and has Python's own call of __init__ do nothing."""

    __lock = RLock()
    __objects = {}

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.__real_init = cls.__init__
        cls.__init__ = Singleton.__run_init(cls.__init__)

    @staticmethod
    def __run_init(init):
        def __init__(self, *arguments, **keywords):
            if type(self) not in Singleton.__objects:
                init(self, *arguments, **keywords)

        return __init__

    def __new__(cls, *arguments, **keywords):
        with Singleton.__lock:
            if cls not in Singleton.__objects:
                made = super().__new__(cls)
                cls.__real_init(made, *arguments, **keywords)
                Singleton.__objects[cls] = made
            return Singleton.__objects[cls]
