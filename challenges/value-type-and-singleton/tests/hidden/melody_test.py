"""Melodies as values."""

import copy

import pytest
from score import Melody, Singleton


class Hymn(Melody):
    """A melody of another class."""


def make():
    return Melody("Scale", ["c", "d"])


def test_attributes_cannot_be_assigned():
    """Refuses to assign to an attribute.

    Area: immutability
    Tells: Whether the candidate knows a way to make attributes that are only read.
    Advises: Assign to each of the attributes.
    """
    melody = make()
    with pytest.raises(AttributeError):
        melody.title = "Other"
    with pytest.raises(AttributeError):
        melody.notes = ()
    assert (melody.title, melody.notes) == ("Scale", ("c", "d"))


def test_attributes_cannot_be_added():
    """Refuses to add an attribute.

    Area: immutability
    Tells: Whether the objects are closed, or only the two names that came to mind.
    Advises: Assign to an attribute that a melody does not have.
    """
    melody = make()
    with pytest.raises(AttributeError):
        melody.composer = "Ada"
    assert not hasattr(melody, "composer")


def test_attributes_cannot_be_deleted():
    """Refuses to delete an attribute.

    Area: immutability
    Tells: Whether deleting was remembered; it is a change that does not go through assignment.
    Advises: List what can be done with an attribute besides reading it.
    """
    melody = make()
    with pytest.raises(AttributeError):
        del melody.title
    with pytest.raises(AttributeError):
        del melody.notes
    assert (melody.title, melody.notes) == ("Scale", ("c", "d"))


def test_notes_are_a_copy():
    """Has notes of its own, as a tuple, whatever becomes of the list that was passed in.

    Area: immutability
    Tells: Whether the candidate sees that an object that cannot be assigned to may still hold one that can be changed.
    Advises: Change the list of notes after you have made a melody of it.
    """
    notes = ["c", "d"]
    melody = Melody("Scale", notes)
    notes.append("e")
    assert type(melody.notes) is tuple
    assert melody.notes == ("c", "d")


def test_notes_may_come_from_any_iterable():
    """Takes notes from any iterable, also from one that can be read only once.

    Area: making
    Tells: Whether what comes in is read once, into a structure of the object's own.
    Advises: Make a melody of a generator, and look at its notes twice.
    """
    melody = Melody("Scale", (note for note in "cde"))
    assert melody.notes == ("c", "d", "e")
    assert melody.notes == ("c", "d", "e")
    assert Melody(notes=iter(["c"]), title="One") == Melody("One", ["c"])
    assert Melody("Silence").notes == ()


@pytest.mark.parametrize("title", ["", " \t\n"], ids=["empty", "blank"])
def test_blank_titles_are_refused(title):
    """Refuses a title that is empty or blank, however it comes.

    Area: making
    Tells: Whether a rule holds for every way in which an object is made.
    Advises: In how many ways can a melody come by its title?
    """
    with pytest.raises(ValueError):
        Melody(title, ["c"])
    with pytest.raises(ValueError):
        make().replace(title=title)


def test_equal_melodies_are_one_key():
    """Lets equal melodies stand for each other in a set and in a dict.

    Area: equality
    Tells: Whether the candidate knows that equality and hash belong together.
    Advises: Put two equal melodies into a set.
    """
    one, other = Melody("Scale", ["c", "d"]), Melody("Scale", ("c", "d"))
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, Melody("Scale", ["c"])}) == 2
    assert {one: "found"}[other] == "found"


def test_different_melodies_are_not_equal():
    """Tells melodies apart by their title, by their notes and by the order of these.

    Area: equality
    Tells: Whether all parts of the value are compared.
    Advises: Change one thing at a time, and compare.
    """
    melody = make()
    for other in (Melody("Other", ["c", "d"]), Melody("Scale", ["c"]), Melody("Scale", ["d", "c"])):
        assert melody != other
        assert not melody == other


def test_classes_are_told_apart():
    """Tells a melody from an object of a derived class, from both sides.

    Area: equality
    Tells: Whether "of the same class" was read, and thought of in both directions.
    Advises: Derive a class that adds nothing, and compare.
    """
    melody, hymn = Melody("Scale", ["c"]), Hymn("Scale", ["c"])
    assert melody != hymn
    assert hymn != melody
    assert hymn == Hymn("Scale", ["c"])


def test_nothing_else_is_equal():
    """Is equal to nothing else, neither to a tuple nor to an object of quite another class.

    Area: equality
    Tells: Whether an equality that meets a stranger answers, or raises.
    Advises: Compare a melody with whatever comes to your mind.
    """

    class Other(Singleton):
        pass

    melody = make()
    assert melody != ("Scale", ("c", "d"))
    assert (melody == Other()) is False
    assert (Other() == melody) is False


def test_repr_shows_both_parts():
    """Shows title and notes in its representation, quoted as Python quotes them.

    Area: making
    Tells: Whether the representation can be read back, also when a text holds quotes.
    Advises: Give a melody a title with an apostrophe.
    """
    assert repr(Melody("Ada's", ["c"])) == """Melody(title="Ada's", notes=('c',))"""
    assert repr(Melody("Silence")) == "Melody(title='Silence', notes=())"


def test_replace_changes_what_is_named():
    """Replaces what is named, keeps the rest, and leaves the first melody as it was.

    Area: making
    Tells: Whether a new object is made, and of nothing that is absent by accident.
    Advises: Replace one part, then the other, also by an empty one.
    """
    melody = make()
    assert melody.replace(title="Other") == Melody("Other", ["c", "d"])
    assert melody.replace(notes=["e"]) == Melody("Scale", ["e"])
    assert melody.replace(notes=[]) == Melody("Scale")
    assert melody.replace() == melody
    assert melody == Melody("Scale", ["c", "d"])


def test_replace_keeps_the_class():
    """Makes an object of the same class when it replaces.

    Area: making
    Tells: Whether a class names itself in its methods, where it should ask the object.
    Advises: Derive a class, and call replace on an object of it.
    """
    changed = Hymn("Scale", ["c"]).replace(title="Other")
    assert type(changed) is Hymn
    assert changed == Hymn("Other", ["c"])


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy], ids=["a copy", "a deep copy"])
def test_copies_are_equal(way):
    """Can be copied.

    Area: equality
    Tells: Whether the candidate knows that copying makes an object without __init__ and then sets its attributes.
    Advises: Copy a melody with the copy module.
    """
    for melody in (make(), Hymn("Scale", ["c"])):
        copied = way(melody)
        assert copied == melody
        assert type(copied) is type(melody)
        assert copied.notes == melody.notes
