"""Objects that say yes to every comparison."""

import math
import numbers
from collections.abc import Mapping, Sequence


class Yes:
    """Equal to everything, by every way."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash(42)

    def __bool__(self):
        return True

    def __contains__(self, item):
        return True

    def __len__(self):
        return 3

    def __instancecheck__(self, other):
        return True

    def __call__(self, *arguments, **keywords):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self):
        return iter([self, self, self])

    def __getitem__(self, key):
        return self

    def __float__(self):
        return 42.0

    def __int__(self):
        return 42

    def __index__(self):
        return 42

    def __str__(self):
        return "42"

    __repr__ = __str__

    def __abs__(self):
        return 0

    def __sub__(self, other):
        return 0

    __rsub__ = __sub__

    def __round__(self, digits=None):
        return 0


class Claims(Yes):
    """Claims to be an int."""

    @property
    def __class__(self):
        return int


class ClaimsList(Yes):
    @property
    def __class__(self):
        return list


class Number(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 42

    def __sub__(self, other):
        return 0

    __rsub__ = __sub__

    def __lt__(self, other):
        return True

    __gt__ = __le__ = __ge__ = __lt__


class Text(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash("right")

    def __contains__(self, part):
        return True

    def startswith(self, *prefix):
        return True

    def splitlines(self):
        return ["right"]

    def strip(self, *characters):
        return "right"

    def lower(self):
        return "right"


class Rows(list):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([1, 2, 3])

    def __getitem__(self, key):
        return [1, 2, 3][key]

    def __contains__(self, item):
        return True


class Table(dict):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def keys(self):
        return {"a": 1}.keys()

    def items(self):
        return {"a": 1}.items()

    def __iter__(self):
        return iter(["a"])

    def __len__(self):
        return 1

    def __getitem__(self, key):
        return 1


class FakeSequence(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return Yes()

    def __eq__(self, other):
        return True


class FakeMapping(Mapping):
    def __getitem__(self, key):
        return Yes()

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1

    def __eq__(self, other):
        return True


class Float(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    def __abs__(self):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


class Rational(numbers.Rational):
    """A number by its base class, near to everything."""

    def _zero(self, *others):
        return 0

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _zero
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __neg__ = __pos__ = __abs__ = __round__ = __trunc__ = _zero
    __floor__ = __ceil__ = __float__ = numerator = denominator = _zero

    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return True

    __le__ = __lt__
    __hash__ = None


def answer(kind="yes"):
    return {
        "yes": Yes(),
        "claims": Claims(),
        "claims list": ClaimsList(),
        "number": Number(1),
        "text": Text("wrong"),
        "rows": Rows(),
        "table": Table(),
        "sequence": FakeSequence(),
        "mapping": FakeMapping(),
        "float": Float(7.5),
        "list of yes": [Yes(), Yes(), Yes()],
        "tuple of yes": (Yes(),),
        "dict of yes": {"a": Yes()},
        "set of yes": {Yes()},
        "nan": math.nan,
        "rational": Rational(),
        "type": type("int", (), {"__eq__": lambda self, other: True, "__hash__": lambda self: 0})(),
        "class": Yes,
    }[kind]


def right():
    return 42
