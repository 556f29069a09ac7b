"""What the statement shows, as tests."""

import pandas as pd
import pytest
from orders_etl import merge, tidy


@pytest.fixture
def raw():
    return pd.DataFrame(
        {
            "order_id": ["0017", "0018", "x"],
            "ordered_at": ["2024-05-01 10:00", "2024-05-01T10:30:00+00:00", "2024-05-01 11:00"],
            "customer": [" Ada ", "n/a", "Bob"],
            "amount": ["1,234.50", "7", "1.00"],
        }
    )


def test_example_of_the_statement(raw):
    """Tidies the frame that the statement shows."""
    orders, rejects = tidy(raw, "Europe/Berlin")
    assert orders["order_id"].tolist() == ["0017", "0018"]
    assert orders["ordered_at"].tolist() == [pd.Timestamp("2024-05-01 08:00Z"), pd.Timestamp("2024-05-01 10:30Z")]
    assert orders["cents"].tolist() == [123450, 700]
    assert rejects["reason"].tolist() == ["order_id"]


def test_merged_with_itself(raw):
    """Merges a night's orders twice as once."""
    orders, _ = tidy(raw, "Europe/Berlin")
    pd.testing.assert_frame_equal(merge(orders, orders), orders)
