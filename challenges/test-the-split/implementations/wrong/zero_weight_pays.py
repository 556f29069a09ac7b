"""Catches a cent for somebody whose weight is zero.

Area: fairness
Tells: Whether a weight of zero is tested together with cents that are left over.
Advises: Who may never get one of the cents that are left over?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [cents * weight // whole for weight in weights]
    for index in range(cents - sum(shares)):
        shares[index] += 1
    return shares
