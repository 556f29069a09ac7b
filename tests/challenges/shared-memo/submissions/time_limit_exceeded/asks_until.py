# Fails: test_forgets_exceptions, test_forgets_exceptions (kind='ValueError')
# Mistake: asks again for as long as there is an exception.


def remember(function):
    memory = {}

    def remembered(argument):
        while argument not in memory:
            try:
                memory[argument] = function(argument)
            except StopIteration:
                raise
            except Exception:
                while argument == 1:
                    pass
        return memory[argument]

    remembered.cache = memory
    return remembered


def cache_of(remembered):
    return remembered.cache
