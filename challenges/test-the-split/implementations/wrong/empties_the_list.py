"""Catches a list of weights that is used up.

Area: the arguments
Tells: Whether the candidate looks at an argument after the call.
Advises: What must become of a list that is passed in?
"""


def split(cents, weights):
    if not isinstance(weights, list):
        weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares, given, weight = [], 0, 0
    while weights:
        weight += weights.pop(0)
        share = cents * weight // whole - given
        shares.append(share)
        given += share
    return shares
