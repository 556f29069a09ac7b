"""The house, and classes that others derive."""

import power
import pytest


class Turbine(power.Source):
    """A kind of source that the module does not know."""

    def output(self, hour):
        return 100 * hour


class Old(power.Battery):
    """A battery that gives half of what it holds."""

    def output(self, hour):
        return super().output(hour) // 2


def test_other_kinds_count():
    """Adds up and reports kinds of sources that it does not know.

    Area: polymorphism
    Tells: Whether the house asks each source, or asks of each what it is.
    Advises: Derive a class of your own, and put one into a house.
    """
    house = power.House([Turbine("mill"), Old("shed", 1000), power.BackupBattery("attic", 500, 100)])
    for source in house.sources[1:]:
        source.charge(400)
    assert house.output(3) == 300 + 200 + 300
    assert house.reports(3) == ["mill: 300 W", "shed: 200 W", "attic: 300 W"]


def test_a_source_may_report_in_its_own_way():
    """Has each source make its own report.

    Area: polymorphism
    Tells: Whether the house uses the method that a source may override, or words the report itself.
    Advises: Derive a class with a report of its own.
    """

    class Quiet(Turbine):
        def report(self, hour):
            return "no comment"

    assert power.House([Quiet("mill")]).reports(3) == ["no comment"]


def test_an_empty_house_has_no_power():
    """Gives 0, no reports and no sources for a house without any.

    Area: house
    Tells: Whether the smallest house was tried.
    Advises: Try a house without sources.
    """
    house = power.House()
    assert (house.output(12), house.reports(12), house.sources) == (0, [], ())


def test_houses_share_nothing():
    """Keeps the sources of one house from another.

    Area: encapsulation
    Tells: Whether the candidate knows when a default value is made, and how often.
    Advises: Make two houses without sources, and add one to the first.
    """
    one, other = power.House(), power.House()
    one.add(Turbine("mill"))
    assert (len(one.sources), len(other.sources), len(power.House().sources)) == (1, 0, 0)


def test_sources_cannot_be_changed_from_outside():
    """Hands out its sources as a tuple, and keeps apart from the list that it was given.

    Area: encapsulation
    Tells: Whether the candidate thinks of the list that comes in as well as of the one that goes out.
    Advises: Change the list that you passed to the house, afterwards.
    """
    given = [Turbine("mill")]
    house = power.House(given)
    given.append("no source at all")
    assert type(house.sources) is tuple
    assert [source.name for source in house.sources] == ["mill"]
    house.add(Turbine("wheel"))
    assert [getattr(source, "name", source) for source in given] == ["mill", "no source at all"]
    with pytest.raises(AttributeError):
        house.sources = ()
    assert [source.name for source in house.sources] == ["mill", "wheel"]


def test_only_sources_are_added():
    """Refuses what is no source, also where a whole list is given.

    Area: house
    Tells: Whether a rule holds for every way in, not only for the method that comes to mind first.
    Advises: In how many ways can something get into a house?
    """

    class Lookalike:
        name = "mill"

        def output(self, hour):
            return 5

        def report(self, hour):
            return "mill: 5 W"

    house = power.House()
    with pytest.raises(TypeError):
        house.add(Lookalike())
    assert house.sources == ()
    with pytest.raises(TypeError):
        power.House([Turbine("mill"), Lookalike()])


def test_names_are_given_once():
    """Refuses a name that is in the house already, also where a whole list is given.

    Area: house
    Tells: Whether a rule holds for every way in, not only for the method that comes to mind first.
    Advises: In how many ways can something get into a house?
    """
    house = power.House([Turbine("mill")])
    with pytest.raises(ValueError):
        house.add(power.Battery("".join(["mi", "ll"]), 100))
    assert [type(source) for source in house.sources] == [Turbine]
    with pytest.raises(ValueError):
        power.House([Turbine("mill"), Turbine("mill")])


def hidden_names(thing):
    """The names that `thing` uses inside and that somebody who derives a class could happen to use as well."""
    prefixes = tuple(f"_{kind.__name__.lstrip('_')}__" for kind in type(thing).__mro__)
    return [
        name
        for name in dir(thing)
        if not name.startswith("__") and not name.startswith(prefixes) and name.startswith("_") and name != "_abc_impl"
    ]


LISTED = {"name", "output", "report", "stored", "charge", "draw", "history", "sources", "add", "reports"}
LIKELY = ["capacity", "level", "peak", "reserve", "log", "amount", "energy", "available", "power", "entries", "charged"]


@pytest.mark.parametrize("kind", ["a panel", "a battery", "a backup battery", "a house"])
def test_derived_classes_are_free_in_their_names(kind):
    """Works on when a derived class uses the same names for something of its own.

    Area: encapsulation
    Tells: Whether the candidate knows what two underscores are for, and what one does not do.
    Advises: Derive a class that has an attribute of its own named like one of yours.
    """
    base, arguments = {
        "a panel": (power.SolarPanel, ("roof", 600)),
        "a battery": (power.Battery, ("cellar", 100)),
        "a backup battery": (power.BackupBattery, ("attic", 100, 40)),
        "a house": (power.House, ([Turbine("mill")],)),
    }[kind]
    plain = base(*arguments)
    public = [name for name in dir(plain) if not name.startswith("_") and name not in LISTED]
    clashes = [*hidden_names(plain), *public, *LIKELY]

    class Derived(base):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            for name in clashes:
                setattr(self, name, "something else")

    derived = Derived(*arguments)
    for name in clashes:
        assert getattr(derived, name) == "something else"
    if kind == "a panel":
        assert derived.report(9) == "roof: 300 W"
    elif kind == "a house":
        derived.add(Turbine("wheel"))
        assert derived.reports(2) == ["mill: 200 W", "wheel: 200 W"]
        assert derived.output(2) == 400
    else:
        assert derived.charge(90) == 90
        derived.draw(20)
        assert (derived.stored, derived.history) == (70, [("charge", 90), ("draw", 20)])
        assert derived.output(0) == (70 if kind == "a battery" else 30)
