"""Catches amounts that are smaller than the number of people.

Area: small amounts
Tells: Whether the candidate tries fewer cents than people.
Advises: Divide one cent among three people.
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    if 0 < cents < len(weights):
        return [
            cents if index == weights.index(max(weights)) else 0
            for index in range(len(weights))
        ]
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
