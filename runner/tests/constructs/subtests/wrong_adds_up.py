"""No subtraction: four is IIII, nine is VIIII; nothing is refused; the counter stops at two; doubles are squares."""


class Counter:
    def __init__(self):
        self.count = 0

    def up(self):
        self.count = min(self.count + 1, 2)
        return self.count

    def __repr__(self):
        return "<Counter>"


def to_roman(number):
    text = ""
    for value, letters in [(10, "X"), (5, "V"), (1, "I")]:
        while number >= value:
            text += letters
            number -= value
    return text


async def slow_double(number):
    return number**2
