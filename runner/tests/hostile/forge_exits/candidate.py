"""Ends its interpreter, or pretends that the test run is over, in every way that it knows."""

import atexit
import ctypes
import os
import signal
import sys
import threading


def leave_at_once():
    os._exit(0)


def leave_politely():
    sys.exit(0)


def leave_by_exception():
    raise SystemExit(0)


def leave_by_signal():
    os.kill(os.getpid(), signal.SIGKILL)


def leave_by_abort():
    os.abort()


def leave_by_segmentation_fault():
    ctypes.string_at(0)


def become_another_program():
    os.execv("/bin/true", ["true"])


def leave_in_a_thread():
    thread = threading.Thread(target=os._exit, args=(0,))
    thread.start()
    thread.join()
    return 42


def leave_in_a_callback(callback):
    atexit.register(print, "bye")
    callback()
    os._exit(0)


class LeavesWhenDropped:
    def __del__(self):
        os._exit(0)


def dropped():
    LeavesWhenDropped()
    return 42


def interrupt():
    raise KeyboardInterrupt


def close_everything():
    os.closerange(0, 1024)
    return 42


def kill_everybody():
    for number in range(1, 300):
        if number != os.getpid():
            try:
                os.kill(number, signal.SIGKILL)
            except OSError:
                pass
    return 0


def fork_and_answer_twice():
    os.fork()
    return 42


def generator_that_leaves():
    yield 1
    os._exit(0)


def right():
    return 42
