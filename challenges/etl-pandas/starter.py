"""From messy text to orders in the warehouse."""

import pandas as pd


def tidy(raw: pd.DataFrame, zone: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The orders of a frame of text, and its rows that were rejected."""
    raise NotImplementedError


def merge(stored: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """What is stored, brought up to date by orders."""
    raise NotImplementedError
