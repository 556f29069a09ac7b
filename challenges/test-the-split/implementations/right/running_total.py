"""Accepts shares that are differences of a rounded running total.

Area: right implementations
Tells: Whether the candidate leaves to the code what the description leaves open.
Advises: The description says what is not promised. Do your tests ask for it anyway?
"""

from itertools import accumulate, pairwise


class BadWeights(ValueError):
    pass


def split(cents, weights):
    points = [0]
    for weight in weights:
        if weight < 0:
            raise BadWeights
        points.append(weight)
    points = list(accumulate(points))
    if points[-1] == 0:
        raise BadWeights
    ends = [cents * point // points[-1] for point in points]
    return [end - start for start, end in pairwise(ends)]
