"""What happens to a test's exceptions in the candidate's hands: notes, causes, contexts."""


class hold:
    def __init__(self, note):
        self.note = note

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            error.add_note(self.note)
        return False


def annotate(error, *notes):
    for note in notes:
        error.add_note(note + ".")


def rewrite(error, notes):
    error.__notes__ = notes


def forget(error):
    del error.__notes__


def link(error, cause=None, context=None):
    error.__context__ = context
    error.__cause__ = cause


def raise_from(error, cause):
    raise error


def raise_while(error, other):
    try:
        raise other
    except type(other):
        raise error


def last_note(error):
    return error.__notes__[-1]


class Oops(Exception):
    pass


last = None


def fail():
    global last
    last = Oops("mine")
    raise last


def of_last():
    return getattr(last, "__notes__", []), last.__cause__


class Wrapped:
    def __init__(self, function):
        self.function = function
        self.__annotations__ = function.__annotations__
        self.__name__ = function.__name__

    def __call__(self, *arguments):
        return self.function(*arguments)
