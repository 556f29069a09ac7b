"""What the statement shows, as tests."""

import pickle
from datetime import datetime
from decimal import Decimal

import pytest
from exchange import Refused, from_json, read_pickle, to_json

ENTRY = {"sku": "A-17", "price": Decimal("19.90"), "seen": datetime(2024, 5, 1, 12, 30), "tags": {"new", "red"}}


def test_reads_a_pickle():
    """Reads a pickle of the cache."""
    assert read_pickle(pickle.dumps(ENTRY)) == ENTRY


def test_goes_through_json():
    """Gives back what went through JSON."""
    assert from_json(to_json(ENTRY)) == ENTRY


def test_refuses_a_command():
    """Refuses the pickle of a command."""
    with pytest.raises(Refused):
        read_pickle(b"cos\nsystem\n(Vecho reached\ntR.")
