# Fails: test_takes_any_iterable, test_leaves_its_argument_alone
# Mistake: adds up in place, in the caller's own list.


def running_totals(numbers):
    for index in range(1, len(numbers)):
        numbers[index] += numbers[index - 1]
    return numbers
