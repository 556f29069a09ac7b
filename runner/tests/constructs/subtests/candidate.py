"""Roman numerals, a counter and a log for tests that are cut into subtests."""


class Counter:
    def __init__(self):
        self.count = 0

    def up(self):
        self.count += 1
        return self.count

    def __repr__(self):
        return "<Counter>"


def to_roman(number):
    if number <= 0:
        raise ValueError("no numeral")
    text = ""
    for value, letters in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while number >= value:
            text += letters
            number -= value
    return text


async def slow_double(number):
    return number * 2
