"""Classes that have one object."""

import threading

import pytest
from score import Singleton

WHILE = 0.15


def test_a_class_has_one_object():
    """Gives the same object at each call, with its state.

    Area: one object
    Tells: Whether the plain case works, and nothing is set back by a call.
    Advises: Call the class twice, change the object in between, and look at it.
    """

    class Counter(Singleton):
        def __init__(self):
            self.count = 0

    first = Counter()
    first.count += 1
    assert Counter() is first
    assert Counter().count == 1


def test_init_runs_once():
    """Runs __init__ once, with the arguments of the first call.

    Area: one object
    Tells: Whether the candidate knows that Python runs __init__ on whatever __new__ returns, new or not.
    Advises: Print something in __init__, and call the class twice.
    """
    calls = []

    class Metronome(Singleton):
        def __init__(self, beats, *, loud=False):
            calls.append((beats, loud))
            self.beats = beats

    first = Metronome(90, loud=True)
    assert Metronome(60) is first
    assert Metronome() is first
    assert Metronome(1, 2, 3, other=4) is first
    assert calls == [(90, True)]
    assert first.beats == 90


def test_classes_have_objects_of_their_own():
    """Gives each of two classes an object of its own.

    Area: inheritance
    Tells: Whether the one object is kept by class, or in one place for all.
    Advises: Derive two classes, and call both.
    """

    class Metronome(Singleton):
        pass

    class Tuner(Singleton):
        pass

    metronome, tuner = Metronome(), Tuner()
    assert type(metronome) is Metronome
    assert type(tuner) is Tuner
    assert (Metronome() is metronome, Tuner() is tuner) == (True, True)


@pytest.mark.parametrize("order", ["parent first", "child first"])
def test_a_derived_class_has_its_own(order):
    """Gives a class and a class that is derived from it an object each, whichever is called first.

    Area: inheritance
    Tells: Whether the candidate knows that an attribute that a class does not have is looked for in its parents.
    Advises: Derive a class from one that has its object already.
    """

    class Metronome(Singleton):
        pass

    class Electric(Metronome):
        pass

    made = [Metronome(), Electric()] if order == "parent first" else [Electric(), Metronome()][::-1]
    assert [type(one) for one in made] == [Metronome, Electric]
    assert (Metronome() is made[0], Electric() is made[1]) == (True, True)


@pytest.mark.parametrize("by", ["name", "position"], ids=["arguments by name", "arguments by position"])
def test_parents_init_can_be_called(by):
    """Lets __init__ call its parent's, also when that class has its object already.

    Area: inheritance
    Tells: Whether "once" was understood as once for an object, not once for a function.
    Advises: Derive a class whose __init__ calls super().__init__(), and follow each call with its arguments.
    """
    calls = []

    class Metronome(Singleton):
        def __init__(self, beats):
            calls.append(f"metronome {beats}")
            self.beats = beats

    class Electric(Metronome):
        def __init__(self, beats, volts):
            if by == "name":
                super().__init__(beats=beats)
            else:
                super().__init__(beats)
            calls.append(f"electric {volts}")
            self.volts = volts

    Metronome(60)
    electric = Electric(90, 12)
    assert Electric(1, 2) is electric
    assert (electric.beats, electric.volts) == (90, 12)
    assert calls == ["metronome 60", "metronome 90", "electric 12"]


def test_a_failed_init_leaves_no_object():
    """Has no object after an __init__ that raised, and tries anew at the next call.

    Area: failures
    Tells: Whether half an object is kept, which every later caller then gets.
    Advises: Let __init__ raise at the first call, and call the class again.
    """
    beats_given = []

    class Metronome(Singleton):
        def __init__(self, beats):
            beats_given.append(beats)
            if beats <= 0:
                raise ValueError("no such beat")
            self.beats = beats

    for _ in range(2):
        with pytest.raises(ValueError, match="no such beat"):
            Metronome(0)
    assert Metronome(90).beats == 90
    assert Metronome(0).beats == 90
    assert beats_given == [0, 0, 90]


def test_threads_get_one_finished_object():
    """Gives threads that call at the same time one object, and none before it is finished.

    Area: threads
    Tells: Whether the candidate sees the gap between looking for the object and keeping it, and how long __init__ may take.
    Advises: Let __init__ take its time, and call the class from another thread meanwhile.
    """
    begun, go_on = threading.Event(), threading.Event()
    calls, seen = [], []

    class Slow(Singleton):
        def __init__(self):
            calls.append("init")
            if len(calls) == 1:
                begun.set()
                go_on.wait(1)
            self.ready = True

    def use():
        made = Slow()
        seen.append((made, getattr(made, "ready", False)))

    threads = [threading.Thread(target=use, daemon=True) for _ in range(2)]
    threads[0].start()
    assert begun.wait(1)
    threads[1].start()
    threads[1].join(WHILE)
    go_on.set()
    for thread in threads:
        thread.join(1)

    assert calls == ["init"]
    assert [ready for _, ready in seen] == [True, True]
    assert seen[0][0] is seen[1][0]


def test_one_may_use_another():
    """Lets __init__ use the object of another class.

    Area: threads
    Tells: Whether the candidate knows that a lock that is held cannot be taken again, even by who holds it.
    Advises: Call one class in the __init__ of another.
    """

    class Tuner(Singleton):
        pitch = 440

    class Band(Singleton):
        def __init__(self):
            self.tuner = Tuner()

    assert Band().tuner is Tuner()
    assert Band().tuner.pitch == 440
