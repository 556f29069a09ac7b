"""What pycodestyle and pyflakes find in the candidate's text. Both run here, and never beside the candidate's code."""

import inspect

import pycodestyle
import pytest
import stock
from pyflakes import api


class Findings:
    """What both tools find, as texts that begin with the code and the line."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.style: list[str] = []
        self.flakes: list[str] = []
        findings = self.style

        class Report(pycodestyle.BaseReport):
            def error(self, line_number, offset, text, check):
                code = super().error(line_number, offset, text, check)
                if code:
                    findings.append(f"{code} in line {line_number}")
                return code

        guide = pycodestyle.StyleGuide(config_file="", reporter=Report)
        guide.input_file("stock.py", lines=source.splitlines(keepends=True))
        api.check(source, "stock.py", self)

    def of(self, *families: str) -> list[str]:
        return [finding for finding in self.style if finding.startswith(families)]

    # What pyflakes calls.
    def unexpectedError(self, filename, message):
        self.flakes.append(message)

    def syntaxError(self, filename, message, line, offset, text):
        self.flakes.append(f"{message} in line {line}")

    def flake(self, message):
        self.flakes.append(f"{type(message).__name__} in line {message.lineno}")


@pytest.fixture(scope="session")
def findings() -> Findings:
    return Findings(inspect.getsource(stock))
