# Fails: test_asks_once[zero]
# Mistake: takes a remembered 0 for nothing.


def remember(function):
    memory = {}

    def remembered(argument):
        if not memory.get(argument):
            memory[argument] = function(argument)
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
