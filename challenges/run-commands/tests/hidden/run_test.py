"""Commands, and what becomes of them."""

import time

from deploy import run

SHELL = "/bin/sh"


def test_arguments_arrive_as_they_are():
    """Gives the command its arguments exactly as they are.

    Area: arguments
    Tells: Whether a shell takes part; then a customer's name can be a command.
    Advises: Which characters mean something to a shell?
    """
    arguments = ["two words", "$HOME", "*", "a;echo b", "`id`", "", "'\"", "-n", "ü"]
    done = run([SHELL, "-c", 'printf "<%s>" "$@"', "sh", *arguments])
    assert done.output == "".join(f"<{argument}>" for argument in arguments)


def test_status_of_a_signal():
    """Tells 128 + n for a command that signal n ended.

    Area: status
    Tells: Whether the candidate knows how Python tells the end by a signal, and how a shell does.
    Advises: Let a command kill itself, and compare with what a shell says.
    """
    assert run([SHELL, "-c", "kill -TERM $$"]).status == 143
    assert run([SHELL, "-c", "kill -KILL $$"]).status == 137
    assert run([SHELL, "-c", "kill -HUP $$"]).status == 129


def test_no_such_command():
    """Tells 127 if there is no such command.

    Area: status
    Tells: Whether "whatever becomes of the command" was read, or a missing program ends the script.
    Advises: Misspell the command.
    """
    done = run(["no-such-command-anywhere", "x"])
    assert (done.status, done.output, done.timed_out) == (127, "", False)
    assert run(["/no/such/folder/command"]).status == 127


def test_command_that_cannot_be_run(tmp_path):
    """Tells 126 if the command is there and cannot be run.

    Area: status
    Tells: Whether the kinds of errors that starting a program can raise are known.
    Advises: Run a text file, and a folder.
    """
    script = tmp_path / "script"
    script.write_text("#!/bin/sh\necho hello\n")
    script.chmod(0o644)
    done = run([str(script)])
    assert (done.status, done.output, done.timed_out) == (126, "", False)
    assert run([str(tmp_path)]).status == 126


def test_much_on_both_streams():
    """Takes much output on both streams at the same time.

    Area: output
    Tells: Whether the candidate knows that a pipe is full at 64 KiB, and that both sides then wait for ever.
    Advises: Let a command write a megabyte of errors before it writes its output.
    """
    script = "head -c 300000 /dev/zero | tr '\\0' e >&2; head -c 300000 /dev/zero | tr '\\0' o"
    done = run([SHELL, "-c", script], timeout=8)
    assert not done.timed_out
    assert (len(done.output), len(done.errors)) == (300_000, 300_000)
    assert set(done.output) == {"o"}


def test_output_character_for_character():
    """Gives the output as it was written, line ends and spaces included.

    Area: output
    Tells: Whether output passes through unharmed, or is trimmed and translated on the way.
    Advises: Compare every byte that a command writes with what you return.
    """
    done = run([SHELL, "-c", r"printf ' a\r\nb\rc\n\n'; printf 'd \r\n' >&2"])
    assert (done.output, done.errors) == (" a\r\nb\rc\n\n", "d \r\n")


def test_output_that_is_not_utf_8():
    """Puts a replacement character in the place of what is not UTF-8.

    Area: output
    Tells: Whether one odd byte in a log can end a deployment.
    Advises: Let a command write a byte that no UTF-8 text holds.
    """
    done = run([SHELL, "-c", r"printf 'gr\303\274n \377!'; printf '\377' >&2"])
    assert (done.output, done.errors) == ("grün \ufffd!", "\ufffd")


def test_input():
    """Gives the command its input, and then the end of it.

    Area: input
    Tells: Whether a command that asks something can hang a script that nobody watches.
    Advises: Run a command that reads its input to the end, with and without input.
    """
    assert run(["cat"], timeout=4).output == ""
    for text in ("", "first\nzweite: ü\r\n"):
        done = run(["cat"], input=text, timeout=4)
        assert (done.status, done.output) == (0, text)


def test_command_that_does_not_read_its_input():
    """Lets a command end without reading its input.

    Area: input
    Tells: Whether a broken pipe is known: it is no failure of the script.
    Advises: Give much input to a command that reads nothing.
    """
    done = run([SHELL, "-c", "exit 4"], input="x" * 1_000_000)
    assert done.status == 4


def test_time_out_keeps_what_was_written():
    """Tells of a time-out, and what was written until then.

    Area: time-outs
    Tells: Whether whoever has to find out why a command hung is left with nothing.
    Advises: Let a command write something and then hang.
    """
    began = time.monotonic()
    done = run([SHELL, "-c", "echo begun; echo trouble >&2; exec sleep 30"], timeout=0.6)
    assert time.monotonic() - began < 8
    assert (done.status, done.timed_out) == (124, True)
    assert (done.output, done.errors) == ("begun\n", "trouble\n")


def test_time_out_does_not_wait_for_grandchildren():
    """Comes back after a time-out although a grandchild keeps the output open.

    Area: time-outs
    Tells: Whether the candidate knows who else holds a pipe.
    Advises: Let the command start a process in the background.
    """
    began = time.monotonic()
    done = run([SHELL, "-c", "echo begun; sleep 30 & sleep 30"], timeout=0.6)
    assert time.monotonic() - began < 8
    assert (done.timed_out, done.output) == (True, "begun\n")


def test_time_out_ends_grandchildren(tmp_path):
    """Ends what the command has started, too.

    Area: time-outs
    Tells: Whether half of a deployment goes on after it was called off.
    Advises: After a time-out, look for processes that are still there.
    """
    file = tmp_path / "ticks"
    ticking = f"(while true; do echo tick >> {file}; sleep 0.02; done) > /dev/null 2>&1 & wait"
    assert run([SHELL, "-c", ticking], timeout=0.6).timed_out
    sizes = run([SHELL, "-c", f"wc -c < {file}; sleep 0.3; wc -c < {file}"]).output.split()
    assert len(sizes) == 2
    assert sizes[0] == sizes[1] != "0"


def test_no_time_out_in_time():
    """Says nothing of a time-out for a command that ends in time.

    Area: time-outs
    Tells: Whether status and time-out are told apart: a command may end with 124 by itself.
    Advises: Which statuses can a command end with by itself?
    """
    done = run([SHELL, "-c", "exit 124"], timeout=8)
    assert (done.status, done.timed_out) == (124, False)


def test_environment_is_added():
    """Adds variables to those of the script, for the command only.

    Area: environment
    Tells: Whether the candidate knows that an environment replaces the whole one, PATH included.
    Advises: Look at the whole environment of a command, and at your own afterwards.
    """
    show = [SHELL, "-c", 'echo "$PATH|$STAGE|$EMPTY"']
    plain = run(show).output
    path = plain.split("|")[0]
    assert path
    assert run(show, environment={"STAGE": "two words", "EMPTY": ""}).output == f"{path}|two words|\n"
    assert run(show, environment={"PATH": "/bin"}).output == "/bin||\n"
    assert run(show).output == plain
