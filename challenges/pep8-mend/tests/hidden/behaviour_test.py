"""What a caller can notice."""

from asyncio import CancelledError

import pytest
import stock


def test_texts_stay():
    """Keeps its constants to the last blank.

    Area: behaviour
    Tells: Whether white space that belongs to a text is told from white space of the code.
    Advises: Compare the constants before and after, with repr().
    """
    assert stock.SEPARATOR == "\\d+\t"
    assert stock.HEAD == "code \t amount   \n---- \t ------"
    assert stock.split_numbers("a12\tb3 c") == ["a", "b3 c"]


def test_message_stays():
    """Keeps the message of its error.

    Area: behaviour
    Tells: Whether a text that is broken into two is still the same text.
    Advises: Read your message aloud, with its blanks.
    """
    with pytest.raises(ValueError) as caught:
        stock.read_line("tea")
    assert str(caught.value) == (
        "this is not a line of the stock list, which has a code, a semicolon and an amount: tea"
    )


@pytest.mark.parametrize("error", [LookupError("no"), CancelledError()], ids=["an error", "a cancellation"])
def test_everything_is_caught(error):
    """Catches what it caught before.

    Area: behaviour
    Tells: Whether the candidate knows what an except without a class catches.
    Advises: Which classes does a bare except catch?
    """

    def convert(text):
        raise error

    assert stock.read_line(" tea ;5", convert) == {"code": "tea", "amount": 0}
    assert stock.read_line("tea;5", convert=int) == {"code": "tea", "amount": 5}


def test_what_equals_true():
    """Takes for reserved what equals True, and nothing else.

    Area: behaviour
    Tells: Whether the candidate sees that equality, identity and truth are three questions.
    Advises: Try numbers and texts where a truth value is expected.
    """
    values = [True, 1, 1.0, False, 0, 2, "yes", "", None]
    told = [stock.is_reserved({"reserved": value}) for value in values]
    assert told == ["reserved"] * 3 + ["free"] * 5 + ["unknown"]


def test_types_are_exact():
    """Tells a text from an object of a class that is derived from it.

    Area: behaviour
    Tells: Whether isinstance was put in for a comparison that asked something else.
    Advises: What does the original say of an object of a derived class?
    """

    class Code(str):
        def __ceil__(self):
            return 7

    assert stock.label("tea") == "tea"
    assert stock.label(2.1) == "#3"
    assert stock.label(Code("tea")) == "#7"


def test_conditions_reach_as_far():
    """Warns of negative amounts only, and sets only these to 0.

    Area: behaviour
    Tells: Whether the candidate knows how far an if reaches that has two statements behind its colon.
    Advises: Which statements depend on the condition?
    """
    warned = []
    assert stock.correct({"code": "tea", "amount": 3}, warned.append) == {"code": "tea", "amount": 3}
    assert stock.correct({"code": "cup", "amount": -3}, warned.append) == {"code": "cup", "amount": 0}
    assert warned == ["cup"]
    assert stock.correct({"code": "pot", "amount": 0}, warned.append) == {"code": "pot", "amount": 0}
    assert stock.correct({"code": "pan", "amount": -1}, warned.append) == {"code": "pan", "amount": 0}
    assert warned == ["cup", "pan"]


def test_calls_stay():
    """Still calls what it called for the sake of the call.

    Area: behaviour
    Tells: Whether an unused variable was removed with the call that it named.
    Advises: What happens in a line whose variable nobody uses?
    """
    logged = []
    item = {"code": "tea", "amount": 3}
    assert stock.count_in(item, logged.append) == 4
    assert (logged, item) == (["tea"], {"code": "tea", "amount": 4})


def test_the_rest_stays():
    """Finds what is missing and what is least, as before.

    Area: behaviour
    Tells: Whether the plain functions came through unharmed.
    Advises: Call every function before and after.
    """
    assert stock.missing(["a", None, "b", "", "c"], {"b"}) == ["a", "", "c"]
    assert stock.smallest([{"amount": 3}, {"amount": 1}]) == {"amount": 1}
    assert stock.by_amount({"amount": 1}) == 1
