import candidate
import pytest


def test_exit_status(capsys):
    with pytest.raises(SystemExit) as caught:
        candidate.main([])
    assert caught.value.code == 2
    assert capsys.readouterr().err == "usage: main NAME\n"


def test_exit_with_a_message():
    with pytest.raises(SystemExit) as caught:
        candidate.main(["fail"])
    assert caught.value.code == "a message"


def test_plain_exit():
    with pytest.raises(SystemExit) as caught:
        candidate.main(["plain"])
    assert caught.value.code is None


def test_no_exit(capsys):
    assert candidate.main(["ada"]) is None
    assert capsys.readouterr().out == "hello ada\n"


def test_keyboard_interrupt_arrives():
    with pytest.raises(KeyboardInterrupt):
        candidate.interrupted()


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_the_guard_lets_them_through(kind):
    def function():
        raise kind

    with pytest.raises(kind):
        candidate.guard(function)


@pytest.mark.parametrize("kind", [ValueError, OSError, RuntimeError, StopIteration, AssertionError])
def test_the_guard_catches_errors(kind):
    def function():
        raise kind("x")

    assert candidate.guard(function) == f"caught {kind.__name__}"


def test_the_wide_guard_catches_all():
    def function():
        raise KeyboardInterrupt

    assert candidate.guard_all(function) == "caught KeyboardInterrupt"
    assert candidate.guard_all.cleaned is True


def test_a_custom_base_exception():
    with pytest.raises(candidate.Custom, match="beyond"):
        candidate.custom()
    assert not issubclass(candidate.Custom, Exception)
    with pytest.raises(candidate.Custom):
        candidate.guard(candidate.custom)


def test_stop_iteration_of_a_plain_function():
    with pytest.raises(StopIteration) as caught:
        candidate.stop()
    assert caught.value.value == "early"


def test_an_iterator_stops_and_stays_stopped():
    countdown = candidate.Countdown(2)
    assert iter(countdown) is countdown
    assert next(countdown) == 1
    assert next(countdown) == 0
    with pytest.raises(StopIteration):
        next(countdown)
    assert next(countdown, "default") == "default"
    assert list(candidate.Countdown(3)) == [2, 1, 0]


def test_stop_iteration_inside_a_generator_is_a_runtime_error():
    generator = candidate.leaking_generator()
    assert next(generator) == 1
    with pytest.raises(RuntimeError) as caught:
        next(generator)
    assert isinstance(caught.value.__cause__, StopIteration)


def test_closing_is_seen_inside():
    log = []
    generator = candidate.generator_exit_is_seen(log)
    next(generator)
    generator.close()
    assert log == ["closed"]
