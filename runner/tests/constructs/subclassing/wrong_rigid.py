"""Classes that ignore what a subclass overrides."""


class Template:
    def __init__(self, name="template"):
        self.name = name
        self.log = []

    def prepare(self):
        self.log.append("base prepare")

    def work(self):
        return None

    def finish(self, result):
        return f"{self.name}: {result}"

    def run(self):
        Template.prepare(self)
        return Template.finish(self, Template.work(self))

    @classmethod
    def create(cls, *arguments):
        return Template(*arguments)

    @property
    def title(self):
        return self.name

    def __len__(self):
        return 0


class Loud:
    def speak(self):
        return "!"


class Animal:
    def speak(self):
        return "..."

    def twice(self):
        return "......"


class Visitor:
    def visit(self, node):
        return self.generic(node)

    def generic(self, node):
        return "generic"


class Worker:
    result = 0

    def start(self):
        pass

    def join(self):
        pass


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


class Comparable:
    def key(self):
        return 0

    def __lt__(self, other):
        return False


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


class Immutable(int):
    def double(self):
        return self * 2


def use(thing):
    return Template.run(thing)


def kind(thing):
    return "Template", True


def sort(things):
    return things
