"""An object of a test's lives in the candidate's eyes as long as it lives: no shorter, no longer."""

import gc
import weakref

import candidate
import pytest
from candidate import Kept, Once, Signal, alive, code, count, identity, watch


class Thing:
    def __init__(self, name=""):
        self.name = name

    def heard(self, *words):
        return (self.name, *words)


def test_hash_and_identity_stay():
    thing = Thing()
    assert code(thing) == code(thing)
    codes = {code(thing) for _ in range(20)}
    assert len(codes) == 1
    assert len({identity(thing) for _ in range(20)}) == 1
    assert [candidate.times(thing) for _ in range(3)] == [1, 2, 3]


def test_a_weak_key_stays():
    thing, other = Thing(), Thing()
    assert [count(thing), count(thing), count(other), count(thing)] == [1, 2, 1, 3]


def test_a_value_a_thing():
    once = Once()
    things = [Thing(str(number)) for number in range(5)]
    assert [once.of(thing) for thing in things] == [1, 2, 3, 4, 5]
    assert [once.of(thing) for thing in things] == [1, 2, 3, 4, 5]
    assert len(once) == 5
    del things[1:]
    assert len(once) == 1


def test_a_function_is_forgotten():
    signal = Signal()

    def receiver(word):
        return word * 2

    signal.connect(receiver)
    assert signal.send("a") == ["aa"]
    assert len(signal) == 1
    del receiver
    assert len(signal) == 0
    assert signal.send("a") == []
    assert signal.gone == [True]


def test_a_lambda_that_nobody_holds():
    signal = Signal()
    signal.connect(lambda word: word)
    assert signal.send("b") == []


def test_a_method_is_forgotten_with_its_object():
    signal = Signal()
    thing = Thing("t")
    signal.connect(thing.heard)
    assert signal.send(1) == [("t", 1)]
    assert signal.send(2) == [("t", 2)]
    del thing
    assert signal.send(3) == []


def test_what_the_candidate_holds_lives_on():
    thing = Thing("kept")
    kept = Kept(thing)
    reference = watch(thing)
    assert alive(reference)
    del thing
    assert alive(reference)
    assert kept.thing.name == "kept"
    kept.drop()
    gc.collect()
    assert not alive(reference)


def test_a_function_that_the_candidate_holds_lives_on():
    def mine():
        return 7

    kept = Kept(mine)
    del mine
    gc.collect()
    assert kept.thing() == 7
    assert kept.thing is kept.thing
    assert kept.thing.__name__ == "mine"


def test_held_in_a_list():
    things = [Thing("a"), Thing("b")]
    found = candidate.look(things)
    assert candidate.size(found) == 2
    things.pop()
    assert candidate.size(found) == 1


def test_a_reference_in_the_hands_of_the_test():
    thing = Thing()
    reference = watch(thing)
    assert reference() is thing
    del thing
    assert reference() is None


def test_many_callbacks():
    total = 0
    signal = Signal()
    for number in range(60):
        signal.connect(lambda word, number=number: number)
        total += len(signal.send("x"))
    assert total == 0
    assert len(signal) == 0


def test_the_tests_own_reference_dies_at_once():
    thing = Thing()
    assert code(thing) == code(thing)
    reference = weakref.ref(thing)
    del thing
    assert reference() is None


def test_held_again_by_the_candidate():
    thing = Thing("again")
    box = candidate.Box(thing)
    mine = weakref.ref(thing)
    assert mine() is thing
    box.take()
    del thing
    assert mine() is not None
    assert box.name() == "again"
    box.drop()
    assert mine() is None
    assert box.name() is None


class Source:
    """Makes a thing a question, and keeps what was found as long as somebody holds it."""

    def __init__(self):
        self.found = weakref.WeakValueDictionary()
        self.next = Thing("0")

    def make(self):
        made = self.next
        self.next = Thing(str(int(made.name) + 1))
        return made


def test_a_cache_of_the_tests_that_holds_nothing_itself():
    source = Source()
    assert candidate.cached(source.found, "a", source.make).name == "0"
    assert candidate.cached(source.found, "a", source.make).name == "1"
    mine = candidate.cached(source.found, "a", source.make)
    assert candidate.cached(source.found, "a", source.make) is mine
    assert candidate.cached(source.found, "b", source.make).name == "3"


def test_told_again_by_a_callback():
    thing = Thing("again")
    assert candidate.code(thing) == candidate.code(thing)
    held = [thing]
    del thing
    assert candidate.name_of(held.pop) == "again"


def test_a_call_that_fails_holds_nothing():
    thing = Thing()
    reference = weakref.ref(thing)
    with pytest.raises(LookupError):
        candidate.refuse(thing)
    del thing
    assert candidate.size([]) == 0
    gc.collect()
    assert reference() is None


def test_a_callback_that_fails_holds_nothing():
    references = []

    def fails():
        thing = Thing()
        references.append(weakref.ref(thing))
        raise LookupError("no")

    assert candidate.attempt(fails) == "no"
    assert candidate.size([]) == 0
    gc.collect()
    assert references[0]() is None
