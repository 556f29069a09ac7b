import pandas as pd


def same(value):
    return value


def build():
    index = pd.date_range("2024-01-01", periods=3, freq="D", name="at").tz_localize(None)
    frame = pd.DataFrame(
        {
            "whole": [1, 2, 3],
            "text": ["a", None, "c"],
            "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=False),
            "maybe": pd.array([1, None, 3], dtype="Int64"),
            "flag": pd.array([True, None, False], dtype="boolean"),
            "string": pd.array(["s", None, "t"], dtype="string"),
            "span": pd.to_timedelta([1, 2, 3], unit="h"),
        },
        index=index,
    )
    frame.attrs["source"] = "here"
    return frame


def grouped(frame):
    return frame.groupby("name", as_index=False)["price"].sum()


def pivoted(frame):
    return frame.pivot_table(index=["name", "day"], values="price", aggfunc="sum")


def add_column(frame, name, value):
    frame = frame.assign(**{name: value})


def drop(frame, names):
    frame.drop(columns=names, inplace=True)


def rename(series, name):
    series.name = name


def change_first(series, value):
    series = series.copy()
    series.iloc[0] = value


def without_zone(frame):
    return frame.tz_localize(None)


def reset(frame):
    return frame.reset_index()


def first(series):
    return series.iloc[0]


def indexes():
    return [
        pd.RangeIndex(1, 9, 2, name="r"),
        pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None]),
        pd.period_range("2024-01", periods=2, freq="M"),
        pd.interval_range(0, 2),
        pd.CategoricalIndex(["u", "v"]),
    ]


class Ledger:
    def __init__(self):
        self.frame = pd.DataFrame({"amount": [1.0, 2.0]})

    def total(self):
        return self.frame["amount"].sum()


def merged(left, right):
    return pd.merge(left, right, on="key", validate="one_to_one")


def mapped(series, function):
    return series.map(function)


def missing():
    return [pd.NA, pd.NaT, pd.Timestamp("2024-02-29", tz="Asia/Tokyo"), pd.Timedelta("1h"), pd.Period("2024-03", freq="M")]
