import importlib
import runpy
import subprocess
import sys

import candidate
import pytest


def test_run_by_subprocess():
    done = subprocess.run([sys.executable, candidate.__file__, "ann"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "hello ann\n", "")


def test_run_with_input():
    done = subprocess.run([sys.executable, candidate.__file__], input="bob\n", capture_output=True, text=True, check=True)
    assert done.stdout == "hello bob\n"


def test_run_to_a_failure():
    done = subprocess.run([sys.executable, candidate.__file__, "nobody"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert done.stderr == b"nobody\n"
    with pytest.raises(subprocess.CalledProcessError) as failed:
        subprocess.check_output([sys.executable, candidate.__file__, "nobody"], text=True, stderr=subprocess.STDOUT)
    assert failed.value.returncode == 3


def test_check_output():
    assert subprocess.check_output([sys.executable, candidate.__file__, "a", "b"], text=True) == "hello a\nhello b\n"


def test_run_as_main(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["candidate.py", "cat"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("candidate", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == "hello cat\n"


def test_run_by_path(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["candidate.py", "dog"])
    with pytest.raises(SystemExit):
        runpy.run_path(candidate.__file__, run_name="__main__")
    assert capsys.readouterr().out == "hello dog\n"


def test_names_of_a_run():
    names = runpy.run_path(candidate.__file__)
    assert names["GREETING"] == "hello"
    assert names["greet"]("x") == "hello x"


def test_reloaded(capsys):
    again = importlib.reload(candidate)
    assert again is candidate
    assert capsys.readouterr().out == ""
    assert candidate.greet("y") == "hello y"


def test_run_as_a_module():
    done = subprocess.run([sys.executable, "-m", "candidate", "eve"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "hello eve\n")


def test_run_as_an_installed_command():
    command = [sys.executable, "-c", "import sys; from candidate import main; sys.exit(main())", "nobody"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (3, "hello nobody\n", "nobody\n")


def test_a_process_to_communicate_with():
    process = subprocess.Popen(
        [sys.executable, candidate.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.communicate(b"fay\n") == (b"hello fay\n", b"")
    assert process.returncode == 0


def test_a_process_that_is_written_to_and_read():
    with subprocess.Popen(
        [sys.executable, candidate.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        process.stdin.write("gus\n")
        process.stdin.close()
        assert [*process.stdout] == ["hello gus\n"]
        assert process.wait(10) == 0


def test_a_process_that_fails():
    process = subprocess.Popen([sys.executable, "-m", "candidate", "nobody"], stdout=-1, stderr=subprocess.STDOUT)
    assert process.wait() == 3
    assert sorted(process.stdout.read().split()) == [b"hello", b"nobody", b"nobody"]
    assert process.poll() == 3


def test_a_process_that_prints_into_a_file(tmp_path):
    with (tmp_path / "said.txt").open("wb") as file:
        assert subprocess.Popen([sys.executable, candidate.__file__, "ida"], stdout=file).wait() == 0
    assert (tmp_path / "said.txt").read_bytes() == b"hello ida\n"
