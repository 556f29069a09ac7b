import candidate
import pytest
from candidate import AccountNotFound, BankError, InsufficientFunds, ParseError


def test_a_builtin_exception_with_its_message():
    with pytest.raises(ValueError, match=r"^amount must not be negative$") as caught:
        candidate.withdraw(1, -1)
    assert caught.type is ValueError
    assert caught.value.args == ("amount must not be negative",)


def test_the_message_names_the_type():
    with pytest.raises(TypeError) as caught:
        candidate.withdraw(5, 1.5)
    assert str(caught.value) == "amount must be int, not float"
    assert repr(caught.value) == "TypeError('amount must be int, not float')"


def test_a_custom_exception_with_attributes():
    with pytest.raises(InsufficientFunds) as caught:
        candidate.withdraw(10, 25)
    error = caught.value
    assert (error.balance, error.amount, error.missing) == (10, 25, 15)
    assert str(error) == "25 wanted, 10 there"
    assert isinstance(error, BankError)
    assert type(error) is InsufficientFunds
    assert caught.type is InsufficientFunds


def test_caught_by_a_base_class():
    with pytest.raises(BankError):
        candidate.withdraw(0, 1)
    with pytest.raises((KeyError, BankError)):
        candidate.withdraw(0, 1)
    with pytest.raises(Exception, match="wanted"):
        candidate.withdraw(0, 1)


def test_a_class_with_two_bases_and_a_cause():
    with pytest.raises(LookupError) as caught:
        candidate.find({}, "ada")
    assert isinstance(caught.value, AccountNotFound)
    assert isinstance(caught.value, BankError)
    assert caught.value.args == ("ada",)
    assert isinstance(caught.value.__cause__, KeyError)
    assert caught.value.__cause__.args == ("ada",)
    assert caught.value.__suppress_context__ is True


def test_from_none_hides_the_context():
    with pytest.raises(BankError, match="not a number") as caught:
        candidate.hide("x")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ is True
    assert isinstance(caught.value.__context__, ValueError)


def test_an_implicit_context():
    with pytest.raises(KeyError) as caught:
        candidate.stumble("x")
    assert isinstance(caught.value.__context__, ValueError)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ is False


def test_class_and_instance_attributes():
    assert candidate.Coded.code == 42
    with pytest.raises(candidate.Coded) as caught:
        candidate.coded(7)
    assert caught.value.code == 7
    assert str(caught.value) == "[7] told"


def test_notes_and_keyword_only_arguments():
    with pytest.raises(ParseError) as caught:
        candidate.parse("abc")
    assert caught.value.__notes__ == ["while parsing 'abc'", "second note"]
    assert (caught.value.line, caught.value.column) == (3, 7)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("zero", ZeroDivisionError),
        ("key", KeyError),
        ("index", IndexError),
        ("attribute", AttributeError),
        ("type", TypeError),
        ("unicode", UnicodeDecodeError),
        ("file", FileNotFoundError),
        ("import", ModuleNotFoundError),
        ("name", NameError),
        ("overflow", OverflowError),
        ("recursion", RecursionError),
        ("assert", AssertionError),
        ("not implemented", NotImplementedError),
        ("lookup", LookupError),
        ("timeout", TimeoutError),
        ("os", OSError),
        ("other", RuntimeError),
    ],
)
def test_every_builtin_kind_arrives_as_itself(kind, expected):
    with pytest.raises(expected) as caught:
        candidate.noisy(kind)
    assert type(caught.value) is expected


def test_attributes_of_builtin_exceptions():
    with pytest.raises(OSError) as caught:
        candidate.noisy("os")
    assert (caught.value.errno, caught.value.strerror, caught.value.filename) == (28, "No space left on device", "/tmp/x")
    with pytest.raises(FileNotFoundError) as caught:
        candidate.noisy("file")
    assert caught.value.filename == "/no/such/file"
    with pytest.raises(UnicodeDecodeError) as caught:
        candidate.noisy("unicode")
    assert (caught.value.encoding, caught.value.object, caught.value.start) == ("utf-8", b"\xff", 0)
    with pytest.raises(ModuleNotFoundError) as caught:
        candidate.noisy("import")
    assert caught.value.name == "no_such_module"
    with pytest.raises(NameError) as caught:
        candidate.noisy("name")
    assert caught.value.name == "undefined_name"


def test_an_exception_object_that_is_returned():
    error = candidate.returned()
    assert isinstance(error, InsufficientFunds)
    assert error.missing == 4
    with pytest.raises(InsufficientFunds) as caught:
        raise error
    assert caught.value is error


def test_an_exception_class_is_called_by_the_test():
    error = InsufficientFunds(1, 2)
    assert error.missing == 1
    with pytest.raises(TypeError):
        InsufficientFunds()
    assert issubclass(InsufficientFunds, BankError)
    assert issubclass(BankError, Exception)
    assert not issubclass(BankError, ValueError)
    assert InsufficientFunds.__name__ == "InsufficientFunds"
    assert BankError.__doc__ == "Anything that the bank refuses."


def test_the_tests_exceptions_pass_through_as_the_same_objects():
    errors = [ValueError("a"), UnicodeError("b")]
    kept = candidate.kept(errors)
    assert kept[0] is errors[0]
    assert kept[1] is errors[1]


def test_an_exception_group():
    with pytest.raises(ExceptionGroup) as caught:
        candidate.group()
    group = caught.value
    assert group.message == "several"
    assert isinstance(group.exceptions[0], ValueError)
    inner = group.exceptions[1]
    assert [type(error) for error in inner.exceptions] == [TypeError, BankError]
    matched, rest = group.split(BankError)
    assert matched.exceptions[0].exceptions[0].args == ("c",)
    assert rest is not None


def test_except_star_of_the_test():
    seen = []
    try:
        candidate.group()
    except* ValueError as group:
        seen.append(("value", len(group.exceptions)))
    except* (TypeError, BankError) as group:
        seen.append(("other", str(group.message)))
    assert seen == [("value", 1), ("other", "several")]


def test_try_except_else_finally_around_the_candidate():
    seen = []
    for amount in (1, 100):
        try:
            candidate.withdraw(10, amount)
        except InsufficientFunds as error:
            seen.append(error.missing)
        else:
            seen.append("else")
        finally:
            seen.append("finally")
    assert seen == ["else", "finally", 90, "finally"]
