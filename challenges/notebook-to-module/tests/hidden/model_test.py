"""What a model learns, and what it says of rows as they come."""

import pandas as pd
import pytest
from churn import fit

ANY = {"months": 6.0, "spend": 20.0, "plan": "plus", "city": "Lima"}


def rows(*changes):
    """A row for each of some changes to a customer of no note."""
    return pd.DataFrame([ANY | change for change in changes], columns=list(ANY))


def near(*values):
    return pytest.approx(list(values), abs=0.004)


def test_the_agreed_model(frame):
    """Gives the probabilities of the agreed model.

    Area: model
    Tells: Whether the model survives the move, or is quietly another one.
    Advises: Build the inputs of the table for a few rows on paper, and compare them with yours.
    """
    said = fit(frame).predict(
        rows({}, {"months": 22.0}, {"spend": 50.0}, {"plan": "pro"}, {"city": "Rome"}, {"plan": "basic"})
    )
    assert said.tolist() == near(0.6043, 0.2100, 0.7753, 0.4385, 0.4789, 0.4653)


def test_the_agreed_model_with_gaps(gaps):
    """Gives the probabilities of the agreed model where values are missing.

    Area: missing
    Tells: Whether each column's missing values become what was agreed for it.
    Advises: Which of the columns have a median, which a share, and which neither?
    """
    said = fit(gaps).predict(rows({}, {"plan": None}, {"city": None}, {"months": None}, {"spend": None}))
    assert said.tolist() == near(0.5825, 0.5790, 0.6157, 0.4558, 0.6036)


def test_missing_numbers_are_medians(gaps):
    """Takes the median of the training rows for a missing number.

    Area: missing
    Tells: Whether the candidate takes the mean, or the median of the rows that are being predicted.
    Advises: Predict one row with a missing number, and the same row with the number that you expect in its place.
    """
    gaps.loc[gaps.index[:2], ["months", "spend"]] = 9000.0
    model = fit(gaps)
    missing, filled = model.predict(
        rows({"months": None, "spend": None}, {"months": gaps["months"].median(), "spend": gaps["spend"].median()})
    )
    assert missing == pytest.approx(filled, abs=1e-9)


@pytest.mark.parametrize("none", [None, float("nan"), pd.NA], ids=["None", "NaN", "NA"])
def test_missing_texts_in_all_forms(gaps, none):
    """Takes a missing text for the same, in whatever form it comes.

    Area: missing
    Tells: Whether the candidate has met the three ways in which pandas says that there is nothing.
    Advises: Fit a frame whose plans and cities are missing as None, as NaN and as pd.NA, one after the other.
    """
    for column in ("plan", "city"):
        gaps[column] = pd.Series([none if pd.isna(text) else text for text in gaps[column]], dtype=object)
    other = gaps.assign(plan=gaps["plan"].astype("string"), city=gaps["city"].astype("category"))
    asked = rows({"plan": none, "city": none}, {"plan": "pro", "city": none})
    said = fit(gaps).predict(asked).tolist()
    assert said == near(0.6123, 0.4164)
    assert fit(other).predict(rows({"plan": None, "city": None}, {"plan": "pro", "city": None})).tolist() == near(*said)


def test_missing_numbers_in_all_forms(gaps):
    """Takes numbers in pandas' own types with missing values.

    Area: missing
    Tells: Whether code that was written for NaN meets a frame that was read with nullable types.
    Advises: Convert the numbers to Int64 and Float64 before you fit a frame.
    """
    typed = gaps.assign(months=gaps["months"].astype("Int64"), spend=gaps["spend"].astype("Float64"))
    asked = rows({}, {"months": None}, {"spend": None})
    expected = fit(gaps).predict(asked).tolist()
    assert fit(typed).predict(asked.astype({"months": "Int64", "spend": "Float64"})).tolist() == near(*expected)


def test_unknown_plan(frame):
    """Takes a plan that no training row has for none of the plans.

    Area: unknown
    Tells: Whether the service stands when somebody in sales invents a plan.
    Advises: Predict a row with a plan that is not in the training rows.
    """
    new, another, missing = fit(frame).predict(rows({"plan": "gold"}, {"plan": "Pro"}, {"plan": None}))
    assert [new, another, missing] == near(0.5031, 0.5031, 0.5031)


def test_unknown_city(frame):
    """Takes the share of all training rows for a city that none of them has.

    Area: unknown
    Tells: Whether the candidate sees that the notebook never met a new city.
    Advises: Predict a row with a city that is not in the training rows.
    """
    said = fit(frame).predict(rows({"city": "Kyiv"}, {"city": None}, {"city": "oslo"}))
    assert said.tolist() == near(0.6516, 0.6516, 0.6516)


