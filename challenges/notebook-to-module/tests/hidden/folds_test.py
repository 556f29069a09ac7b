"""Whether a model is scored on what it has not seen."""

import random

import numpy
import pandas as pd
import pytest
from churn import cross_validate, draw, fit


def held_out_of(frame, folds=3, seed=3):
    return cross_validate(frame, folds, seed)[1]


def changed_in(frame, fold, change):
    """What is said of a fold before and after a change to some of its rows."""
    before = held_out_of(frame)
    inside = (before["fold"] == fold).to_numpy()
    other = frame.copy()
    change(other, other.index[inside])
    after = held_out_of(other)
    assert after["fold"].tolist() == before["fold"].tolist()
    return before["probability"].to_numpy()[inside], after["probability"].to_numpy()[inside]


def ranking(cancelled, probability):
    """The area under the ROC curve, pair by pair."""
    pairs = [
        (yes > no) + (yes == no) / 2
        for yes, is_yes in zip(probability, cancelled)
        if is_yes
        for no, is_no in zip(probability, cancelled)
        if not is_no
    ]
    return sum(pairs) / len(pairs)


def test_rows_are_said_by_a_model_of_the_others(gaps):
    """Says of each fold what a model of all other rows says.

    Area: leakage
    Tells: Whether the candidate knows what a held-out row is for.
    Advises: Fit a model by hand on what is outside one fold, and compare.
    """
    held_out = held_out_of(gaps)
    for fold in range(3):
        inside = (held_out["fold"] == fold).to_numpy()
        expected = fit(gaps[~inside]).predict(gaps[inside])
        assert held_out["probability"][inside].tolist() == pytest.approx(expected.tolist(), abs=0.002)


def test_targets_of_held_out_rows(frame):
    """Says the same of held-out rows whatever became of their customers.

    Area: leakage
    Tells: Whether the cities' shares are learnt outside the fold: the leak that flatters most.
    Advises: Which of the notebook's lines look at cancelled, and on which rows?
    """

    def change(rows, inside):
        rows.loc[inside, "cancelled"] = ~rows.loc[inside, "cancelled"]

    before, after = changed_in(frame, 1, change)
    assert after.tolist() == pytest.approx(before.tolist(), abs=0.002)


def test_outlier_among_held_out_rows(frame):
    """Says the same of held-out rows when one of them has a wild number.

    Area: leakage
    Tells: Whether the mean and the deviation are learnt outside the fold.
    Advises: Which rows does the scaler of the notebook see?
    """

    def change(rows, inside):
        rows.loc[inside[0], ["months", "spend"]] = [500.0, 9000.0]

    before, after = changed_in(frame, 2, change)
    assert after[1:].tolist() == pytest.approx(before[1:].tolist(), abs=0.002)


def test_missing_among_held_out_rows(gaps):
    """Fills what is missing in held-out rows without a look at the rest of them.

    Area: leakage
    Tells: Whether the median, too, is something that is learnt.
    Advises: Which rows does the notebook take its medians of?
    """

    def change(rows, inside):
        there = rows.loc[inside, "months"].notna()
        rows.loc[there[there].index, "months"] = 22.0
        there = rows.loc[inside, "spend"].notna()
        rows.loc[there[there].index, "spend"] = 48.0

    missing = gaps[["months", "spend"]].isna().all(axis=1)
    gaps.loc[missing, "months"] = 5.0
    gaps.loc[gaps["customer"].isin(["who-00", "who-05", "who-10", "who-13"]).cumsum() % 3 == 1, ["months", "spend"]] = (
        None
    )
    before = held_out_of(gaps)
    nothing = gaps[["months", "spend"]].isna().all(axis=1).to_numpy()
    fold = before["fold"][nothing].iloc[0]
    said, after = changed_in(gaps, fold, change)
    untouched = nothing[(before["fold"] == fold).to_numpy()]
    assert after[untouched].tolist() == pytest.approx(said[untouched].tolist(), abs=0.002)


def test_customers_stay_together(frame):
    """Puts all rows of a customer into one fold.

    Area: folds
    Tells: Whether the candidate sees that a customer's other months give the answer away.
    Advises: Look for one customer in two folds.
    """
    for seed in range(2):
        folds = held_out_of(frame, 2, seed).groupby(frame["customer"])["fold"]
        assert folds.nunique().max() == 1


def test_folds_are_even(frame):
    """Numbers the folds from 0, and has as many customers in each, or one more.

    Area: folds
    Tells: Whether every customer is held out once, and no fold is left too small.
    Advises: Count the customers of each fold, where their number cannot be divided.
    """
    for folds in (3, 5):
        held_out = held_out_of(frame, folds)
        sizes = frame["customer"].groupby(held_out["fold"]).nunique()
        assert sizes.index.tolist() == list(range(folds))
        assert held_out["fold"].dtype.kind == "i"
        assert sizes.max() - sizes.min() <= 1


def together(frame, **more):
    """Which customers are held out together."""
    fold = held_out_of(frame, **more)["fold"].to_numpy()
    return {frozenset(frame["customer"][fold == number]) for number in set(fold)}


