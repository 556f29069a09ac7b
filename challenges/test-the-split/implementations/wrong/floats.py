"""Catches amounts that lose their cents in floating point.

Area: the sum
Tells: Whether the candidate reads "however large the amount is", and knows where floats end to be exact.
Advises: How large an amount have you tried?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [int(cents / whole * weight) for weight in weights]
    left = cents - sum(shares)
    step = 1 if left > 0 else -1
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += step
            left -= step
    return shares
