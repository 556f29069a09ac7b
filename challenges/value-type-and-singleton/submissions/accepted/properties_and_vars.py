"""Melodies, and classes that have one object, which each of them keeps itself."""

import threading


class Melody:
    def __init__(self, title, notes=()):
        if title.strip() == "":
            raise ValueError("the title is blank")
        self.__dict__.update(title=title, notes=tuple(notes))

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __delattr__(self, name):
        raise AttributeError(name)

    def _key(self):
        return self.__class__, self.title, self.notes

    def __eq__(self, other):
        return isinstance(other, Melody) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return "{}(title={!r}, notes={!r})".format(self.__class__.__name__, self.title, self.notes)

    def replace(self, *, title=None, notes=None):
        return self.__class__(self.title if title is None else title, self.notes if notes is None else notes)


class _Meta(type):
    _making = threading.RLock()

    def __call__(cls, *arguments, **keywords):
        with _Meta._making:
            if "_only" not in vars(cls):
                made = cls.__new__(cls)
                made.__init__(*arguments, **keywords)
                cls._only = made
            return cls._only


class Singleton(metaclass=_Meta):
    pass
