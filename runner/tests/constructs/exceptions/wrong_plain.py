"""Raises something, but the wrong thing, with the wrong words or too little."""


class BankError(Exception):
    pass


class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(balance, amount)


class AccountNotFound(BankError):
    pass


class Coded(BankError):
    code = 42


class ParseError(Exception):
    pass


def withdraw(balance, amount):
    if amount > balance:
        raise InsufficientFunds(balance, amount)
    if amount < 0:
        raise Exception("bad amount")
    return balance - amount


def find(accounts, name):
    if name not in accounts:
        raise AccountNotFound(name)
    return accounts[name]


def hide(text):
    try:
        return int(text)
    except ValueError as error:
        raise BankError("not a number") from error


def stumble(text):
    return {}["missing"]


def coded(code):
    raise Coded("told")


def parse(text):
    raise ParseError("unexpected end")


def noisy(kind):
    raise Exception(kind)


def returned():
    return "InsufficientFunds"


def kept(errors):
    return [ValueError(str(error)) for error in errors]


def group():
    raise ValueError("a")
