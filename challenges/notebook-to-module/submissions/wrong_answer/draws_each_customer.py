# Fails: test_folds_are_even, test_as_many_folds_as_customers
# Mistake: draws a fold for each customer, so that some folds are large and others empty.

import json
import random
import zlib
from pathlib import Path

import numpy as np
import pandas as pd


class Model:
    def __init__(self, learnt):
        self.learnt = learnt

    def predict(self, frame):
        return pd.Series(probabilities(inputs(frame, self.learnt), self.learnt["weights"]), index=frame.index)

    def save(self, path):
        text = json.dumps(self.learnt)
        Path(path).write_text(json.dumps([text, zlib.crc32(text.encode())]))


def load(path):
    match json.loads(Path(path).read_bytes()):
        case [str(text), int(check)] if check == zlib.crc32(text.encode()):
            return Model(json.loads(text))
    raise ValueError(f"{path} is no model, or was damaged")


def column(frame, name):
    if name not in frame.columns:
        raise ValueError(f"there is no column {name}")
    return frame[name]


def number(frame, name):
    return pd.to_numeric(column(frame, name)).to_numpy()


def texts(frame, name):
    """Each as a text; a missing one is the empty list's, which is nobody's name."""
    return [json.dumps(None if pd.isna(text) else text) for text in column(frame, name)]


def inputs(frame, learnt):
    scaled = []
    for name, (median, mean, deviation) in learnt["numbers"].items():
        values = number(frame, name)
        scaled.append((np.where(np.isnan(values), median, values) - mean) / deviation)
    plans = texts(frame, "plan")
    dummies = [[plan == known for plan in plans] for known in learnt["plans"]]
    cities = [learnt["cities"].get(city, learnt["share"]) for city in texts(frame, "city")]
    return np.column_stack([*scaled, *dummies, cities, np.ones(len(frame))])


def fit(frame):
    cancelled = column(frame, "cancelled").to_numpy()
    share = cancelled.mean()
    if len(set(cancelled)) < 2:
        raise ValueError("both customers that cancelled and customers that did not are needed")
    learnt = {"numbers": {}, "plans": sorted(set(texts(frame, "plan"))), "cities": {}, "share": share}
    for name in ("months", "spend"):
        values = number(frame, name)
        median = 0.0 if np.isnan(values).all() else np.nanmedian(values)
        filled = np.where(np.isnan(values), median, values)
        spread = filled.std() if filled.min() < filled.max() else 1.0
        learnt["numbers"][name] = [median, filled.mean(), spread]
    cities = np.array(texts(frame, "city"))
    for city in set(cities) - {"null"}:
        there = cancelled[cities == city]
        learnt["cities"][city] = (there.sum() + 5 * share) / (len(there) + 5)
    learnt["weights"] = weights(inputs(frame, learnt), cancelled)
    return Model(learnt)


def probabilities(features, weights):
    return 0.5 * (1 + np.tanh(features @ weights / 2))


def weights(features, target):
    found = np.zeros(features.shape[1])
    penalty = np.append(np.ones(len(found) - 1), 0)
    for _ in range(20):
        said = probabilities(features, found)
        slope = features.T @ (said - target) + penalty * found
        bend = (features.T * (said * (1 - said))) @ features + np.diag(penalty)
        found = found - np.linalg.solve(bend, slope)
    return found.tolist()


def cross_validate(frame, folds, seed):
    customers = sorted(set(column(frame, "customer")))
    if not 2 <= folds <= len(customers):
        raise ValueError(f"{len(customers)} customers cannot be put into {folds} folds")
    drawn = np.random.default_rng(seed).integers(folds, size=len(customers))
    fold_of = dict(zip(customers, drawn.tolist()))
    fold = np.array([fold_of[customer] for customer in frame["customer"]])
    probability = np.empty(len(frame))
    for held_out in range(folds):
        probability[fold == held_out] = fit(frame[fold != held_out]).predict(frame[fold == held_out])
    cancelled = frame["cancelled"].to_numpy()
    ahead = probability[cancelled][:, None] - probability[~cancelled]
    return (ahead > 0).mean() + (ahead == 0).mean() / 2, pd.DataFrame(
        {"fold": fold, "probability": probability}, index=frame.index
    )


# ---- For the tests: leave it as it is ----


def draw():
    """A number of each generator that everybody in this process shares."""
    return random.random(), np.random.random()
