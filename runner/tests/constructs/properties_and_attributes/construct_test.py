import candidate
import pytest
from candidate import Kelvin, Locked, Options, Point, Temperature


def test_reading_and_setting_a_property():
    temperature = Temperature(10)
    temperature.degrees = 25
    assert temperature.degrees == 25
    assert temperature.fahrenheit == 77
    temperature.degrees += 5
    assert temperature.label() == "30C"


@pytest.mark.parametrize(("value", "error"), [(-300, ValueError), ("hot", TypeError), (True, TypeError), (None, TypeError)])
def test_the_setter_refuses(value, error):
    temperature = Temperature(1)
    with pytest.raises(error):
        temperature.degrees = value
    assert temperature.degrees == 1
    with pytest.raises(error):
        Temperature(value)


def test_a_property_without_setter():
    temperature = Temperature()
    with pytest.raises(AttributeError):
        temperature.fahrenheit = 3
    with pytest.raises(AttributeError):
        del temperature.fahrenheit


def test_deleting_a_property():
    temperature = Temperature(4)
    del temperature.degrees
    assert temperature.degrees is None


def test_the_property_object():
    assert isinstance(Temperature.degrees, property)
    assert Temperature.degrees.__doc__ == "Degrees Celsius."
    assert Temperature.fahrenheit.fset is None
    assert isinstance(vars(Temperature)["degrees"], property)


def test_class_attributes_are_shared_until_shadowed(monkeypatch):
    first, second = Temperature(), Temperature()
    monkeypatch.setattr(Temperature, "scale", "F")
    assert first.label() == "0.0F"
    second.scale = "X"
    assert second.label() == "0.0X"
    assert first.scale == Temperature.scale == "F"
    del second.scale
    assert second.scale == "F"
    with pytest.raises(AttributeError):
        del second.scale


def test_a_class_attribute_set_by_the_test():
    before = Temperature.instances
    Temperature()
    assert Temperature.instances == before + 1
    Temperature.instances = 100
    assert Temperature().instances == 101


def test_a_counter_per_subclass():
    Temperature.instances = 0
    Kelvin(300)
    assert Kelvin.instances == 1
    assert Temperature.instances == 0


def test_a_new_attribute_of_the_tests():
    temperature = Temperature()
    temperature.note = ["x"]
    assert temperature.note == ["x"]
    assert candidate.read(temperature, "note") == ["x"]
    candidate.write(temperature, "note", "y")
    assert temperature.note == "y"
    assert "note" in vars(temperature)
    del temperature.note
    assert not hasattr(temperature, "note")


def test_a_function_of_the_test_as_a_method(monkeypatch):
    monkeypatch.setattr(Temperature, "double", lambda self: self.degrees * 2, raising=False)
    assert Temperature(4).double() == 8


def test_class_and_static_methods():
    assert Temperature.from_fahrenheit(212).degrees == 100
    assert type(Kelvin.from_fahrenheit(32)) is Kelvin
    assert Temperature.is_freezing(-1) is True
    assert Temperature().is_freezing(5) is False
    assert Temperature(3).from_fahrenheit(50).degrees == 10


def test_an_overridden_property():
    kelvin = Kelvin(300)
    assert kelvin.degrees == 300
    assert round(kelvin._degrees, 2) == 26.85
    assert isinstance(kelvin, Temperature)


def test_name_mangling():
    temperature = Temperature()
    assert temperature.secret() == "mangled"
    with pytest.raises(AttributeError):
        temperature.__secret
    assert temperature._Temperature__secret == "mangled"
    assert not hasattr(temperature, "__secret")


def test_slots():
    point = Point(1, 2)
    point.x = 5
    assert point.x == 5
    with pytest.raises(AttributeError):
        point.z = 3
    assert not hasattr(point, "__dict__")
    assert Point.__slots__ == ("x", "y")
    with pytest.raises(TypeError):
        vars(point)


def test_locked_against_assignment():
    locked = Locked(a=1, b=[2])
    assert locked.a == 1
    assert locked.b == [2]
    with pytest.raises(AttributeError, match="cannot assign to a"):
        locked.a = 2
    with pytest.raises(AttributeError, match="cannot delete"):
        del locked.a
    with pytest.raises(AttributeError):
        locked.c
    assert dir(locked) == ["a", "b", "values"]


def test_mutable_class_attributes():
    Options.names.append("b")
    assert Options().names == ["a", "b"]
    Options.names = ["c"]
    assert Options().names == ["c"]
    Options.nested["x"]["y"] = 2
    assert Options().nested == {"x": {"y": 2}}
    assert Options.verbose is False


def test_vars_of_an_object_of_the_test():
    class Mine:
        def __init__(self):
            self.a = 1

    mine = Mine()
    assert candidate.read(mine, "a") == 1
    assert getattr(mine, "a") == 1


def test_module_attributes(monkeypatch):
    assert candidate.version() == candidate.VERSION == "1.0"
    monkeypatch.setattr(candidate, "VERSION", "2.0")
    assert candidate.version() == "2.0"
    candidate.LIMITS["max"] = 9
    assert candidate.limit() == 9
    candidate.LIMITS["max"] = 3
    with pytest.raises(AttributeError):
        candidate.missing
    assert not hasattr(candidate, "missing")
    assert candidate.__name__ == "candidate"


def test_module_attributes_were_restored():
    assert candidate.version() == "1.0"
