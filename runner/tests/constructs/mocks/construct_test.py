import asyncio
import datetime
from types import SimpleNamespace
from unittest import mock
from unittest.mock import ANY, AsyncMock, MagicMock, Mock, call, create_autospec, sentinel

import candidate
import pytest
from candidate import Notifier


def mailer(**settings):
    fake = Mock(**settings)
    fake.is_blocked.return_value = False
    return fake


def test_called_once_with():
    fake = mailer()
    assert Notifier(fake).notify("ada", "hi", urgent=True) is True
    fake.send.assert_called_once_with("ada", "hi", urgent=True)
    fake.is_blocked.assert_called_once_with("ada")


def test_not_called_when_blocked():
    fake = mailer()
    fake.is_blocked.return_value = True
    notifier = Notifier(fake)
    assert notifier.notify("ada", "hi") is False
    fake.send.assert_not_called()
    assert notifier.sent == 0


def test_the_order_of_calls():
    fake = mailer()
    assert Notifier(fake).notify_all(["a", "b"], "t") == 2
    assert fake.method_calls == [call.is_blocked("a"), call.send("a", "t"), call.is_blocked("b"), call.send("b", "t")]
    assert fake.send.call_count == 2
    fake.send.assert_has_calls([call("a", "t"), call(ANY, "t")])


def test_side_effects_by_function_and_error():
    fake = mailer()
    fake.is_blocked.side_effect = lambda user: user == "bob"
    assert Notifier(fake).notify_all(["ada", "bob"], "t") == 1
    fake.send.side_effect = TimeoutError("slow")
    with pytest.raises(TimeoutError, match="slow"):
        Notifier(fake).notify("ada", "x")


def test_chained_return_values():
    clock = Mock()
    clock.now.return_value = datetime.datetime(2020, 1, 2)
    assert Notifier(mailer(), clock).now() == "2020-01-02T00:00:00"
    chained = Mock()
    chained.now.return_value.isoformat.return_value = "fixed"
    assert Notifier(mailer(), chained).now() == "fixed"


def test_a_magic_mock_as_context_manager():
    fake = MagicMock()
    Notifier(fake).save()
    session = fake.session.return_value.__enter__.return_value
    session.add.assert_called_once_with(0)
    session.commit.assert_called_once_with()
    fake.session.return_value.__exit__.assert_called_once()


def test_a_magic_mock_as_container_and_iterator():
    fake = MagicMock()
    fake.queue.__iter__.return_value = iter(["x", "y"])
    assert Notifier(fake).first() == "x"
    fake.config.__getitem__.return_value = "h"
    fake.config.__len__.return_value = 4
    assert Notifier(fake).read() == ("h", 4)
    fake.config.__getitem__.assert_called_once_with("host")


def test_a_spec_refuses_what_is_not_there():
    class Real:
        def send(self, to, text):
            pass

    with pytest.raises(AttributeError):
        Notifier(Mock(spec=Real)).notify("a", "b")


def test_an_autospec_checks_the_signature():
    def handler(error, /):
        pass

    fake = create_autospec(handler)
    candidate.on_error(lambda: 1 / 0, fake)
    fake.assert_called_once()
    assert isinstance(fake.call_args.args[0], ZeroDivisionError)


def test_a_mock_set_on_an_instance_of_the_candidate():
    notifier = Notifier(mailer())
    notifier.notify = Mock(return_value=5)
    assert notifier.notify_all(["a", "b"], "t") == 10
    assert notifier.notify.call_count == 2


def test_a_mock_in_the_place_of_an_attribute():
    notifier = Notifier(None)
    notifier.mailer = mailer()
    notifier.notify("x", "y")
    notifier.mailer.send.assert_called_with("x", "y")


def test_an_async_mock():
    fake = Mock()
    fake.deliver = AsyncMock(return_value="delivered")
    assert asyncio.run(Notifier(fake).deliver("m")) == "delivered"
    fake.deliver.assert_awaited_once_with("m")


def test_simple_namespaces_and_fakes():
    repository = SimpleNamespace(rows=lambda: [SimpleNamespace(price=2, count=3), SimpleNamespace(price=1, count=1)])
    assert candidate.total(repository) == 7

    class User:
        email = "a@b"

    fake = mailer()
    Notifier(fake).notify(User(), "t")
    fake.send.assert_called_once_with("a@b", "t")


def test_sentinels_pass_through():
    stage = Mock(return_value=sentinel.first)
    other = Mock(return_value=sentinel.second)
    assert candidate.pipeline(stage, other) is sentinel.second
    stage.assert_called_once_with(None)
    other.assert_called_once_with(sentinel.first)
    assert candidate.same(sentinel.first, sentinel.first) is True


def test_attributes_set_by_the_candidate():
    fake = mailer()
    fake.history = []
    Notifier(fake).log("hello")
    assert fake.log == "hello"
    assert fake.history == ["hello"]


def test_wraps_calls_the_real_one():
    spy = Mock(wraps=lambda value: 41 if value is None else value + 1)
    assert candidate.pipeline(spy, spy) == 42
    assert spy.call_args_list == [call(None), call(41)]


def test_the_right_error_reaches_the_handler():
    handler = Mock()
    error = KeyError("k")
    candidate.on_error(Mock(side_effect=error), handler)
    handler.assert_called_once_with(error)
    assert handler.call_args.args[0] is error


def test_patch_object_with_autospec():
    with mock.patch.object(Notifier, "notify", autospec=True, return_value=1) as fake:
        notifier = Notifier(None)
        assert notifier.notify_all(["u"], "t") == 1
    fake.assert_called_once_with(notifier, "u", "t")


def test_property_mock():
    class Fake:
        pass

    with mock.patch.object(Fake, "config", new_callable=mock.PropertyMock, create=True, return_value={"host": "p"}) as prop:
        assert Notifier(Fake()).read() == ("p", 1)
    assert prop.call_count == 2
