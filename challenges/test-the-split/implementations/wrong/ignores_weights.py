"""Catches a split that counts heads and not weights.

Area: fairness
Tells: Whether any test has weights that differ.
Advises: What is a weight of 2 for?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    people = [index for index, weight in enumerate(weights) if weight]
    shares = [0] * len(weights)
    for place, index in enumerate(people):
        shares[index] = cents * (place + 1) // len(people) - cents * place // len(
            people
        )
    return shares
