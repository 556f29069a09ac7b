"""A suite's own settings: what says which tests there are and what they mean holds, and what does not hold is said."""

from __future__ import annotations

import textwrap

import pytest
from harness import Examiner, Run

SUBMISSION = {
    "candidate.py": b"import warnings\n\ndef right():\n    return 42\n\ndef warns():\n    warnings.warn('old', DeprecationWarning)\n"
}
TESTS = """
import candidate
import pytest

def test_plain():
    assert candidate.right() == 42

@pytest.mark.slow
def test_slow():
    assert candidate.right() == 42

def check_other():
    assert candidate.right() == 42

class Suite:
    def test_in_class(self):
        assert candidate.right() == 42

class TestUsual:
    def test_usual(self):
        pass
"""


def examined(examiner: Examiner, files: dict[str, str], *, shared: bool = False) -> tuple[Run, list[str]]:
    tests = {f"hidden/{name}": textwrap.dedent(text).encode() for name, text in files.items()}
    challenge = examiner.load(tests, ["candidate"], shared=shared)
    with examiner.sandbox(pytest=shared) as uid:
        return examiner.run(challenge, SUBMISSION, uid), examiner.left_out


def ended(run: Run) -> dict[str, str]:
    return {id.rpartition("::")[2]: case.outcome for id, case in run.cases.items()}


USUAL = {"test_plain": "passed", "test_slow": "passed", "test_usual": "passed"}
#: Files of settings (and others), and how edge cases end under them.
SETTINGS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "which_files": (
        {"pytest.ini": "[pytest]\npython_files = check_*.py\n", "check_it.py": "def test_it(): pass\n"},
        {"test_it": "passed"},
    ),
    "which_functions": (
        {"setup.cfg": "[tool:pytest]\npython_functions = check_*\n"},
        {"check_other": "passed"},
    ),
    "which_classes": (
        {"tox.ini": "[pytest]\npython_classes = Suite\n"},
        {"test_plain": "passed", "test_slow": "passed", "test_in_class": "passed"},
    ),
    "marks_that_are_chosen": (
        {"pyproject.toml": "[tool.pytest.ini_options]\nmarkers = ['slow: x']\naddopts = ['-q', '-m', 'not slow']\n"},
        {"test_plain": "passed", "test_usual": "passed"},
    ),
    "names_that_are_chosen": (
        {"pytest.ini": "[pytest]\naddopts = -k 'plain or usual' -x\n"},
        {"test_plain": "passed", "test_usual": "passed"},
    ),
    "warnings_are_errors": (
        {
            "pytest.ini": "[pytest]\nfilterwarnings =\n    error\n    ignore::pytest.PytestUnknownMarkWarning\n",
            "b_test.py": "import candidate\n\ndef test_warns():\n    candidate.warns()\n",
        },
        {**USUAL, "test_warns": "failed"},
    ),
    "warnings_are_errors_by_option": (
        {
            "pytest.ini": "[pytest]\naddopts = -W error::DeprecationWarning\n",
            "b_test.py": "import candidate\n\ndef test_warns():\n    candidate.warns()\n",
        },
        {**USUAL, "test_warns": "failed"},
    ),
    "what_is_expected_to_fail_must": (
        {
            "pytest.ini": "[pytest]\nxfail_strict = true\n",
            "b_test.py": "import pytest\n\n@pytest.mark.xfail\ndef test_fails():\n    pass\n",
        },
        {**USUAL, "test_fails": "failed"},
    ),
    "tests_that_await": (
        {
            "pytest.ini": "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = module\n",
            "b_test.py": """
                import asyncio, pytest
                loops = []

                @pytest.fixture
                async def loop():
                    return asyncio.get_running_loop()

                async def test_one(loop):
                    loops.append(loop)

                async def test_two(loop):
                    assert loop is loops[0]
                """,
        },
        {**USUAL, "test_one": "passed", "test_two": "passed"},
    ),
    "tests_that_await_by_option": (
        {"pytest.ini": "[pytest]\naddopts = --asyncio-mode=auto\n", "b_test.py": "async def test_one(): pass\n"},
        {**USUAL, "test_one": "passed"},
    ),
    "fixtures_for_all": (
        {
            "pytest.ini": "[pytest]\nusefixtures = marked\n",
            "conftest.py": "import builtins, pytest\n\n@pytest.fixture\ndef marked(monkeypatch):\n    monkeypatch.setattr(builtins, 'marked', 1, raising=False)\n",
            "b_test.py": "def test_marked():\n    assert marked == 1\n",
        },
        {**USUAL, "test_marked": "passed"},
    ),
    "helpers_in_a_folder": (
        {
            "pytest.ini": "[pytest]\npythonpath = lib\n",
            "lib/helper.py": "word = 'w'\n",
            "b_test.py": "from helper import word\n\ndef test_helper():\n    assert word == 'w'\n",
        },
        {**USUAL, "test_helper": "passed"},
    ),
    "an_option_of_a_conftest": (
        {
            "pytest.ini": "[pytest]\naddopts = --run=fast --deep -q\n",
            "conftest.py": """
                def pytest_addoption(parser):
                    parser.addoption("--run", default="all")
                    parser.addoption("--deep", action="store_true")
                    parser.addoption("--wide", action="store_true")
                """,
            "b_test.py": "def test_option(pytestconfig):\n    found = pytestconfig.getoption\n    assert (found('run'), found('--deep'), found('wide')) == ('fast', True, False)\n",
        },
        {**USUAL, "test_option": "passed"},
    ),
    "a_plugin_that_is_not_wanted": (
        {"pytest.ini": "[pytest]\naddopts = -p no:logging\n", "b_test.py": "def test_log(caplog): pass\n"},
        {**USUAL, "test_log": "challenge_fault"},
    ),
    "settings_by_option": (
        {"pytest.ini": "[pytest]\naddopts = -o python_functions=check_* --override-ini=xfail_strict=true\n"},
        {"check_other": "passed"},
    ),
}


