# Fails: test_attributes_cannot_be_assigned, test_attributes_cannot_be_added, test_attributes_cannot_be_deleted,
#   test_a_melody
# Mistake: makes attributes like any others, and trusts that nobody assigns to them.


"""Melodies, and classes that have one object, both with __new__."""

from threading import RLock


class Melody:
    def __init__(self, title, notes=()):
        if not title.strip():
            raise ValueError("a melody needs a title")
        self.title = title
        self.notes = tuple(notes)

    def __eq__(self, other):
        return type(other) is type(self) and (self.title, self.notes) == (other.title, other.notes)

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
