_MISSING = object()


def remember(function):
    memory = {}

    def remembered(argument):
        found = memory.get(argument, _MISSING)
        if found is _MISSING:
            found = memory[argument] = function(argument)
        return found

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
