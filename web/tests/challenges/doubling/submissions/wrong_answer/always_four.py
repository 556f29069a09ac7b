# Fails: test_doubles_a_negative_number
# Mistake: answers the example and nothing else


def double(number):
    return 4
