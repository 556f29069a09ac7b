"""Code that looks at the world: clock, input, environment, files, random, other functions."""

import builtins
import datetime
import os
import random
import sys
import time
import uuid
from os import environ, getcwd
from time import sleep

ENDPOINT = "https://example.org"


def fetch(url):
    raise ConnectionError("no network here")


class Client:
    retries = 3

    def get(self, path):
        return fetch(ENDPOINT + path)

    def get_all(self, paths):
        return [self.get(path) for path in paths]

    @staticmethod
    def clean(text):
        return text.strip()

    @classmethod
    def default(cls):
        return cls()


def wait_and_count(seconds, times):
    for _ in range(times):
        time.sleep(seconds)
    return times


def wait_directly(seconds):
    sleep(seconds)
    return "slept"


def ask():
    name = input("Your name? ")
    age = int(input("Your age? "))
    return f"{name} is {age}"


def ask_until_valid():
    while True:
        answer = input("> ")
        if answer.isdigit():
            return int(answer)
        print("not a number")


def user():
    return os.environ.get("ASSAY_USER", "nobody"), environ.get("ASSAY_USER"), os.getenv("ASSAY_OTHER", "none")


def remember():
    os.environ["ASSAY_SET_BY_CANDIDATE"] = "yes"


def where():
    return os.getcwd(), getcwd(), os.path.abspath(".")


def read_config():
    with open("config.ini") as file:
        return file.read()


def dice(count):
    return [random.randint(1, 6) for _ in range(count)]


def stamp():
    return f"{time.time():.0f}"


def elapsed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def today():
    return datetime.date.today().isoformat()


def token():
    return str(uuid.uuid4())


def arguments():
    return sys.argv[1:]


def shout(text):
    print(text.upper())


def helper(value):
    return value + 1


def uses_helper(value):
    return helper(value) * 10


def platform():
    return sys.platform, os.name


def size(path):
    return os.path.getsize(path)


def builtin_hex(number):
    return builtins.hex(number)
