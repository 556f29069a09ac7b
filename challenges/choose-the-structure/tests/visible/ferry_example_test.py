"""The statement's examples, and a short line of people."""

import ferry


def test_the_examples_of_the_functions() -> None:
    """Gives the results of the statement's examples."""
    assert ferry.boarding_order(["t7", "t2", "t7", "t4"]) == ["t7", "t2", "t4"]
    assert ferry.no_shows(["t1", "t2", "t4", "t7"], ["t7", "t2", "t7", "t4"]) == ["t1"]
    assert ferry.passengers_by_deck([(3, "Ada"), ("sun", "Grace"), (3, "Alan")]) == {
        3: ["Ada", "Alan"],
        "sun": ["Grace"],
    }
    assert ferry.same_cargo(["crate", "barrel"], ["barrel", "crate"]) is True
    assert ferry.same_cargo(["crate", "barrel"], ["crate"]) is False
    assert ferry.legs(["Ystad", "Rønne", "Sassnitz"]) == [("Ystad", "Rønne"), ("Rønne", "Sassnitz")]


def test_connections_are_counted() -> None:
    """Counts the trips between two ports."""
    connections = ferry.Connections([("Ystad", "Rønne"), ("Rønne", "Sassnitz"), ("Ystad", "Rønne")])
    assert connections.count("Ystad", "Rønne") == 2
    assert connections.count("Rønne", "Sassnitz") == 1


def test_people_wait_in_line() -> None:
    """Calls people in the order in which they joined."""
    line = ferry.StandbyList()
    line.join("Ada")
    line.join("Grace")
    assert line.waiting() == ("Ada", "Grace")
    assert line.call() == "Ada"
    assert line.waiting() == ("Grace",)
