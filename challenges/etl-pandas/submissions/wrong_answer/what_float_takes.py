# Fails: test_amounts_that_are_none
# Mistake: takes what converts for what is right.

from decimal import Decimal, InvalidOperation

import pandas as pd

COLUMNS = ["order_id", "ordered_at", "customer", "cents"]


def clean(value):
    text = value.strip() if isinstance(value, str) else ""
    return text if text.casefold() not in {"", "n/a"} else None


def order_id(text):
    return text if text and text.isascii() and text.isdigit() else None


def ordered_at(text, zone):
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z"):
        try:
            moment = pd.to_datetime((text or "").replace("T", " ", 1), format=form)
            if moment.tzinfo is None:
                moment = moment.tz_localize(zone, ambiguous=True, nonexistent="NaT")
            return moment.tz_convert("UTC")
        except ValueError:
            continue
    return pd.NaT


def cents(text):
    whole, _, fraction = (text or "").partition(".")
    groups = whole.removeprefix("-").split(",")
    if groups[1:] and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups) + (fraction if "." in (text or "") else "0")
    if not all(groups):
        return None
    try:
        return int(Decimal(text.replace(",", "")).scaleb(2))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def tidy(raw, zone):
    read = pd.DataFrame(
        {
            "order_id": [order_id(clean(value)) for value in raw["order_id"]],
            "ordered_at": pd.to_datetime([ordered_at(clean(value), zone) for value in raw["ordered_at"]], utc=True),
            "customer": [(clean(value) or "").lower() or None for value in raw["customer"]],
            "amount": pd.array([cents(clean(value)) for value in raw["amount"]], dtype="Int64"),
        }
    )
    wrong = read[["order_id", "ordered_at", "amount"]].isna()
    bad = wrong.any(axis=1).to_numpy()
    rejects = raw.iloc[bad.nonzero()[0]].copy()
    rejects["reason"] = wrong[bad].idxmax(axis=1).to_list() if bad.any() else pd.Series(dtype=object)
    orders = read[~bad].rename(columns={"amount": "cents"}).astype({"cents": "int64", "order_id": object})
    return newest(orders), rejects


def merge(stored, orders):
    return newest(pd.concat([stored, orders], ignore_index=True))


def newest(orders):
    orders = orders.reset_index(drop=True)
    places = orders.assign(place=orders.index).sort_values(["ordered_at", "place"]).groupby("order_id")["place"].last()
    return orders.loc[places].sort_values(["ordered_at", "order_id"])[COLUMNS].reset_index(drop=True)
