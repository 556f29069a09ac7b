"""Asks, prints, waits and looks at the clock."""

import datetime
import random
import sys
import time


def add_lines():
    total = 0
    while True:
        line = input()
        if not line:
            return total
        total += int(line)


def ask():
    return input("Who? ").title()


def rest():
    time.sleep(3600)
    return "rested"


def today():
    return datetime.datetime.now()


def roll():
    return random.randint(1, 6)


def arguments():
    return sys.argv[1:]
