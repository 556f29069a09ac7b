"""Descriptors and attribute hooks."""


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        self.owner = owner

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Lazy:
    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Product:
    price = Positive()
    quantity = Positive()

    def __init__(self, price, quantity=1):
        self.price = price
        self.quantity = quantity
        self.computed = 0

    @Lazy
    def total(self):
        """The total."""
        self.computed += 1
        return self.price * self.quantity


class Dynamic:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda *arguments: (name[4:], arguments)
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        self.log.append((name, value))
        object.__setattr__(self, name, value)


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __len__(self):
        return len(self._target)


class Recorder:
    def __init__(self, path=()):
        self.path = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Recorder((*self.path, name))

    def __getitem__(self, key):
        return Recorder((*self.path, key))

    def __call__(self, *arguments):
        return "/".join(map(str, self.path)), arguments


class Watched:
    def __getattribute__(self, name):
        value = object.__getattribute__(self, name)
        if not name.startswith("_"):
            object.__getattribute__(self, "_reads").append(name)
        return value

    def __init__(self):
        self._reads = []
        self.a = 1


class Meta(type):
    def __getattr__(cls, name):
        return f"class attribute {name}"


class Magic(metaclass=Meta):
    pass


def __getattr__(name):
    if name == "LATE":
        return "made late"
    raise AttributeError(f"module has no {name}")
