"""Catches the cents that are left over as a share of nobody's.

Area: fairness
Tells: Whether the number of shares is tested, or whatever `zip` reaches.
Advises: Whose is each of the shares that came back?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    sign, amount = (-1, -cents) if cents < 0 else (1, cents)
    shares = [sign * (amount * weight // whole) for weight in weights]
    left = cents - sum(shares)
    return [*shares, left] if left else shares