@pytest.mark.parametrize("shared", [False, True], ids=["isolated", "shared"])
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_hold(examiner: Examiner, name: str, shared: bool) -> None:
    files, expected = SETTINGS[name]
    run, left_out = examined(examiner, {"a_test.py": TESTS, **files}, shared=shared)
    assert run.fault is None, run.fault
    outcomes = ended(run)
    if shared and "test_warns" in expected:
        # There the submission's own line raises; across the bridge the test hears of the warning, and raises.
        expected = {**expected, "test_warns": "error"}
    assert outcomes == expected, run.explain()
    assert left_out == []


def test_marks_are_strict_when_asked(examiner: Examiner) -> None:
    run, _ = examined(examiner, {"a_test.py": TESTS, "pytest.ini": "[pytest]\naddopts = --strict-markers\n"})
    assert run.fault is not None
    assert "'slow' not found in `markers`" in run.fault["message"]


def test_what_does_not_hold_is_said(examiner: Examiner) -> None:
    settings = """
        [pytest]
        addopts = -vv -x --tb=short -n 4 --cov=candidate --cov-report term -p xdist --reruns 3 --doctest-modules
            --ignore=slow --durations=3
        timeout = 5
        markers = slow
        """
    run, left_out = examined(examiner, {"a_test.py": TESTS, "pytest.ini": settings})
    assert ended(run) == USUAL, run.explain()
    options = [
        "-n 4",
        "--cov candidate",
        "--cov-report term",
        "-p xdist",
        "--reruns 3",
        "--doctest-modules",
        "--ignore slow",
    ]
    said = [f"hidden/pytest.ini: pytest's option `{option}` is left out" for option in options]
    said.append("hidden/pytest.ini: the setting `timeout` belongs to no plugin that is here, and is left out")
    assert left_out == said
