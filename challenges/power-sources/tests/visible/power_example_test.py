"""The statement's example, and each class once."""

import power
import pytest


def test_the_example() -> None:
    """Gives the results of the statement's example."""
    house = power.House([power.SolarPanel("roof", 3000), power.Battery("cellar", 5000)])
    assert house.sources[1].charge(1200) == 1200
    assert house.output(9) == 2700
    assert house.reports(9) == ["roof: 1500 W", "cellar: 1200 W"]


def test_a_battery_gives_what_it_was_given() -> None:
    """Draws from a battery what was charged, and no more."""
    battery = power.Battery("cellar", 5000)
    battery.charge(1000)
    battery.draw(400)
    assert battery.stored == 600
    with pytest.raises(power.NotEnough):
        battery.draw(700)
    assert battery.history == [("charge", 1000), ("draw", 400)]


def test_a_backup_battery_keeps_its_reserve() -> None:
    """Keeps the reserve of a backup battery."""
    battery = power.BackupBattery("attic", 1000, 300)
    battery.charge(1000)
    battery.draw(700)
    with pytest.raises(power.NotEnough):
        battery.draw(1)