def test_seed_decides(frame):
    """Draws the same folds from the same seed, and others from another.

    Area: seeds
    Tells: Whether a score can be had again, and whether it was luck can be found out.
    Advises: Call it twice with one seed, and with a few others.
    """
    drawn = []
    for noise in (1, 2):
        random.seed(noise)
        numpy.random.seed(noise)
        drawn.append(cross_validate(frame, folds=2, seed=0))
    assert drawn[0][0] == drawn[1][0]
    pd.testing.assert_frame_equal(drawn[0][1], drawn[1][1])
    assert len({frozenset(together(frame, folds=2, seed=seed)) for seed in range(3)}) > 1


def test_order_of_rows_decides_nothing(frame):
    """Draws the same folds when rows come in another order.

    Area: seeds
    Tells: Whether a score changes when the export comes sorted otherwise.
    Advises: Turn the frame around, and look who is held out together.
    """
    expected = together(frame)
    assert together(frame[::-1]) == expected
    assert together(frame.sort_values(["spend", "months"])) == expected


def test_shared_generators_stay(frame):
    """Leaves the generators alone that the whole process shares.

    Area: seeds
    Tells: Whether the candidate seeds a generator of their own, or everybody's.
    Advises: What does random.random() give before and after a call?
    """
    random.seed(7)
    numpy.random.seed(7)
    expected = draw()
    assert draw() != expected
    random.seed(7)
    numpy.random.seed(7)
    cross_validate(frame, folds=2, seed=0)
    assert draw() == expected


def test_score_is_of_all_together(gaps):
    """Ranks all held-out probabilities together.

    Area: score
    Tells: Whether the candidate knows what the area under the curve is computed from: probabilities, not answers.
    Advises: Count by hand how many pairs of rows your probabilities put into the right order.
    """
    for folds in (2, 3):
        score, held_out = cross_validate(gaps, folds, 1)
        assert isinstance(score, float)
        assert score == pytest.approx(ranking(gaps["cancelled"], held_out["probability"]), abs=1e-9)


def test_equal_probabilities_count_half(frame):
    """Counts a pair of equal probabilities half.

    Area: score
    Tells: Whether a score of one's own making holds where rows cannot be told apart.
    Advises: Score rows that are all alike.
    """
    alike = frame.assign(months=1.0, spend=2.0, plan="pro", city="Oslo")
    alike["cancelled"] = frame.groupby("customer").cumcount() == 1
    alike = alike[alike.groupby("customer").cumcount() < 2]
    score, held_out = cross_validate(alike, 2, 0)
    assert held_out["probability"].nunique() < len(alike)
    assert score == pytest.approx(ranking(alike["cancelled"], held_out["probability"].round(12)), abs=1e-9)


def test_fold_in_which_nobody_cancels(frame):
    """Scores folds in which nobody cancels with the others.

    Area: score
    Tells: Whether the candidate thinks of rare events, with which a fold's own score does not exist.
    Advises: Let three customers cancel, and ask for more folds than that.
    """
    rare = frame.assign(cancelled=frame["customer"].isin(["who-03", "who-08", "who-13"]))
    score, held_out = cross_validate(rare, 8, 2)
    assert score == pytest.approx(ranking(rare["cancelled"], held_out["probability"]), abs=1e-9)


@pytest.mark.parametrize("folds", [17, 1, 0])
def test_folds_that_cannot_be(frame, folds):
    """Refuses more folds than customers, and fewer than two.

    Area: folds
    Tells: Whether customers are counted, and not rows.
    Advises: How many folds can sixteen customers be put into?
    """
    with pytest.raises(ValueError):
        cross_validate(frame, folds, 1)


def test_as_many_folds_as_customers(frame):
    """Holds out one customer at a time when there are as many folds as customers.

    Area: folds
    Tells: Whether the border of what can be is on the right side.
    Advises: How many folds can five customers be put into?
    """
    few = frame[frame["customer"] < "who-05"]
    score, held_out = cross_validate(few, 5, 1)
    assert sorted(few["customer"].groupby(held_out["fold"]).nunique()) == [1] * 5


def test_column_without_which_there_are_no_folds(frame):
    """Refuses a frame without customers.

    Area: columns
    Tells: Whether all columns that are needed are checked in the same way.
    Advises: Which columns does cross_validate need that fit does not?
    """
    for column in ("customer", "cancelled"):
        with pytest.raises(ValueError):
            cross_validate(frame.drop(columns=column), 3, 1)


def test_index_of_what_was_held_out(gaps):
    """Takes any index, be it with labels that are there twice, and gives it back.

    Area: rows
    Tells: Whether folds are put together by places, or by labels that need not be unique.
    Advises: Concatenate two frames, cross-validate the result, and compare row by row.
    """
    expected = held_out_of(gaps)
    labels = [number % 3 for number in range(40)][::-1]
    relabelled = held_out_of(gaps.set_index(pd.Index(labels)))
    assert relabelled.index.tolist() == labels
    assert relabelled["fold"].tolist() == expected["fold"].tolist()
    assert relabelled["probability"].tolist() == pytest.approx(expected["probability"].tolist(), abs=1e-6)


def test_what_is_cross_validated_stays(gaps):
    """Leaves the frame as it was.

    Area: rows
    Tells: Whether a caller can use a frame after it was passed on.
    Advises: Compare a frame with a copy that you made before.
    """
    before = gaps.copy(deep=True)
    cross_validate(gaps, 2, 1)
    pd.testing.assert_frame_equal(gaps, before)
