# Fails: test_forgets_exceptions, test_forgets_exceptions (kind='ValueError'), test_forgets_exceptions (kind='KeyError')
# Mistake: remembers that there was no answer.


def remember(function):
    memory = {}

    def remembered(argument):
        if argument not in memory:
            memory[argument] = None
            memory[argument] = function(argument)
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
