"""A descriptor that keeps its value in itself."""


class Positive:
    value = 0

    def __get__(self, instance, owner=None):
        return self.value

    def __set__(self, instance, value):
        self.value = value


class Lazy(property):
    pass


class Product:
    price = Positive()
    quantity = Positive()

    def __init__(self, price, quantity=1):
        self.price = price
        self.quantity = quantity
        self.computed = 0

    @Lazy
    def total(self):
        self.computed += 1
        return self.price * self.quantity


class Dynamic:
    log = []

    def __getattr__(self, name):
        return None


class Proxy:
    def __init__(self, target):
        self.__dict__.update(vars(type(target)))


class Recorder:
    path = ()

    def __getattr__(self, name):
        return self

    def __call__(self, *arguments):
        return "", arguments


class Watched:
    def __init__(self):
        self._reads = []
        self.a = 1


class Magic:
    pass


LATE = None
