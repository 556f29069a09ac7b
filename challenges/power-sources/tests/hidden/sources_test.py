"""What each kind of source does, and what they have in common."""

import power
import pytest


class Turbine(power.Source):
    """A kind of source that the module does not know."""

    def output(self, hour):
        return 100 * hour


MAKERS = {
    "a panel": lambda name: power.SolarPanel(name, 100),
    "a battery": lambda name: power.Battery(name, 100),
    "a backup battery": lambda name: power.BackupBattery(name, 100, 10),
    "another kind": Turbine,
}


def test_there_is_no_mere_source():
    """Lets nobody make a Source that is nothing else.

    Area: abstraction
    Tells: Whether "abstract" is more than a comment or a NotImplementedError that waits for its first call.
    Advises: Try to make one.
    """
    with pytest.raises(TypeError):
        power.Source("anything")


def test_a_kind_without_an_output_is_abstract():
    """Lets nobody make a source whose class does not say what its output is.

    Area: abstraction
    Tells: Whether a forgotten method is told when the object is made, or in production when it is called.
    Advises: Derive a class that forgets `output`, and make one of it.
    """

    class Forgetful(power.Source):
        pass

    with pytest.raises(TypeError):
        Forgetful("anything")


def test_a_new_kind_gets_the_rest_for_nothing():
    """Gives a derived class that only says its output a name and a report.

    Area: inheritance
    Tells: Whether what all sources have in common stands in the class that they have in common.
    Advises: Derive the smallest class that you can think of, and use everything that a source has.
    """
    turbine = Turbine("mill")
    assert turbine.name == "mill"
    assert turbine.report(8) == "mill: 800 W"


@pytest.mark.parametrize("name", ["", " \t"], ids=["empty", "blank"])
def test_blank_names_are_refused(name):
    """Refuses blank names, whatever the kind.

    Area: inheritance
    Tells: Whether a rule stands in one place, and every class goes through it.
    Advises: Give every kind of source a name of spaces.
    """
    for make in MAKERS.values():
        with pytest.raises(ValueError):
            make(name)


def test_a_panel_follows_the_sun():
    """Gives a panel's power rising to noon, falling after it, and none at night.

    Area: sources
    Tells: Whether the formula was checked at its ends, where it goes on below zero.
    Advises: Work out all twenty-four hours.
    """
    panel = power.SolarPanel("roof", 600)
    expected = [0] * 7 + [100, 200, 300, 400, 500, 600, 500, 400, 300, 200, 100] + [0] * 6
    assert [panel.output(hour) for hour in range(24)] == pytest.approx(expected)


def test_reports_are_rounded():
    """Rounds the output of a report to whole watts, and of nothing else.

    Area: sources
    Tells: Whether rounding is kept to where it is shown.
    Advises: Take a peak that six does not divide.
    """
    panel = power.SolarPanel("roof", 1000)
    assert panel.report(11) == "roof: 833 W"
    assert panel.report(10) == "roof: 667 W"
    assert panel.output(10) == pytest.approx(666.6667, abs=1e-3)


def test_a_full_battery_takes_no_more():
    """Takes as much as there is room for, and says how much.

    Area: sources
    Tells: Whether the limit is kept, and the caller told.
    Advises: Charge more than fits, twice.
    """
    battery = power.Battery("cellar", 1000)
    assert [battery.charge(700), battery.charge(700), battery.charge(700)] == [700, 300, 0]
    assert battery.stored == 1000


@pytest.mark.parametrize("kind", ["a battery", "a backup battery"])
def test_a_refused_draw_takes_nothing(kind):
    """Takes nothing when there is not enough, and lets all that can be drawn be drawn.

    Area: sources
    Tells: Whether an operation that fails leaves the object as it was.
    Advises: Look at everything that you can see of a battery before and after a draw that fails.
    """
    battery = MAKERS[kind]("cellar")
    battery.charge(90)
    most = battery.output(0)
    with pytest.raises(power.NotEnough):
        battery.draw(most + 1)
    assert (battery.stored, battery.history) == (90, [("charge", 90)])
    battery.draw(most)
    assert (battery.stored, battery.history) == (90 - most, [("charge", 90), ("draw", most)])


