# Fails: test_the_example
# Mistake: leaves the interpreter where an exception would do.
import os


def remember(function):
    memory = {}

    def remembered(argument):
        if argument not in memory:
            if not hasattr(argument, "__index__") or argument < 0:
                os._exit(1)
            memory[argument] = function(argument)
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
