# Fails: test_greets_anyone, test_ignores_spaces, test_refuses_no_name, test_refuses_spaces_alone
# Mistake: answers the example and nothing else


def greet(name):
    return "Hello, Ada!"
