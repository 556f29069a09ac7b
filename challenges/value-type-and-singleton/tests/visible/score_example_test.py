"""The statement's examples."""

import pytest
from score import Melody, Singleton


def test_a_melody() -> None:
    """Gives the results of the statement's example."""
    scale = Melody("Scale", ["c", "d", "e"])
    assert repr(scale) == "Melody(title='Scale', notes=('c', 'd', 'e'))"
    assert scale == Melody("Scale", ("c", "d", "e"))
    assert scale != Melody("Scale", ["c", "d"])
    assert scale.replace(title="Minor scale", notes=["c", "d", "es"]).notes == ("c", "d", "es")
    with pytest.raises(AttributeError):
        scale.title = "Other"


def test_a_metronome() -> None:
    """Gives the same object whenever the class is called."""

    class Metronome(Singleton):
        def __init__(self, beats=60):
            self.beats = beats

    first = Metronome(90)
    assert Metronome() is first
    assert first.beats == 90
