"""Catches refunds that do not add up.

Area: refunds
Tells: Whether the candidate tests a negative amount that does not divide evenly.
Advises: An amount may be negative. Does it divide evenly in your test?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [
        abs(cents) * weight // whole * (1 if cents > 0 else -1) for weight in weights
    ]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left > 0 and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
