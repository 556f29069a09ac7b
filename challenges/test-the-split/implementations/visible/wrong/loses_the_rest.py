"""Catches shares that do not add up to the amount.

Area: the sum
Tells: Whether the first promise that anybody would check is checked.
Advises: What do the shares have to add up to?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    return [cents * weight // whole for weight in weights]
