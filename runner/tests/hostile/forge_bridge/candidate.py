"""Answers with messages that no honest agent makes: names to call, numbers to guess, classes that act when touched."""

import gc
import os
import sys


class Raw:
    """Crosses as exactly these JSON values."""

    def __init__(self, coded):
        self.coded = coded


def peers():
    return [thing for thing in gc.get_objects() if type(thing).__name__ == "SandboxPeer"]


def take_over():
    """Puts itself in the place of the agent's encoder."""
    module = next(found for name, found in sys.modules.items() if name.endswith("bridge.encoding"))
    honest = module.Encoder.encode

    def encode(encoder, value):
        return value.coded if type(value) is Raw else honest(encoder, value)

    module.Encoder.encode = encode
    for peer in peers():
        peer.encode = peer.encoder.encode
        assert peer.encode(Raw("taken over")) == "taken over", "an attack that does not happen proves nothing"


take_over()
MARK = "/tmp/marked-by-the-candidate"


def raw(*coded):
    return Raw(list(coded))


def named(module, name):
    return ["g", module, name]


def writer(kind):
    """Something that writes a file, on whichever side calls it."""
    path = f"{MARK}-{kind}"
    return {
        "open": raw("partial", named("io", "open"), [path, "w"], []),
        "_open": raw("partial", named("_io", "open"), [path, "w"], []),
        "file": raw("partial", named("_io", "FileIO"), [path, "w"], []),
        "path": raw("partial", named("pathlib", "Path.touch"), [["path", "PosixPath", path]], []),
        "write_text": raw("partial", named("pathlib", "Path.write_text"), [["path", "PosixPath", path], "x"], []),
        "method": raw("m", named("io", "open"), path),
        "database": raw("partial", named("sqlite3", "connect"), [path], []),
        "log": raw("partial", named("logging", "FileHandler"), [path], []),
        "system": raw("partial", named("os", "system"), [f"touch {path}"], []),
        "posix": raw("partial", named("posix", "system"), [f"touch {path}"], []),
        "process": raw("partial", named("subprocess", "Popen"), [["l", 0, ["touch", path]]], []),
        "eval": raw("partial", named("builtins", "eval"), [f"open({path!r}, 'w')"], []),
        "exec": raw("partial", named("builtins", "exec"), [f"open({path!r}, 'w')"], []),
        "import": raw("partial", named("builtins", "__import__"), ["antigravity"], []),
        "mkdir": raw("partial", named("os", "mkdir"), [path], []),
        "caller": raw("partial", named("operator", "call"), [named("io", "open"), path, "w"], []),
        "mapped": raw("partial", named("builtins", "list"), [["partial", named("builtins", "map"), [named("io", "open")], []]], []),
        "exit": raw("partial", named("os", "_exit"), [0], []),
        "quit": raw("partial", named("sys", "exit"), [0], []),
    }[kind]


def reader(kind):
    """Something that reads a file of whichever side calls it with a path."""
    return {
        "open": raw(*named("io", "open")),
        "file": raw(*named("_io", "FileIO")),
        "path": raw(*named("pathlib", "Path.read_text")),
        "getattr": raw(*named("builtins", "getattr")),
        "attrgetter": raw("partial", named("operator", "attrgetter"), ["__globals__"], []),
        "format": raw("m", named("builtins", "str.format"), "{0.__globals__}"),
        "vars": raw(*named("builtins", "vars")),
    }[kind]


def lent(number):
    """A guess at an object that the test lent."""
    return raw("o", number)


def shared(number):
    return raw("=", number)


def nested_table(levels):
    coded = {"t": 1, "i": [42]}
    for _ in range(levels):
        coded = {"t": 1, "i": coded}
    return coded


def attach(contents):
    """Has the next message carry these, which it does not name."""
    for content in contents:
        peers()[0].attachments.put(content)
    return 0


def flood():
    """Attachments that are never named, again and again."""
    for _ in range(1_000):
        attach([b""] * 10_000)
        ask("get", 1, "x")
    return 0


def equal_to_everything(kind):
    return {
        "any": raw("g", "unittest.mock", "ANY"),
        "approx": raw("g", "pytest", "approx"),
        "true": raw("g", "builtins", "True"),
        "member": raw("em", named("builtins", "int"), "x", 42),
        "nt": raw("nt", named("builtins", "tuple"), [42]),
        "valued": raw("v", 7, named("builtins", "int"), 42),
        "error": raw("e", 999_999, None),
        "own": raw("oe", 1, "RED", 1),
        "oa": raw("oa", 1, "__eq__"),
        "property": raw("property", named("io", "open"), None, None),
        "alias": raw("ta", named("builtins", "exec"), ["1"]),
        "typing": raw("ty", "sys"),
        "module": raw("M", 0, "sys"),
        "logger": raw("logger", "root"),
        "stream": raw("G", -1, "x", "y"),
        "unknown": raw("zz", 1),
        "nothing": raw(),
        "number": raw(42, 42),
        "object": Raw({"a": 1}),
        "bomb": raw("l", 0, [["l", 0, []]] * 200_000),
        "table of no width": raw("l", 0, {"t": 0, "i": []}),
        "table of a huge width": raw("l", 0, {"l": 10**12, "i": [42]}),
        "table of a negative width": raw("t", {"t": -1, "i": [42]}),
        "table of a false width": raw("t", {"t": 2, "i": [42, 42, 42]}),
        "table of no items": raw("l", 0, {"t": 1, "i": 42}),
        "table of odd columns": raw("l", 0, {"k": [["l", 0, []]], "i": [42]}),
        "table of one column twice": raw("l", 0, {"k": ["a", "a"], "i": [42, 43]}),
        "words of odd length": raw("l", 0, {"q": ["b", "123"]}),
        "words of another kind": raw("l", 0, {"u": ["b", "12345678"]}),
        "words that are no bytes": raw("l", 0, {"q": 42}),
        "table in tables": raw("l", 0, nested_table(20_000)),
        "table of halves": raw("d", 0, {"k": [1, 2], "v": [1]}),
        "attachment that is not there": raw("s*", 12_345),
        "attachment without a number": raw("B*", ["l"]),
    }[kind]


def deep_bomb():
    coded = ["l", 0, []]
    for _ in range(50_000):
        coded = ["l", 0, [coded]]
    return Raw(coded)


def ask(operation, *parts):
    """Asks the examiner for something by number."""
    try:
        return f"answered {peers()[0].ask(operation, list(parts))!r}"
    except Exception as error:
        return f"refused {type(error).__name__}"


def ask_all(operation, *parts):
    return [answer for number in range(0, 60) if (answer := ask(operation, number, *parts)).startswith("answered")]


def hold(thing):
    hold.thing = thing


def marks():
    return [name for name in os.listdir("/tmp") if name.startswith("marked")]


def right():
    return 42
