"""A bank and a parser with errors worth catching."""


class BankError(Exception):
    """Anything that the bank refuses."""


class InsufficientFunds(BankError):
    def __init__(self, balance, amount):
        super().__init__(f"{amount} wanted, {balance} there")
        self.balance = balance
        self.amount = amount

    @property
    def missing(self):
        return self.amount - self.balance


class AccountNotFound(BankError, LookupError):
    pass


class Coded(BankError):
    code = 42

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


class ParseError(ValueError):
    def __init__(self, message, *, line, column=0):
        super().__init__(message)
        self.line = line
        self.column = column


def withdraw(balance, amount):
    if amount < 0:
        raise ValueError("amount must not be negative")
    if not isinstance(amount, int):
        raise TypeError(f"amount must be int, not {type(amount).__name__}")
    if amount > balance:
        raise InsufficientFunds(balance, amount)
    return balance - amount


def find(accounts, name):
    try:
        return accounts[name]
    except KeyError as error:
        raise AccountNotFound(name) from error


def hide(text):
    try:
        return int(text)
    except ValueError:
        raise BankError("not a number") from None


def stumble(text):
    try:
        return int(text)
    except ValueError:
        return {}["missing"]


def coded(code):
    error = Coded("told")
    error.code = code
    raise error


def parse(text):
    error = ParseError("unexpected end", line=3, column=7)
    error.add_note(f"while parsing {text!r}")
    error.add_note("second note")
    raise error


def noisy(kind):
    if kind == "zero":
        return 1 / 0
    if kind == "key":
        return {}["missing"]
    if kind == "index":
        return [][3]
    if kind == "attribute":
        return (5).nothing
    if kind == "type":
        return "a" + 1
    if kind == "unicode":
        return b"\xff".decode("utf-8")
    if kind == "file":
        return open("/no/such/file")
    if kind == "import":
        import no_such_module  # noqa: F401
    if kind == "name":
        return undefined_name  # noqa: F821
    if kind == "overflow":
        return 10.0**400
    if kind == "recursion":
        return noisy("recursion")
    if kind == "assert":
        raise AssertionError("the candidate's own")
    if kind == "not implemented":
        raise NotImplementedError
    if kind == "lookup":
        raise LookupError
    if kind == "timeout":
        raise TimeoutError("slow")
    if kind == "os":
        raise OSError(28, "No space left on device", "/tmp/x")
    raise RuntimeError(kind)


def returned():
    return InsufficientFunds(1, 5)


def kept(errors):
    kept_errors = []
    for error in errors:
        try:
            raise error
        except ValueError as caught:
            kept_errors.append(caught)
    return kept_errors


def group():
    raise ExceptionGroup("several", [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), BankError("c")])])
