"""Does not look where it was asked to look."""

import os
import random
import sys
import time

ENDPOINT = "https://example.org"
_cwd = os.getcwd()
_user = os.environ.get("ASSAY_USER", "nobody")
_generator = random.Random(7)


def fetch(url):
    raise ConnectionError("no network here")


class Client:
    retries = 3

    def __init__(self):
        self.fetch = fetch

    def get(self, path):
        return fetch("https://example.org" + path)

    def get_all(self, paths):
        return [fetch(path) for path in paths]

    @staticmethod
    def clean(text):
        return text

    @classmethod
    def default(cls):
        return Client()


def wait_and_count(seconds, times):
    time.sleep(seconds * times)
    return times


def wait_directly(seconds):
    return "slept"


def ask():
    age, name = input("?"), input("?")
    return f"{name} is {age}"


def ask_until_valid():
    return int(input("> "))


def user():
    return _user, None, "none"


def remember():
    pass


def where():
    return _cwd, _cwd, _cwd


def read_config():
    return open("/tmp/config.ini").read()


def dice(count):
    return [_generator.randint(1, 6) for _ in range(count)]


def stamp():
    return f"{time.monotonic():.0f}"


def elapsed(function):
    start = time.time()
    function()
    return time.time() - start


def today():
    return "today"


def token():
    return "token"


def arguments():
    return sys.argv


def shout(text):
    sys.stderr.write(text.upper())


def helper(value):
    return value + 1


def uses_helper(value):
    return (value + 1) * 10


def platform():
    return "linux", "nt"


def size(path):
    return 0


def builtin_hex(number):
    return 0
