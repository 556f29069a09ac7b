# Fails: test_nothing_gives_nothing, test_takes_any_iterable
# Mistake: takes the first number for granted and takes it by index.


def running_totals(numbers):
    totals = [numbers[0]]
    for number in numbers[1:]:
        totals.append(totals[-1] + number)
    return totals
