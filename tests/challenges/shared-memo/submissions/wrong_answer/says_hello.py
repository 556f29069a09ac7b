# Fails: test_imports_quietly
# Mistake: leaves a trial call in the module.


def remember(function):
    memory = {}

    def remembered(argument):
        if argument not in memory:
            memory[argument] = function(argument)
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache


print(remember(abs)(-1))
