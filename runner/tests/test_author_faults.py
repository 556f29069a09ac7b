"""A suite that cannot be used is its author's error, with file and line: never the candidate's, bounded, and nobody else's loss."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from harness import Examiner, NotLoaded, Run

RIGHT = {"candidate.py": b"def right():\n    return 42\nclass Base: pass\n"}
ANY_LINE = 0
# What a fault of each kind says, and where; the first file of a suite is `hidden/a_test.py`.
FAULTS: dict[str, tuple[dict[str, str], str, tuple[str, int]]] = {
    "syntax": ({"a_test.py": "import candidate\ndef test_a(:\n"}, "SyntaxError", ("hidden/a_test.py", 2)),
    "name": ({"a_test.py": "import candidate\n\nTABLE = tabel\n"}, "NameError: name 'tabel'", ("hidden/a_test.py", 3)),
    "raises_on_import": ({"a_test.py": "import candidate\n1 / 0\n"}, "ZeroDivisionError", ("hidden/a_test.py", 2)),
    "conftest_raises": (
        {"conftest.py": "import candidate\n\nraise ValueError('no database')\n", "a_test.py": "def test_a(): pass\n"},
        "ValueError: no database",
        ("hidden/conftest.py", 3),
    ),
    "hook_raises": (
        {
            "conftest.py": "def pytest_collection_modifyitems(items):\n    items[7]\n",
            "a_test.py": "def test_a(): pass\n",
        },
        "a hook of the tests raised IndexError",
        ("hidden/conftest.py", 2),
    ),
    "parametrize_counts": (
        {"a_test.py": "import pytest\n\n\n@pytest.mark.parametrize('a,b', [(1,)])\ndef test_a(a, b): pass\n"},
        'in "parametrize" the number of names',
        ("hidden/a_test.py", 4),
    ),
    "parametrize_unused": (
        {"a_test.py": "import pytest\n\n@pytest.mark.parametrize('b', [1])\ndef test_a(): pass\n"},
        "function uses no argument 'b'",
        ("hidden/a_test.py", 3),
    ),
    "absent_package": (
        {"a_test.py": "import candidate\nimport numpie.linalg\n"},
        'add it there: [image] packages = ["numpie"]',
        ("hidden/a_test.py", 2),
    ),
    "absent_helper": (
        {"conftest.py": "", "a_test.py": "from helpers import check\n"},
        "put helpers.py beside them",
        ("hidden/a_test.py", 1),
    ),
    "absent_plugin": (
        {"conftest.py": "\npytest_plugins = ['pytest_absent']\n", "a_test.py": "def test_a(): pass\n"},
        "pytest_absent",
        ("hidden/conftest.py", 1),
    ),
    "two_of_a_name": (
        {"one/a_test.py": "def test_a(): pass\n", "two/a_test.py": "def test_a(): pass\n"},
        "hidden/one/a_test.py and hidden/two/a_test.py are both imported as `a_test`; give one another name",
        ("hidden/two/a_test.py", 1),
    ),
    "no_tests": (
        {"a_test.py": "import candidate\n\ndef check(): pass\n"},
        "no hidden edge case",
        ("hidden/a_test.py", 1),
    ),
    "too_many": (
        {"a_test.py": "import pytest\n@pytest.mark.parametrize('n', range(5_001))\ndef test_a(n): pass\n"},
        "5001 edge cases",
        ("hidden/a_test.py", 1),
    ),
    "prints_without_end": (
        {"a_test.py": "import sys\nwhile True:\n    print('x' * 1_000_000)\n"},
        "the tests print more than 16 MiB",
        ("hidden/a_test.py", 3),
    ),
    "prints_bytes_without_end": (
        {"a_test.py": "import os, sys\nwhile True:\n    sys.stdout.buffer.write(b'x' * 1_000_000)\n"},
        "the tests print more than 16 MiB",
        ("hidden/a_test.py", 3),
    ),
    "hangs": ({"a_test.py": "import candidate\n\nwhile True:\n    pass\n"}, "hang", ("hidden/a_test.py", 3)),
    "hangs_and_catches": (
        {"a_test.py": "while True:\n    try:\n        pass\n    except BaseException:\n        pass\n"},
        "hang",
        ("hidden/a_test.py", ANY_LINE),
    ),
    "hangs_in_c": ({"a_test.py": "import itertools\n\nsum(itertools.repeat(0))\n"}, "hang", ("hidden/a_test.py", 3)),
    "conftest_hangs": (
        {"conftest.py": "import time\ntime.sleep(1_000)\n", "a_test.py": "def test_a(): pass\n"},
        "hang",
        ("hidden/conftest.py", 2),
    ),
    "exits": ({"a_test.py": "import sys\nsys.exit(3)\n"}, "SystemExit: 3", ("hidden/a_test.py", 2)),
    "exits_at_once": ({"a_test.py": "import os\n\nos._exit(0)\n"}, "os._exit(0)", ("hidden/a_test.py", 3)),
    "ends_pytest": ({"a_test.py": "import pytest\npytest.exit('no')\n"}, "Exit: no", ("hidden/a_test.py", 2)),
    "runs_itself": ({"a_test.py": "import unittest\n\nunittest.main()\n"}, "SystemExit", ("hidden/a_test.py", 3)),
    "kills_itself": (
        {"a_test.py": "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n"},
        "crash the interpreter: Fatal Python error: Segmentation fault",
        ("hidden/a_test.py", 2),
    ),
    "forks": ({"a_test.py": "import os\n\nos.fork()\n"}, "the test file forks", ("hidden/a_test.py", 3)),
    "below_the_candidates": (
        {
            "a_test.py": "import candidate\n\nclass TestIt(candidate.Base):\n    def test_a(self):\n        assert self\n"
        },
        "the test class TestIt is below a class of the candidate's",
        ("hidden/a_test.py", 4),
    ),
    "testcase_below_the_candidates": (
        {
            "a_test.py": "import unittest\nimport candidate\n\nclass It(candidate.Base, unittest.TestCase):\n"
            "    def test_a(self):\n        self.assertTrue(self)\n"
        },
        "the test class It is below a class of the candidate's",
        ("hidden/a_test.py", 5),
    ),
    "settings_unreadable": (
        {"pytest.ini": "[pytest]\nmarkers\n", "a_test.py": "def test_a(): pass\n"},
        "pytest could not be configured",
        ("hidden/pytest.ini", 2),
    ),
    "plugin_required": (
        {"pytest.ini": "[pytest]\nrequired_plugins = pytest-absent\n", "a_test.py": "def test_a(): pass\n"},
        "Missing required plugins: pytest-absent",
        ("hidden/pytest.ini", 1),
    ),
}
# What goes wrong in an edge case, with the line that is told; the others go on.
EDGE_CASE_FAULTS: dict[str, tuple[str, str, int]] = {
    "no_fixture": ("\ndef test_a(absent): pass\n", "fixture 'absent' not found", 2),
    "name": ("def test_a():\n    nmae\n", "NameError", 2),
    "exits": ("import sys\ndef test_a():\n    sys.exit(1)\n", "the test itself ends pytest: SystemExit: 1", 3),
    "exits_at_once": ("import os\ndef test_a():\n    os._exit(0)\n", "os._exit(0)", 3),
    "ends_pytest": ("import pytest\ndef test_a():\n    pytest.exit('no')\n", "ends pytest: Exit: no", 3),
    "prints_without_end": ("def test_a():\n    while True: print('x' * 10**6)\n", "print more than 16 MiB", 2),
    "popen": (
        "import subprocess, sys\ndef test_a():\n    p = subprocess.Popen([sys.executable, 'candidate.py'], stdin=-1, stdout=-1)\n"
        "    p.stdout.read()\n    p.stdin.write(b'a')\n    p.stdin.flush()\n",
        "cannot be spoken with line by line",
        6,
    ),
    "forks": ("import os\ndef test_a():\n    os.fork()\n", "the test file forks", 3),
    "forks_late": (
        "import os\ndef test_a():\n    if not os.fork():\n        sum(range(300_000))\n",
        "the test file forks",
        3,
    ),
}
# What is odd and works all the same.
FINE: dict[str, dict[str, str]] = {
    "options_of_a_run": {"pytest.ini": "[pytest]\naddopts = -x -n4 --cov=x -q\nmarkers = slow\n"},
    "warnings_are_errors": {"pyproject.toml": "[tool.pytest.ini_options]\nfilterwarnings = ['error']\n"},
    "setup_cfg": {"setup.cfg": "[tool:pytest]\naddopts = --import-mode=importlib\n"},
    "own_names": {"tox.ini": "[pytest]\npython_files = check_*.py a_test.py\n", "check_x.py": "def test_x(): pass\n"},
    "conftest_uses_candidate": {
        "conftest.py": "import candidate, pytest\n@pytest.fixture(autouse=True)\ndef f(): assert candidate.right() == 42\n"
    },
    "own_option": {
        "conftest.py": "def pytest_addoption(parser):\n    parser.addoption('--slow', action='store_true')\n"
        "def pytest_configure(config):\n    config.addinivalue_line('markers', 'slow: x')\n"
        "def pytest_collection_modifyitems(config, items):\n    assert not config.getoption('--slow')\n"
    },
    "own_plugin": {"conftest.py": "pytest_plugins = ['fixtures']\n", "fixtures.py": "import pytest\n"},
    "prints_megabytes": {"b_test.py": "print('x' * 8_000_000)\ndef test_b(): print('y' * 8_000_000)\n"},
    "child_is_left": {"b_test.py": "import os, time\ndef test_b():\n    if not os.fork(): time.sleep(1_000)\n"},
}
PASSES = "import candidate\n\ndef test_right():\n    assert candidate.right() == 42\n"


def examine(examiner: Examiner, files: Mapping[str, str], submission: Mapping[str, bytes] = RIGHT) -> Run:
    tests = {f"hidden/{name}": text.encode() for name, text in files.items()}
    try:
        challenge = examiner.load(tests, ["candidate"])
    except NotLoaded as error:
        return Run(fault={"kind": "challenge", "message": error.args[0], "location": error.args[1]})
    with examiner.sandbox() as uid:
        return examiner.run(challenge, submission, uid, edge_case_seconds=0.5)


@pytest.mark.parametrize("name", FAULTS)
def test_a_suite_that_cannot_be_collected_is_its_authors_error(examiner: Examiner, name: str) -> None:
    files, says, (file, line) = FAULTS[name]
    run = examine(examiner, files)
    assert run.fault is not None, run.explain()
    assert run.fault["kind"] == "challenge", run.fault
    assert says in run.fault["message"]
    assert run.fault["location"]["file"] == file, run.fault
    assert line in (ANY_LINE, run.fault["location"]["line"]), run.fault
    assert len(run.fault["message"]) < 5_000
    assert not run.cases


def test_a_test_that_is_broken_is_its_authors_error_and_harms_no_other(examiner: Examiner) -> None:
    files = {f"{name}_test.py": text for name, (text, _, _) in EDGE_CASE_FAULTS.items()}
    run = examine(examiner, {**files, "z_test.py": PASSES})
    assert run.fault is None, run.fault
    assert run.cases["z_test.py::test_right"].outcome == "passed", run.explain()
    for name, (_, says, line) in EDGE_CASE_FAULTS.items():
        case = run.cases[f"{name}_test.py::test_a"]
        assert case.outcome == "challenge_fault", run.explain()
        assert says in case.message
        assert case.location == {"file": f"hidden/{name}_test.py", "line": line}


# What would run the candidate's text beside the tests and cannot be done in the sandbox, on the last line of the test.
TEXTS: dict[str, tuple[str, str]] = {
    "names_something_of_the_tests": ("    eval(candidate.text())", "text with 'EXPECTED', which is the test's own"),
    "command": ("    os.system(candidate.command())", "a command would be run that is the candidate's text"),
    "shell": ("    subprocess.run(candidate.command(), shell=True)", "a command would be run"),
    "examples": ("    doctest.run_docstring_examples(candidate.text, {})", "examples in the candidate's docstrings"),
}
WRITES = b"""
def text():
    ">>> 1 + 1\\n2"
    return "len(EXPECTED)"
