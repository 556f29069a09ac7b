"""Context managers as classes and as generators."""

from contextlib import ContextDecorator, ExitStack, contextmanager


class Resource:
    def __init__(self, log, swallow=()):
        self.log = log
        self.swallow = swallow
        self.closed = False

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, error, traceback):
        self.closed = True
        self.log.append(("exit", kind and kind.__name__, str(error) if error else None, traceback is not None))
        return kind is not None and issubclass(kind, tuple(self.swallow))


@contextmanager
def temporarily(target, key, value):
    before = target.get(key)
    target[key] = value
    try:
        yield before
    finally:
        if before is None:
            del target[key]
        else:
            target[key] = before


@contextmanager
def translated(kind):
    try:
        yield
    except kind as error:
        raise RuntimeError(f"translated {error}") from error


class timed(ContextDecorator):
    runs = 0

    def __enter__(self):
        return self

    def __exit__(self, *details):
        type(self).runs += 1
        return False


def enter_all(managers):
    with ExitStack() as stack:
        return [stack.enter_context(manager) for manager in managers]


def run_inside(manager, function):
    with manager as value:
        return function(value)


@contextmanager
def never_yields():
    if False:
        yield


@contextmanager
def transaction(store):
    snapshot = dict(store)
    try:
        yield store
    except BaseException:
        store.clear()
        store.update(snapshot)
        raise


class Nested:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self.depth

    def __exit__(self, *details):
        self.depth -= 1


def exit_error(manager):
    try:
        with manager:
            raise KeyError("inner")
    except Exception as error:  # noqa: BLE001
        return type(error).__name__, type(error.__context__).__name__