def test_one_row_as_among_many(gaps):
    """Says the same of a row alone as among others.

    Area: rows
    Tells: Whether anything is learnt anew from the rows that are to be predicted.
    Advises: Predict a frame, then each of its rows by itself.
    """
    model = fit(gaps)
    asked = gaps.iloc[:6]
    alone = [model.predict(asked.iloc[[at]]).iloc[0] for at in range(len(asked))]
    assert model.predict(asked).tolist() == pytest.approx(alone, abs=1e-9)


def test_no_rows(frame):
    """Says nothing of no rows.

    Area: rows
    Tells: Whether the quiet day was thought of, on which there is nobody to predict.
    Advises: Predict a frame that has columns only.
    """
    said = fit(frame).predict(frame.iloc[:0])
    assert isinstance(said, pd.Series)
    assert said.tolist() == []


def test_columns_in_another_order(frame):
    """Takes columns in any order and with others between them, and needs no more than the inputs.

    Area: columns
    Tells: Whether columns are known by their names or by their places.
    Advises: Turn the columns of the frame around before you predict.
    """
    model = fit(frame)
    expected = model.predict(frame).tolist()
    for columns in (frame.columns[::-1], ["city", "spend", "plan", "months"]):
        assert model.predict(frame[list(columns)].assign(note="x")).tolist() == near(*expected)
    wide = frame.assign(note="x", more=range(40))[["more", "spend", "cancelled", "note", "city", "plan", "months"]]
    assert fit(wide).predict(frame).tolist() == near(*expected)


@pytest.mark.parametrize("column", ["months", "spend", "plan", "city"])
def test_column_that_is_not_there(frame, column):
    """Refuses a frame without a column that is needed.

    Area: columns
    Tells: Whether a column that got lost is an error, or is filled in quietly.
    Advises: What becomes of a frame in which somebody renamed a column?
    """
    model = fit(frame)
    for use in (model.predict, fit):
        with pytest.raises(ValueError):
            use(frame.drop(columns=column))


def test_frame_without_the_target(frame):
    """Refuses to learn where nobody says who cancelled.

    Area: columns
    Tells: Whether all columns that are needed are checked in the same way.
    Advises: Which columns does fit need, and which predict?
    """
    with pytest.raises(ValueError):
        fit(frame.drop(columns="cancelled"))


def test_any_index(gaps):
    """Takes any index, be it with labels that are there twice, and gives it back.

    Area: rows
    Tells: Whether values are matched by their place or by labels that need not be unique.
    Advises: Concatenate two frames, fit and predict the result, and compare row by row.
    """
    expected = fit(gaps).predict(gaps).tolist()
    labels = pd.Index([number % 3 for number in range(40)][::-1], name="spend")
    relabelled = gaps.set_index(labels)
    said = fit(relabelled).predict(relabelled)
    assert said.index.tolist() == labels.tolist()
    assert said.dtype == float
    assert said.tolist() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("value", [3.0, None], ids=["the same", "missing"])
def test_number_that_tells_nothing(frame, value):
    """Takes a number that is the same in all training rows, or missing in all, for one that tells nothing.

    Area: missing
    Tells: Whether the candidate divides by a spread without looking, or loses a column on the way.
    Advises: Fit rows that all have the same spend, and rows of which none has one.
    """
    model = fit(frame.assign(spend=pd.Series([value] * 40, dtype=float)))
    said = model.predict(rows({"spend": 3.0}, {"spend": 50.0}, {"spend": None}))
    assert said.tolist() == near(0.6124, 0.6124, 0.6124)


@pytest.mark.parametrize("cancelled", [True, False], ids=["all", "none"])
def test_nothing_to_tell_apart(frame, cancelled):
    """Refuses to learn when everybody has cancelled, or nobody.

    Area: model
    Tells: Whether a model that can say one thing only is noticed before it goes into service.
    Advises: What does your model say after it has seen one kind of customer?
    """
    with pytest.raises(ValueError):
        fit(frame.assign(cancelled=cancelled))


def test_models_are_apart(frame):
    """Keeps a model as it is when another one is fitted.

    Area: model
    Tells: Whether what was learnt belongs to the model, or to the module.
    Advises: Fit two models on different rows, and go back to the first.
    """
    first = fit(frame)
    before = first.predict(frame).tolist()
    fit(frame.assign(cancelled=~frame["cancelled"], months=frame["months"] * 3)).predict(frame)
    assert first.predict(frame).tolist() == before


def test_what_is_learnt_from_stays(gaps):
    """Leaves the frames of fit and predict as they were.

    Area: rows
    Tells: Whether a caller can use a frame after it was passed on.
    Advises: Compare a frame with a copy that you made before.
    """
    before = gaps.copy(deep=True)
    fit(gaps).predict(gaps)
    pd.testing.assert_frame_equal(gaps, before)
