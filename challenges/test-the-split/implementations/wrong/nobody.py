"""Catches that nobody is an answer and no error.

Area: errors
Tells: Whether the empty case is tested.
Advises: What are the weights of nobody?
"""


def split(cents, weights):
    weights = list(weights)
    if not weights:
        return []
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
