import MODULE


def test_totals_begin_anew():
    """Begins anew at each call, and leaves what is known as it is."""
    assert MODULE.totals([("ada", 1), ("ada", 2)]) == {"ada": 3}
    assert MODULE.totals([("bob", 1)]) == {"bob": 1}
    known = {"bob": 1}
    assert MODULE.totals([("bob", 1)], known) == {"bob": 2}
    assert known == {"bob": 1}


def test_as_many_as_asked_for():
    """Gives as many customers as are asked for."""
    assert MODULE.best({"ada": 3, "bob": 1, "cyd": 2}, 2) == ["ada", "cyd"]
