"""Catches a negative weight that others outweigh.

Area: errors
Tells: Whether a negative weight is tested beside larger positive ones.
Advises: Is a negative weight still an error when the sum is positive?
"""


def split(cents, weights):
    weights = list(weights)
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("the weights must come to more than zero")
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
