"""Accepts an implementation that keeps the promises.

Area: right implementations
Tells: Whether the candidate's tests hold at all on code that does what the description says.
Advises: Read the failed test's message, and look for the promise that it rests on.
"""


def split(cents, weights):
    weights = list(weights)
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
