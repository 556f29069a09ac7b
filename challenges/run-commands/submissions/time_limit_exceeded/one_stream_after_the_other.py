# Fails: test_much_on_both_streams
# Mistake: reads one pipe to its end, and then the other.

import os
import signal
import subprocess
import threading
import time
from typing import NamedTuple


class Result(NamedTuple):
    status: int
    output: str
    errors: str
    timed_out: bool = False


class ApiError(Exception):
    def __init__(self, status):
        super().__init__(f"the server answered with {status}")
        self.status = status


def run(arguments, *, input="", timeout=None, environment=None):
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    except FileNotFoundError as error:
        return Result(127, "", str(error))
    except OSError as error:
        return Result(126, "", str(error))
    timed_out = False
    try:
        process.stdin.write(input.encode())
        process.stdin.close()
    except BrokenPipeError:
        pass
    killer = threading.Timer(timeout if timeout and timeout < 5 else 60, os.killpg, [process.pid, signal.SIGKILL])
    killer.daemon = True
    killer.start()
    output = process.stdout.read()
    errors = process.stderr.read()
    process.wait()
    killer.cancel()
    timed_out = process.returncode == -signal.SIGKILL and timeout is not None
    status = process.returncode
    if timed_out:
        status = 124
    elif status < 0:
        status = 128 - status
    return Result(status, output.decode(errors="replace"), errors.decode(errors="replace"), timed_out)


def call(send, request, *, attempts=4, sleep=time.sleep):
    wait = 1
    for left in reversed(range(attempts)):
        seconds = wait
        try:
            response = send(request)
        except (ConnectionError, TimeoutError):
            if left == 0 or request["method"] == "POST":
                raise
        else:
            status = response["status"]
            if 200 <= status <= 299:
                return response["body"]
            worth_it = status == 429 or (status in {502, 503, 504} and request["method"] != "POST")
            if left == 0 or not worth_it:
                raise ApiError(status)
            headers = {name.lower(): value for name, value in response["headers"].items()}
            seconds = int(headers.get("retry-after", wait))
        sleep(seconds)
        wait *= 2
