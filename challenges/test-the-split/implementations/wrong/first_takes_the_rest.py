"""Catches one person getting all the cents that are left over.

Area: fairness
Tells: Whether the candidate tests each share's distance from the exact one, with enough people that it can be more than a cent.
Advises: By how much may a share differ from the exact one? How many cents can be left over?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [cents * weight // whole for weight in weights]
    shares[next(i for i, weight in enumerate(weights) if weight)] += cents - sum(shares)
    return shares
