# Fails: test_parents_init_can_be_called[arguments by position]
# Mistake: takes the arguments by position that reach the replaced __init__ for those of Python's own call, and drops them
#   where a derived class's __init__ hands them to its parent's.


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
        return hash((self.title, self.notes))

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
        init = cls.__real_init = cls.__init__

        def __init__(self, *_, **keywords):
            if type(self) not in Singleton.__objects:
                init(self, **keywords)

        cls.__init__ = __init__

    def __new__(cls, *arguments, **keywords):
        with Singleton.__lock:
            if cls not in Singleton.__objects:
                made = super().__new__(cls)
                cls.__real_init(made, *arguments, **keywords)
                Singleton.__objects[cls] = made
            return Singleton.__objects[cls]
