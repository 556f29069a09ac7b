# Fails: test_numbers_may_be_negative
# Mistake: keeps the total from going down.


def running_totals(numbers):
    total = 0
    totals = []
    for number in numbers:
        total = max(total, total + number)
        totals.append(total)
    return totals
