import sys
import threading
import time

import pytest
from candidate import Account, Shelf


class Thing:
    one = 1


@pytest.fixture
def hasty():
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-12)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_a_thousand_threads():
    account = Account()
    account.deposit(1000)

    def transact():
        account.deposit(5)
        time.sleep(0.001)
        account.withdraw(5)

    threads = [threading.Thread(target=transact) for _ in range(1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert account.balance() == 1000


@pytest.mark.usefixtures("hasty")
def test_objects_go_from_hand_to_hand():
    shelf = Shelf()
    put = [object() for _ in range(200)]
    taken = []

    def give(number):
        for thing in put[number::4]:
            shelf.put(thing)

    def take():
        for _ in range(50):
            taken.append(shelf.take())

    threads = [threading.Thread(target=give, args=(number,)) for number in range(4)]
    threads += [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {id(thing) for thing in taken} == {id(thing) for thing in put}


@pytest.mark.usefixtures("hasty")
def test_only_the_shelf_holds_them():
    shelf = Shelf()
    shelf.put(Thing())
    assert shelf.take().one == 1
    total = []

    def give():
        for _ in range(50):
            shelf.put(Thing())

    def take():
        total.append(sum(shelf.take().one for _ in range(50)))

    threads = [threading.Thread(target=target) for target in (give, take) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == [50] * 4
