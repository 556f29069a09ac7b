"""Power sources of a house."""

from abc import ABC


class NotEnough(Exception):
    """There is not as much energy as was asked for."""


class Source(ABC):
    """Something that gives power."""


class SolarPanel(Source):
    """Gives power while the sun is up."""


class Battery(Source):
    """Gives the power that was put into it."""


class BackupBattery(Battery):
    """A battery that keeps a reserve."""


class House:
    """What has power sources."""
