"""Frames of made-up customers, the same every time."""

import pandas as pd
import pytest


@pytest.fixture
def frame():
    """Forty rows of sixteen customers without missing values; no random number is needed to make them."""
    rows = []
    for at in range(40):
        who = at * 7 % 16
        plan, city = ("basic", "plus", "pro")[who % 3], ("Oslo", "Rome", "Lima", "Bonn")[at * 5 % 11 % 4]
        months, spend = float((at * 11) % 23 + 1), float((at * 13) % 37 + who)
        cancelled = city == "Oslo" or (months < 9 and city != "Rome")
        rows.append((f"who-{who:02}", months, spend, plan, city, cancelled))
    return pd.DataFrame(rows, columns=["customer", "months", "spend", "plan", "city", "cancelled"])


@pytest.fixture
def gaps(frame):
    """The same frame with missing values of all columns that may have some."""
    holes = frame.astype({"plan": object, "city": object})
    for column, every in {"months": 7, "spend": 5, "plan": 6, "city": 8}.items():
        holes.loc[holes.index % every == 3, column] = None
    return holes