def command():
    return "echo x > y; echo z"
"""


@pytest.mark.parametrize("name", TEXTS)
def test_a_test_that_would_run_the_candidates_text_beside_the_tests_is_its_authors_error(
    examiner: Examiner, name: str
) -> None:
    body, says = TEXTS[name]
    source = f"import doctest, os, subprocess\nimport candidate\nEXPECTED = [1]\ndef test_a():\n{body}\n"
    run = examiner.examine({"candidate.py": WRITES}, {"hidden/a_test.py": source.encode()}, ["candidate"])
    case = run.cases["a_test.py::test_a"]
    assert case.outcome == "challenge_fault", run.explain()
    assert says in case.message
    assert case.location == {"file": "hidden/a_test.py", "line": 5}


@pytest.mark.parametrize("name", FINE)
def test_what_a_company_brings_along_works(examiner: Examiner, name: str) -> None:
    run = examine(examiner, {"a_test.py": PASSES, **FINE[name]})
    assert run.fault is None, run.fault
    assert set(run.outcomes().values()) == {"passed"}, run.explain()
    assert "a_test.py::test_right" in run.outcomes()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "the submission lacks what the tests import: cannot import name 'right' from 'candidate'"),
        (b"1 / 0", "ZeroDivisionError"),
        (b"raise SystemExit(3)", "SystemExit"),
        (b"while True: pass", "importing the module took longer than 1 seconds"),
    ],
)
def test_what_the_submission_lacks_is_the_candidates(examiner: Examiner, source: bytes, says: str) -> None:
    run = examine(
        examiner, {"a_test.py": "from candidate import right\ndef test_a(): pass\n"}, {"candidate.py": source}
    )
    assert run.fault is not None
    assert run.fault["kind"] == "import", run.fault
    assert re.search(re.escape(says), run.fault["message"])


def test_hidden_and_visible_files_of_one_name_are_two(examiner: Examiner) -> None:
    helper = "NAME = {!r}\n"
    test = "from helpers import NAME\ndef test_a():\n    from helpers import NAME as again\n    assert NAME == again == {!r}\n"
    tests = {
        f"{suite}/{name}": text.format(suite).encode()
        for suite in ("hidden", "visible")
        for name, text in {"helpers.py": helper, "a_test.py": test, "conftest.py": "import helpers\n"}.items()
    }
    run = examiner.examine(RIGHT, tests, ["candidate"], suites=("hidden", "visible"))
    assert run.outcomes() == {"a_test.py::test_a": "passed", "visible/a_test.py::test_a": "passed"}, run.explain()


def test_the_examiner_goes_on_serving_others(examiner: Examiner) -> None:
    run = examine(examiner, {"last_test.py": PASSES})
    assert run.outcomes() == {"last_test.py::test_right": "passed"}, run.explain()
