import pandas as pd


def clean(orders):
    ...
