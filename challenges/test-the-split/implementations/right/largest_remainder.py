"""Accepts the largest remainders getting the cents that are left over.

Area: right implementations
Tells: Whether the candidate tests what is promised, and not what one implementation happens to do.
Advises: Which of your expectations does the description not give you?
"""


def split(cents, weights):
    weights = list(weights)
    if not weights:
        raise ValueError("nobody to split among")
    if any(weight < 0 for weight in weights):
        raise ValueError(f"negative weight: {min(weights)}")
    whole = sum(weights)
    if whole == 0:
        raise ValueError("all weights are zero")
    shares, remainders = [], []
    for weight in weights:
        share, remainder = divmod(cents * weight, whole)
        shares.append(share)
        remainders.append(remainder)
    by_remainder = sorted(range(len(weights)), key=remainders.__getitem__, reverse=True)
    for index in by_remainder[: cents - sum(shares)]:
        shares[index] += 1
    return shares
