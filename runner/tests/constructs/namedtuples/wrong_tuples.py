"""Bare tuples and dicts."""


def Pair(left, right=0):
    return (left, right)


class Employee:
    def __init__(self, name, age=30, skills=()):
        self.name, self.age, self.skills = name, age, skills

    def older(self):
        self.age += 1
        return self


class Located(tuple):
    pass


def make_movie(title):
    return {"title": title, "year": None}


def oldest(people):
    return people[0]


def fields(value):
    return ()


def as_pairs(mapping):
    return list(mapping)


def total(pairs):
    return sum(left for left, _ in pairs)
