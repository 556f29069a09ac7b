# Fails: test_adds_up[four], test_numbers_may_be_negative, test_takes_any_iterable,
#   test_adds_up[one], test_nothing_gives_nothing
# Mistake: returns the last total instead of all of them.


def running_totals(numbers):
    return sum(numbers)