@pytest.mark.parametrize("amount", [0, -5], ids=["zero", "negative"])
def test_only_more_than_nothing_moves(amount):
    """Refuses amounts that are not more than 0.

    Area: encapsulation
    Tells: Whether the class guards its own state: a negative draw is a charge that knows no limit.
    Advises: Draw less than nothing.
    """
    for kind in ("a battery", "a backup battery"):
        battery = MAKERS[kind]("cellar")
        battery.charge(50)
        with pytest.raises(ValueError):
            battery.charge(amount)
        with pytest.raises(ValueError):
            battery.draw(amount)
        assert (battery.stored, battery.history) == (50, [("charge", 50)])


def test_history_tells_what_happened():
    """Tells in the history what was stored and taken out, and of nothing else.

    Area: sources
    Tells: Whether the history records what was done, or what was asked for.
    Advises: Compare the sums of the history with what is stored.
    """
    battery = power.Battery("cellar", 100)
    battery.charge(80)
    battery.charge(80)
    battery.charge(80)
    battery.draw(1)
    battery.charge(0.5)
    assert battery.history == [("charge", 80), ("charge", 20), ("draw", 1), ("charge", 0.5)]


def test_batteries_share_nothing():
    """Keeps what happens to one battery from another.

    Area: encapsulation
    Tells: Whether the candidate knows what an attribute of the class shares.
    Advises: Make two batteries, and charge one.
    """
    one, other = power.Battery("one", 100), power.Battery("other", 100)
    one.charge(10)
    assert (other.stored, other.history) == (0, [])
    assert (one.stored, one.history) == (10, [("charge", 10)])


def test_a_backup_battery_is_a_battery():
    """Charges and records a backup battery like any battery.

    Area: inheritance
    Tells: Whether the derived class adds to what the other does, instead of doing it once more.
    Advises: Look at the history of a backup battery after one draw.
    """
    battery = power.BackupBattery("attic", 100, 40)
    assert isinstance(battery, power.Battery)
    assert [battery.charge(70), battery.charge(70)] == [70, 30]
    battery.draw(60)
    assert battery.stored == 40
    assert battery.history == [("charge", 70), ("charge", 30), ("draw", 60)]


def test_a_backup_battery_below_its_reserve_gives_nothing():
    """Gives no output while a backup battery holds its reserve or less.

    Area: inheritance
    Tells: Whether a difference that may go below zero was noticed.
    Advises: Charge a backup battery with less than its reserve, and look at its output.
    """
    battery = power.BackupBattery("attic", 100, 40)
    outputs = []
    for _ in range(4):
        outputs.append(battery.output(12))
        if not outputs[-1]:
            with pytest.raises(power.NotEnough):
                battery.draw(1)
        battery.charge(20)
    assert outputs == [0, 0, 0, 20]
    assert battery.report(3) == "attic: 40 W"


def test_what_is_read_cannot_be_assigned():
    """Raises AttributeError when somebody assigns to what is only read.

    Area: encapsulation
    Tells: Whether state changes only through methods that keep the rules.
    Advises: Try to assign to each attribute that the statement lists.
    """
    battery = power.BackupBattery("attic", 100, 40)
    battery.charge(70)
    for attribute, value in {"name": "attic", "stored": 70, "history": [("charge", 70)]}.items():
        with pytest.raises(AttributeError):
            setattr(battery, attribute, value)
        assert getattr(battery, attribute) == value


def test_history_belongs_to_the_caller():
    """Gives a history that the caller may change, without changing the battery.

    Area: encapsulation
    Tells: Whether the candidate sees that a read-only property can hand out a list that is not.
    Advises: Clear the list that you got, and ask again.
    """
    battery = power.Battery("cellar", 100)
    battery.charge(10)
    history = battery.history
    assert type(history) is list
    history.append(("charge", 1_000_000))
    assert (battery.stored, battery.history) == (10, [("charge", 10)])
    history.clear()
    battery.draw(10)
    assert (battery.stored, battery.history, history) == (0, [("charge", 10), ("draw", 10)], [])
