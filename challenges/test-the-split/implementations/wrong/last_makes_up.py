"""Catches rounding errors that pile up on the last person.

Area: fairness
Tells: Whether shares are tested with an amount for which each is rounded in the same direction.
Advises: Choose an amount for which every share would be rounded up.
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [(2 * cents * weight + whole) // (2 * whole) for weight in weights]
    last = max(i for i, weight in enumerate(weights) if weight)
    shares[last] += cents - sum(shares)
    return shares
