"""Row by row, with the standard library for text, money and time; pandas for the frames."""

import re
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

DTYPES = {"order_id": object, "ordered_at": "datetime64[ns, UTC]", "customer": object, "cents": "int64"}


def tidy(raw: pd.DataFrame, zone: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    good, reasons = [], []
    for row in raw[["order_id", "ordered_at", "customer", "amount"]].itertuples(index=False):
        order_id, ordered_at, customer, amount = map(cleaned, row)
        reason, moment = None, None
        if not re.fullmatch("[0-9]+", order_id):
            reason = "order_id"
        elif (moment := moment_of(ordered_at, ZoneInfo(zone))) is None:
            reason = "ordered_at"
        elif not re.fullmatch(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,2})?", amount):
            reason = "amount"
        else:
            good.append((order_id, moment, customer.lower() or None, Decimal(amount.replace(",", "")) * 100))
        reasons.append(reason)
    rejects = raw.assign(reason=reasons)
    return framed(good), rejects[rejects["reason"].notna()]


def merge(stored: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    return framed([*stored.itertuples(index=False), *orders.itertuples(index=False)])


def framed(rows: list[tuple]) -> pd.DataFrame:
    kept: dict[str, tuple] = {}
    for row in rows:
        if row[0] not in kept or row[1] >= kept[row[0]][1]:
            kept[row[0]] = row
    ordered = sorted(kept.values(), key=lambda row: (row[1], row[0]))
    return pd.DataFrame(ordered, columns=DTYPES).astype(DTYPES)


def cleaned(value: Any) -> str:
    text = "" if pd.isna(value) else value.strip()
    return "" if text.lower() == "n/a" else text


def moment_of(text: str, zone: ZoneInfo) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment.astimezone(timezone.utc)
    there = moment.replace(tzinfo=zone).astimezone(timezone.utc)
    return there if there.astimezone(zone).replace(tzinfo=None) == moment else None
