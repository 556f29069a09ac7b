"""Classes made at run time, plug-in registries, fluent builders, observers with weak references."""

import gc
import operator
import types
import weakref


def make_class(name, **attributes):
    return type(name, (), attributes)


def make_record(*names):
    def __init__(self, *values):
        for name, value in zip(names, values, strict=True):
            setattr(self, name, value)

    return types.new_class("Record", (), {}, lambda namespace: namespace.update(__init__=__init__, names=names))


class Builder:
    def __init__(self):
        self.parts = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)

        def add(*arguments):
            self.parts.append((name, *arguments))
            return self

        return add

    def build(self):
        return list(self.parts)


class Cache:
    def __init__(self):
        self._entries = weakref.WeakValueDictionary()

    def put(self, key, value):
        self._entries[key] = value

    def get(self, key):
        return self._entries.get(key)

    def __len__(self):
        gc.collect()
        return len(self._entries)


class Value:
    def __init__(self, number):
        self.number = number


class Subject:
    def __init__(self):
        self._observers = weakref.WeakSet()
        self._state = None

    def attach(self, observer):
        self._observers.add(observer)

    @property
    def state(self):
        return self._state

    @state.setter
    def state(self, value):
        self._state = value
        for observer in sorted(self._observers, key=lambda observer: observer.name):
            observer.update(value)


def add_method(cls, name, function):
    setattr(cls, name, function)
    return cls


def attributes_of(thing):
    return sorted(name for name in vars(thing) if not name.startswith("_"))


def call_method(thing, name, *arguments):
    return operator.methodcaller(name, *arguments)(thing)


def is_same_class(one, other):
    return type(one) is type(other)


def bind(function, instance):
    return types.MethodType(function, instance)


class Field:
    def __init__(self, kind):
        self.kind = kind


class ModelMeta(type):
    def __new__(mcs, name, bases, namespace):
        fields = {key: value for key, value in namespace.items() if isinstance(value, Field)}
        cls = super().__new__(mcs, name, bases, {k: v for k, v in namespace.items() if k not in fields})
        cls.fields = {**getattr(cls, "fields", {}), **fields}
        return cls


class Model(metaclass=ModelMeta):
    def __init__(self, **values):
        for name, field in self.fields.items():
            if not isinstance(values.get(name), field.kind):
                raise TypeError(f"{name} must be {field.kind.__name__}")
            setattr(self, name, values[name])

    def to_dict(self):
        return {name: getattr(self, name) for name in self.fields}
