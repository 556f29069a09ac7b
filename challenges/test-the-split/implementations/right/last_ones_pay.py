"""Accepts the last people getting the cents that are left over, in a refund too.

Area: right implementations
Tells: Whether the candidate's idea of fairness is the description's or their own.
Advises: Could another answer be just as right? Then a test must not rule it out.
"""


def split(cents, weights):
    weights = tuple(weights)
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError()
    sign, amount = (-1, -cents) if cents < 0 else (1, cents)
    exact = [divmod(amount * weight, whole) for weight in weights]
    left = amount - sum(share for share, _ in exact)
    shares = []
    for share, remainder in reversed(exact):
        more = 1 if left and remainder else 0
        left -= more
        shares.append(sign * (share + more))
    return shares[::-1]
