"""A vector, a money type and a path-like query with every operator."""

from functools import total_ordering


class Vector:
    __hash__ = None

    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return self.parts == other.parts

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __radd__(self, other):
        if other == 0:
            return self
        return NotImplemented

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return Vector(*(part * other for part in self.parts))
        if isinstance(other, Vector):
            return sum(a * b for a, b in zip(self.parts, other.parts))
        return NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * (1 / other)

    def __rtruediv__(self, other):
        return Vector(*(other / part for part in self.parts))

    def __floordiv__(self, other):
        return Vector(*(part // other for part in self.parts))

    def __mod__(self, other):
        return Vector(*(part % other for part in self.parts))

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, exponent, modulus=None):
        return Vector(*(pow(part, exponent, modulus) for part in self.parts))

    def __neg__(self):
        return Vector(*(-part for part in self.parts))

    def __pos__(self):
        return Vector(*self.parts)

    def __abs__(self):
        return sum(part * part for part in self.parts) ** 0.5

    def __invert__(self):
        return Vector(*reversed(self.parts))

    def __round__(self, digits=None):
        return Vector(*(round(part, digits) for part in self.parts))

    def __bool__(self):
        return any(self.parts)

    def __len__(self):
        return len(self.parts)

    def __iter__(self):
        return iter(self.parts)

    def __getitem__(self, key):
        return self.parts[key]

    def __format__(self, spec):
        return "<" + ", ".join(format(part, spec) for part in self.parts) + ">"

    def __complex__(self):
        return complex(*self.parts[:2])

    def __bytes__(self):
        return bytes(self.parts)


@total_ordering
class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return isinstance(other, Money) and self.amount == other.amount

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < other.amount

    def __hash__(self):
        return hash(self.amount)

    def __iadd__(self, other):
        self.amount += other.amount
        return self

    def __add__(self, other):
        return Money(self.amount + other.amount)

    def __int__(self):
        return int(self.amount)

    def __float__(self):
        return float(self.amount)

    def __index__(self):
        return int(self.amount)

    def __str__(self):
        return f"{self.amount:.2f} EUR"

    def __repr__(self):
        return f"Money({self.amount})"


class Flags:
    def __init__(self, bits):
        self.bits = bits

    def __and__(self, other):
        return Flags(self.bits & other.bits)

    def __or__(self, other):
        return Flags(self.bits | other.bits)

    def __xor__(self, other):
        return Flags(self.bits ^ other.bits)

    def __ior__(self, other):
        self.bits |= other.bits
        return self

    def __lshift__(self, count):
        return Flags(self.bits << count)

    def __rshift__(self, count):
        return Flags(self.bits >> count)

    def __rlshift__(self, other):
        return other << self.bits

    def __rand__(self, other):
        return other & self.bits

    def __contains__(self, bit):
        return bool(self.bits & bit)

    def __call__(self, *arguments, **keywords):
        return self.bits, arguments, keywords

    def __instancecheck__(self, value):
        return isinstance(value, Flags)


class Route:
    def __init__(self, path=""):
        self.path = path

    def __truediv__(self, part):
        return Route(f"{self.path}/{part}")

    def __rtruediv__(self, part):
        return Route(f"{part}/{self.path}")

    def __eq__(self, other):
        return str(self) == str(other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.path)

    def __str__(self):
        return self.path


class Column:
    """Comparisons build expressions instead of deciding."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return Expression(f"{self.name} = {other!r}")

    def __lt__(self, other):
        return Expression(f"{self.name} < {other!r}")

    __hash__ = None


class Expression:
    def __init__(self, text):
        self.text = text

    def __and__(self, other):
        return Expression(f"({self.text} AND {other.text})")
