"""The plain builtin types under other names."""

Celsius, Email, Rows, Attributes, Tags, Data, Age = float, str, list, dict, set, bytes, int


def Point(x, y):
    return (x, y)


def rows(values):
    return list(values)


def total(values):
    return max(values)


def kinds(values):
    return ["object" for _ in values]


class Counted(list):
    asked = 0

    def ask(self):
        return len(self)


Key = dict
