# Fails: test_many_that_are_equally_late
# Mistake: sorts by time as pandas does without being told, which may change the order of equal rows.

import numpy as np
import pandas as pd

TIME = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?"
AMOUNT = r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?"


def tidy(raw, zone):
    text = raw[["order_id", "ordered_at", "customer", "amount"]].astype("string").reset_index(drop=True)
    text = text.apply(lambda column: column.str.strip())
    text = text.mask(text.apply(lambda column: column.str.lower().isin(["", "n/a"])))
    times = utc(text["ordered_at"], zone)
    right = pd.DataFrame(
        {
            "order_id": text["order_id"].str.fullmatch("[0-9]+"),
            "ordered_at": times.notna(),
            "amount": text["amount"].str.fullmatch(AMOUNT),
        }
    )
    right = right.fillna(False).astype(bool)
    good = right.all(axis=1)
    orders = pd.DataFrame(
        {
            "order_id": text["order_id"],
            "ordered_at": times,
            "customer": text["customer"].str.lower(),
            "cents": cents(text["amount"].where(right["amount"], "0")),
        }
    )
    bad = ~good.to_numpy()
    rejects = raw[bad].assign(reason=right.idxmin(axis=1).to_numpy()[bad])
    return latest(orders[good]), rejects


def merge(stored, orders):
    return latest(pd.concat([stored, orders]))


def latest(orders):
    kept = orders.sort_values("ordered_at").drop_duplicates("order_id", keep="last")
    return kept.sort_values(["ordered_at", "order_id"], ignore_index=True)


def utc(text, zone):
    form = text.str.fullmatch(TIME)
    aware = text.str.contains(r"(?:Z|\d[+-]\d\d:\d\d)$")
    told = pd.to_datetime(text.where(form & aware), format="ISO8601", errors="coerce", utc=True)
    local = pd.to_datetime(text.where(form & ~aware), format="ISO8601", errors="coerce").astype("datetime64[ns]")
    first = np.full(len(local), True)
    local = local.dt.tz_localize(zone, ambiguous=first, nonexistent="NaT").dt.tz_convert("UTC")
    return told.astype("datetime64[ns, UTC]").fillna(local)


def cents(amount):
    parts = amount.str.replace(",", "").str.extract(r"(-?)([0-9]+)\.?([0-9]*)")
    value = parts[1].astype("int64") * 100 + parts[2].str.ljust(2, "0").astype("int64")
    return value.where(parts[0] != "-", -value).astype("int64")
