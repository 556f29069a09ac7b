"""Output goes to temporary files, so that nobody can be left waiting at a pipe; an attempt that fails says how long to wait."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Result:
    status: int
    output: str = ""
    errors: str = ""
    timed_out: bool = False


class ApiError(Exception):
    status = 0


def run(arguments, *, input="", timeout=None, environment=None):
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(input.encode())
        given.seek(0)
        variables = os.environ.copy()
        variables.update(environment or {})
        timed_out = False
        try:
            process = subprocess.Popen(arguments, stdin=given, stdout=out, stderr=err, env=variables, process_group=0)
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            status, timed_out = 124, True
        except FileNotFoundError:
            status = 127
        except PermissionError:
            status = 126
        return Result(status if status >= 0 else 128 + abs(status), text(out), text(err), timed_out)


def text(file):
    file.seek(0)
    return str(file.read(), "utf-8", "replace")


def call(send, request, *, attempts=4, sleep=time.sleep):
    for number in range(attempts):
        error, seconds = attempt(send, request, 2**number)
        if error is None:
            return seconds
        if seconds is None or number == attempts - 1:
            raise error
        sleep(seconds)


def attempt(send, request, usual):
    """The error and the seconds to wait, if another attempt is worth it; or None and the body."""
    safe = request["method"] != "POST"
    try:
        response = send(request)
    except (ConnectionError, TimeoutError) as error:
        return error, usual if safe else None
    status = response["status"]
    if status // 100 == 2:
        return None, response["body"]
    error = ApiError(f"status {status}")
    error.status = status
    if status != 429 and not (safe and status in (502, 503, 504)):
        return error, None
    for name, value in response["headers"].items():
        if name.title() == "Retry-After":
            return error, int(value)
    return error, usual
