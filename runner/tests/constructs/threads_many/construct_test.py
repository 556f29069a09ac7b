import sys
import threading
import time

import pytest
from candidate import Account


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
