"""The statement's example, on a frame that you can read."""

import pandas as pd
from churn import cross_validate, fit, load

ROWS = pd.DataFrame(
    [
        ("ada", 1.0, 20.0, "basic", "Berlin", True),
        ("ada", 2.0, 21.0, "basic", "Berlin", False),
        ("bob", 12.0, 60.0, "pro", "Oslo", False),
        ("bob", 13.0, None, "pro", "Oslo", False),
        ("cy", 3.0, 25.0, None, "Berlin", True),
        ("dan", 30.0, 75.0, "pro", None, False),
        ("eve", 2.0, 15.0, "basic", "Oslo", True),
        ("fay", None, 55.0, "pro", "Berlin", False),
    ],
    columns=["customer", "months", "spend", "plan", "city", "cancelled"],
)


def test_the_example(tmp_path):
    """Fits, predicts, saves and loads."""
    model = fit(ROWS)
    said = model.predict(ROWS)
    assert said.index.equals(ROWS.index)
    assert said[0] > said[2]
    model.save(tmp_path / "model.json")
    pd.testing.assert_series_equal(load(tmp_path / "model.json").predict(ROWS), said)


def test_cross_validation():
    """Scores what it predicts of each row."""
    score, held_out = cross_validate(ROWS, folds=3, seed=1)
    assert 0 <= score <= 1
    assert held_out.columns.tolist() == ["fold", "probability"]
    assert len(held_out) == len(ROWS)
