# Fails: test_closes_over_its_memory
# Mistake: shows a copy of what is remembered.


def remember(function):
    memory = {}

    def remembered(argument):
        if argument not in memory:
            memory[argument] = function(argument)
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return dict(remembered.cache)
