"""Which customers will cancel: a model, its honest score, and its file."""

import random

import numpy as np
import pandas as pd


class Model:
    """What `fit` has learnt."""

    def predict(self, frame: pd.DataFrame) -> pd.Series:
        """The probability of each row that the customer cancels, with the index of `frame`."""
        raise NotImplementedError

    def save(self, path) -> None:
        """Write the model to a JSON file."""
        raise NotImplementedError


def fit(frame: pd.DataFrame) -> Model:
    """A model of the rows of `frame`."""
    raise NotImplementedError


def cross_validate(frame: pd.DataFrame, folds: int, seed: int) -> tuple[float, pd.DataFrame]:
    """The score of models that did not see what they are scored on, and what they said of each row."""
    raise NotImplementedError


def load(path) -> Model:
    """The model of a file that `save` wrote."""
    raise NotImplementedError


# ---- For the tests: leave it as it is ----


def draw():
    """A number of each generator that everybody in this process shares."""
    return random.random(), np.random.random()
