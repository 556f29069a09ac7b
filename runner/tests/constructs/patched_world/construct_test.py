import builtins
import io
import os
import random
import sys
import time
from unittest import mock
from unittest.mock import patch

import candidate
import pytest


def test_sleep_is_patched_by_monkeypatch(monkeypatch):
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert candidate.wait_and_count(60, 3) == 3
    assert slept == [60, 60, 60]


def test_sleep_is_patched_by_its_dotted_name(monkeypatch):
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    candidate.wait_and_count(5, 1)
    assert slept == [5]


def test_sleep_is_back():
    assert time.sleep.__module__ == "time" or time.sleep.__name__ == "sleep"
    start = time.monotonic()
    candidate.wait_and_count(0.01, 2)
    assert time.monotonic() - start >= 0.02


def test_a_name_imported_into_the_module(monkeypatch):
    slept = []
    monkeypatch.setattr(candidate, "sleep", slept.append)
    assert candidate.wait_directly(9) == "slept"
    assert slept == [9]


def test_input_gives_answers_in_order(monkeypatch):
    answers = iter(["ada", "36"])
    prompts = []

    def fake(prompt=""):
        prompts.append(prompt)
        return next(answers)

    monkeypatch.setattr("builtins.input", fake)
    assert candidate.ask() == "ada is 36"
    assert prompts == ["Your name? ", "Your age? "]


def test_input_by_mock(capsys):
    with patch("builtins.input", side_effect=["x", "", "12"]) as fake:
        assert candidate.ask_until_valid() == 12
    assert fake.call_count == 3
    assert capsys.readouterr().out == "not a number\nnot a number\n"


def test_input_from_stdin(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("ada\n36\n"))
    assert candidate.ask() == "ada is 36"
    assert capsys.readouterr().out == "Your name? Your age? "


def test_input_at_the_end(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        candidate.ask()


def test_print_is_patched():
    with patch("builtins.print") as fake:
        candidate.shout("hey")
    fake.assert_called_once_with("HEY")


def test_open_is_patched():
    with patch("builtins.open", mock.mock_open(read_data="debug=1")) as fake:
        assert candidate.read_config() == "debug=1"
    fake.assert_called_once_with("config.ini")


def test_open_in_the_module_only():
    with patch("candidate.open", mock.mock_open(read_data="x"), create=True):
        assert candidate.read_config() == "x"
    with pytest.raises(FileNotFoundError):
        candidate.read_config()


def test_environment_set(monkeypatch):
    monkeypatch.setenv("ASSAY_USER", "ada")
    assert candidate.user() == ("ada", "ada", "none")
    monkeypatch.delenv("ASSAY_USER")
    assert candidate.user() == ("nobody", None, "none")


def test_environment_by_patch_dict():
    with patch.dict(os.environ, {"ASSAY_OTHER": "o", "ASSAY_USER": "bob"}):
        assert candidate.user() == ("bob", "bob", "o")
    assert candidate.user() == ("nobody", None, "none")


def test_environment_set_by_the_candidate(monkeypatch):
    monkeypatch.delenv("ASSAY_SET_BY_CANDIDATE", raising=False)
    candidate.remember()
    assert os.environ["ASSAY_SET_BY_CANDIDATE"] == "yes"


def test_working_directory(monkeypatch, tmp_path):
    before = os.getcwd()
    monkeypatch.chdir(tmp_path)
    assert candidate.where() == (str(tmp_path),) * 3
    (tmp_path / "config.ini").write_text("here")
    assert candidate.read_config() == "here"
    monkeypatch.undo()
    assert os.getcwd() == before
    assert candidate.where()[0] != str(tmp_path)


def test_seeded_random_is_repeatable():
    random.seed(42)
    first = candidate.dice(10)
    random.seed(42)
    assert candidate.dice(10) == first
    random.seed(42)
    assert [random.randint(1, 6) for _ in range(10)] == first


def test_random_is_patched(monkeypatch):
    monkeypatch.setattr(random, "randint", lambda low, high: high)
    assert candidate.dice(3) == [6, 6, 6]


def test_the_clock_is_patched(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1234.4)
    assert candidate.stamp() == "1234"
    ticks = iter([10.0, 12.5])
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    assert candidate.elapsed(lambda: None) == 2.5


def test_a_date_class_is_patched():
    with patch("candidate.datetime") as fake:
        fake.date.today.return_value.isoformat.return_value = "2020-02-02"
        assert candidate.today() == "2020-02-02"
    assert len(candidate.today()) == 10


def test_uuid_is_patched(monkeypatch):
    monkeypatch.setattr("uuid.uuid4", lambda: "fixed")
    assert candidate.token() == "fixed"


def test_arguments_are_patched(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["program", "a", "--b"])
    assert candidate.arguments() == ["a", "--b"]


def test_a_function_of_the_module(monkeypatch):
    monkeypatch.setattr(candidate, "helper", lambda value: 100)
    assert candidate.uses_helper(1) == 1000
    monkeypatch.undo()
    assert candidate.uses_helper(1) == 20


def test_fetch_by_a_decorator():
    @patch("candidate.fetch", return_value={"ok": True})
    def inner(fake):
        assert candidate.Client().get("/x") == {"ok": True}
        fake.assert_called_once_with("https://example.org/x")

    inner()


def test_fetch_with_side_effects():
    with patch.object(candidate, "fetch", side_effect=[1, ConnectionError("down"), 3]) as fake:
        client = candidate.Client()
        assert client.get("/a") == 1
        with pytest.raises(ConnectionError, match="down"):
            client.get("/b")
        assert client.get("/c") == 3
    assert [call.args[0][-2:] for call in fake.call_args_list] == ["/a", "/b", "/c"]


def test_a_method_of_a_class(monkeypatch):
    monkeypatch.setattr(candidate.Client, "get", lambda self, path: f"fake {path} {self.retries}")
    assert candidate.Client().get_all(["a", "b"]) == ["fake a 3", "fake b 3"]


def test_a_method_of_an_instance():
    client = candidate.Client()
    with patch.object(client, "get", return_value=7) as fake:
        assert client.get_all([1, 2]) == [7, 7]
    assert fake.call_args_list == [mock.call(1), mock.call(2)]
    with pytest.raises(ConnectionError):
        client.get("/")


def test_static_and_class_methods(monkeypatch):
    monkeypatch.setattr(candidate.Client, "clean", staticmethod(lambda text: "cleaned"))
    assert candidate.Client().clean("x") == "cleaned"
    monkeypatch.undo()
    assert candidate.Client.clean(" x ") == "x"


def test_a_constant(monkeypatch):
    monkeypatch.setattr(candidate, "ENDPOINT", "http://test")
    with patch("candidate.fetch", side_effect=lambda url: url):
        assert candidate.Client().get("/p") == "http://test/p"


def test_platform_is_patched(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert candidate.platform() == ("win32", "posix")


def test_a_function_of_os_path(monkeypatch):
    monkeypatch.setattr(os.path, "getsize", lambda path: 123)
    assert candidate.size("/nowhere") == 123


def test_another_builtin():
    with patch.object(builtins, "hex", return_value="0xfake"):
        assert candidate.builtin_hex(255) == "0xfake"
    assert candidate.builtin_hex(255) == "0xff"
