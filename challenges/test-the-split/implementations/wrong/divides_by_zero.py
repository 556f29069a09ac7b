"""Catches another exception where all weights are zero.

Area: errors
Tells: Whether the test names the exception, or takes any.
Advises: Which exception is promised where all weights are zero?
"""


def split(cents, weights):
    weights = list(weights)
    if not weights or min(weights) < 0:
        raise ValueError("weights must not be negative, and there must be one")
    whole = sum(weights)
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
