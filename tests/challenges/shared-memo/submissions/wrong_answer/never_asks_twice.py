# Fails: test_asks_once[seven], test_asks_once[zero], test_closes_over_its_memory
# Mistake: remembers nothing at all.


def remember(function):
    memory = {}

    def remembered(argument):
        memory.clear()
        return function(argument)

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
