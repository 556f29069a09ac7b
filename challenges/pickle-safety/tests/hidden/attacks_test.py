"""Pickles that an attacker wrote. Nothing here is unpickled but by the module."""

import pickle

import pytest
from exchange import Refused, read_pickle

TRUE = b"\x88."


def test_nothing_is_run_on_the_way_to_a_harmless_value(code, tmp_path, capsys):
    """Runs nothing, also when what it gave is dropped and a harmless value follows.

    Area: attacks
    Tells: Whether the candidate knows that a pickle is a program, and that a look at its result comes too late.
    Advises: When does what is in a pickle run: before, while or after it is loaded?
    """
    made = tmp_path / "made"
    for payload in (
        code("os", "mkdir", str(made)),
        code("builtins", "print", "reached"),
        code("os", "system", f"mkdir {made}"),
    ):
        with pytest.raises(Refused):
            read_pickle(payload + b"0" + TRUE)
    assert not made.exists()
    assert capsys.readouterr().out == ""


def test_no_module_is_imported(code, capsys):
    """Imports no module that a pickle names.

    Area: attacks
    Tells: Whether the name is judged before it is looked up; importing runs a module's code already.
    Advises: What does find_class of the base class do first?
    """
    with pytest.raises(Refused):
        read_pickle(code("this", "d") + b"0" + TRUE)
    assert "Zen" not in capsys.readouterr().out


def test_names_beside_allowed_ones_in_builtins(code):
    """Refuses everything else of the builtins module.

    Area: attacks
    Tells: Whether names are allowed one by one, or by the module.
    Advises: List what else the modules of your allowed names hold.
    """
    for name in ("eval", "exec", "getattr", "__import__", "open", "print", "type", "map"):
        with pytest.raises(Refused):
            read_pickle(code("builtins", name, "1") + b"0" + TRUE)


def test_names_beside_allowed_ones_in_their_modules():
    """Refuses everything else of the modules of the allowed types.

    Area: attacks
    Tells: Whether names are allowed one by one, or by the module.
    Advises: List what else the modules of your allowed names hold.
    """
    for module, name in (("decimal", "getcontext"), ("datetime", "timezone"), ("decimal", "localcontext")):
        with pytest.raises(Refused):
            read_pickle(f"c{module}\n{name}\n0".encode() + TRUE)


UNLISTED = [
    ("posix", "system"),
    ("subprocess", "getoutput"),
    ("importlib", "import_module"),
    ("operator", "attrgetter"),
    ("functools", "partial"),
    ("codecs", "lookup"),
    ("timeit", "timeit"),
    ("webbrowser", "get"),
    ("__builtin__", "eval"),
    ("__main__", "run"),
    ("exchange", "read_pickle"),
    ("exchange", "Refused"),
]


def test_less_known_modules(code):
    """Refuses whatever is not allowed, also what hardly anybody thinks of.

    Area: attacks
    Tells: Whether the candidate lists what is allowed, or what is forbidden.
    Advises: Is your list complete? Which list could be?
    """
    for module, name in UNLISTED:
        with pytest.raises(Refused):
            read_pickle(code(module, name, "x") + b"0" + TRUE)


DOTTED = [
    ("decimal", "Decimal.from_float"),
    ("datetime", "datetime.now"),
    ("datetime", "datetime.__class__"),
    ("builtins", "set.__subclasses__"),
    ("decimal", "Decimal.__init__.__class__"),
]


def test_names_with_dots(name_code):
    """Refuses names that lead on from an allowed one.

    Area: attacks
    Tells: Whether the candidate knows that names hold dots since protocol 4.
    Advises: Read what a qualified name in a pickle may look like in protocol 4.
    """
    for module, name in DOTTED:
        with pytest.raises(Refused):
            read_pickle(b"\x80\x04" + name_code(module, name) + b"0" + TRUE)


def test_allowed_types_are_no_values_themselves(name_code):
    """Refuses a pickle of an allowed type itself, also deep inside.

    Area: attacks
    Tells: Whether what comes out is checked as well; a caller who gets a class for a price is next.
    Advises: What is the result of a pickle that only names a type?
    """
    for module, name in (("decimal", "Decimal"), ("datetime", "datetime"), ("builtins", "set")):
        with pytest.raises(Refused):
            read_pickle(b"\x80\x04" + name_code(module, name) + b".")
        with pytest.raises(Refused):
            read_pickle(b"\x80\x04]]" + name_code(module, name) + b"aa.")


def test_what_else_a_pickle_can_hold():
    """Refuses persistent references, registered extensions and other types.

    Area: attacks
    Tells: Whether every failure becomes the one exception that callers were told of.
    Advises: Read through the opcodes that pickletools lists.
    """
    references = [b"Pprice\n.", b"\x80\x04K\x05Q.", b"\x82\x01.", b"\x80\x02\x83\x01\x01."]
    others = [b"\x80\x04C\x02hi.", b"\x80\x05\x96\x02\0\0\0\0\0\0\0hi."]
    for payload in references + others:
        with pytest.raises(Refused):
            read_pickle(payload)


def test_self_made_classes_are_refused():
    """Refuses instances of classes that are derived from allowed types, and of others.

    Area: attacks
    Tells: Whether "exactly these types" is kept.
    Advises: Pickle an OrderedDict, and look at the names in it.
    """
    from collections import Counter, OrderedDict
    from fractions import Fraction

    for thing in (OrderedDict(a=1), Counter("a"), Fraction(1, 2), frozenset("a"), 1j):
        with pytest.raises(Refused):
            read_pickle(pickle.dumps(thing))


def test_many_references_to_few_lists():
    """Refuses a small pickle of a value that unfolds to a million parts, quickly.

    Area: attacks
    Tells: Whether what is shared is counted as often as it appears, without walking all of it.
    Advises: How many items does a list of ten lists of ten lists have, and how many bytes does its pickle?
    """
    value = [0] * 10
    for _ in range(40):
        value = [value, value]
    data = pickle.dumps(value)
    assert len(data) < 1000
    with pytest.raises(Refused):
        read_pickle(data)


def test_value_that_holds_itself():
    """Refuses a list that is in itself.

    Area: attacks
    Tells: Whether the check ends when the value does not.
    Advises: How many levels has a list that is its own item?
    """
    value = []
    value.append(value)
    with pytest.raises(Refused):
        read_pickle(pickle.dumps(value))


def test_nested_deeply():
    """Refuses twenty thousand lists in each other.

    Area: attacks
    Tells: Whether depth is thought of; a recursion error is not the exception that was agreed on.
    Advises: Nest lists deeper than Python's recursion goes.
    """
    with pytest.raises(Refused):
        read_pickle(b"\x80\x04" + b"]" * 20_000 + b"a" * 19_999 + b".")


def test_memory_is_bounded_whatever_the_opcodes_say():
    """Needs little memory, however much a pickle asks for.

    Area: attacks
    Tells: Whether the candidate has read what the unpickler does before it calls anything.
    Advises: Go through the opcodes that take a number, and ask of each what a large number does.
    """
    try:
        assert read_pickle(b"\x80\x04Nr\xff\xff\xff\x03.") is None
    except Refused:
        pass
