"""A model's file: what it holds, and what becomes of files that are none."""

import json
import os
import pickle

import pytest
from churn import fit, load


@pytest.fixture
def saved(gaps, tmp_path):
    path = tmp_path / "model.json"
    fit(gaps).save(path)
    return path


def strictly(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def damaged(document):
    """The document with one of its values changed or taken out, once for each value."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield {other: document[other] for other in document if other != key}
            for changed in damaged(value):
                yield document | {key: changed}
    elif isinstance(document, list):
        for at, value in enumerate(document):
            yield document[:at] + document[at + 1 :]
            for changed in damaged(value):
                yield document[:at] + [changed] + document[at + 1 :]
    elif isinstance(document, str):
        yield document[:-1]
        middle = len(document) // 2
        yield document[:middle] + ("x" if document[middle : middle + 1] != "x" else "y") + document[middle + 1 :]
        yield None
    elif isinstance(document, (int, float)) and not isinstance(document, bool):
        yield document + 1
        yield str(document)
        yield None


def test_loaded_says_the_same(gaps, tmp_path):
    """Says the same after a way through a file, to the last digit.

    Area: file
    Tells: Whether everything that was learnt is in the file, with all of its digits.
    Advises: Compare what a model and its loaded copy say of rows with gaps and unknown texts.
    """
    gaps.loc[0, "city"], gaps.loc[1, "plan"] = "Zürich", 'a "b", ☕'
    model = fit(gaps)
    asked = gaps.copy()
    asked.loc[5, "plan"], asked.loc[6, "city"] = "new", "new"
    model.save(tmp_path / "m")
    assert load(tmp_path / "m").predict(asked).tolist() == pytest.approx(model.predict(asked).tolist(), abs=1e-12)
    load(tmp_path / "m").save(tmp_path / "again")
    assert load(tmp_path / "again").predict(asked).tolist() == model.predict(asked).tolist()


def test_file_is_strict_json(gaps, tmp_path):
    """Writes JSON that other programs can read.

    Area: file
    Tells: Whether the candidate knows what json.dump writes that no other reader takes.
    Advises: Look at the file of a model of rows with missing plans and cities, and of a number that is missing everywhere.
    """
    for path, frame in {"gaps": gaps, "empty": gaps.assign(spend=float("nan"))}.items():
        fit(frame).save(tmp_path / path)
        assert strictly((tmp_path / path).read_text(encoding="utf-8"))


def test_nobody_is_in_the_file(saved, gaps):
    """Keeps customers out of the file.

    Area: file
    Tells: Whether the candidate thinks of where a file goes that is called a model.
    Advises: Search the file for one of the customers.
    """
    text = saved.read_text(encoding="utf-8")
    assert not [customer for customer in gaps["customer"] if customer in text]
    assert len(text) < 4000


def test_path_is_overwritten(gaps, tmp_path):
    """Replaces a file that is there.

    Area: file
    Tells: Whether the second night was thought of.
    Advises: Save a large model, and a small one in its place.
    """
    path = str(tmp_path / "model.json")
    fit(gaps.assign(city=[f"city {number}" for number in range(40)])).save(path)
    small = fit(gaps)
    small.save(path)
    assert load(path).predict(gaps).tolist() == pytest.approx(small.predict(gaps).tolist(), abs=0.01)


class Bomb:
    """Makes a folder when it is unpickled."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("protocol", [0, 4])
def test_pickle_is_not_opened(tmp_path, protocol):
    """Refuses a pickle, and executes nothing of it.

    Area: safety
    Tells: Whether the candidate knows that loading a pickle runs a program.
    Advises: Who may put a file where your service loads its model?
    """
    path = tmp_path / "model.json"
    path.write_bytes(pickle.dumps(Bomb(tmp_path / "boom"), protocol=protocol))
    with pytest.raises(ValueError):
        load(path)
    assert not (tmp_path / "boom").exists()


def test_program_is_not_run(tmp_path):
    """Refuses a Python expression, and executes nothing of it.

    Area: safety
    Tells: Whether eval is kept away from what comes from a file.
    Advises: Which functions of Python run what they read?
    """
    path = tmp_path / "model.json"
    path.write_text(f"__import__('os').mkdir({str(tmp_path / 'boom')!r})")
    with pytest.raises(ValueError):
        load(path)
    assert not (tmp_path / "boom").exists()


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "3", '"model"', '{"model": {}}', "[[], []]", '{"weights": [1.0]}']
)
def test_other_files(tmp_path, text):
    """Refuses files of other programs.

    Area: safety
    Tells: Whether a wrong file is told at once, in one way, or by an error somewhere behind.
    Advises: Load a file that is JSON, and is no model.
    """
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(ValueError):
        load(path)


def test_cut_file(saved):
    """Refuses a file that was cut off.

    Area: safety
    Tells: Whether half a copy is noticed.
    Advises: Load the first half of a file.
    """
    content = saved.read_bytes()
    for end in (len(content) // 2, len(content.rstrip()) - 1):
        saved.write_bytes(content[:end])
        with pytest.raises(ValueError):
            load(saved)


def test_damaged_file(saved):
    """Refuses a file of which anything was changed.

    Area: safety
    Tells: Whether the candidate asks how a changed number could be noticed at all.
    Advises: Change one digit, or take one city out. What would tell you?
    """
    tried = list(damaged(json.loads(saved.read_text(encoding="utf-8"))))
    assert tried
    step = max(1, len(tried) // 25)
    for document in tried[::step]:
        saved.write_text(json.dumps(document), encoding="utf-8")
        with pytest.raises(ValueError):
            load(saved)
