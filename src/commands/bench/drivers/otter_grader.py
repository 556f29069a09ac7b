"""Otter-Grader: ``otter.api.grade_submission``, with no container. One test case of its own format starts the suite."""

import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path

case = json.loads(sys.stdin.readline())
folder = Path(case["folder"])
work = Path(tempfile.mkdtemp(prefix="assay-bench-otter-"))
autograder = work / "autograder.zip"
# Its format has one file a question; the suite needs pytest, which is started as everywhere else.
TEST = f"""
OK_FORMAT = False

import os, subprocess, sys
from otter.test_files import test_case

name = "suite"
points = 1

@test_case(points=1, hidden=False)
def test_suite():
    ended = subprocess.run({case["shell"]!r}, shell=True, cwd={str(folder)!r}, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
"""
with zipfile.ZipFile(autograder, "w") as archive:
    archive.writestr("tests/suite.py", TEST)
    archive.writestr("otter_config.json", json.dumps({"pdf": False, "print_summary": False}))
# The command says `python3`: the one that Otter itself is installed for, which has pytest.
os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
os.chdir(work)

from otter.api import grade_submission  # noqa: E402

told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
print(json.dumps({}), file=told, flush=True)
for _ in sys.stdin:
    results = grade_submission(str(folder / case["module"]), str(autograder), quiet=True)
    fault = "" if results.total == results.possible and results.possible else results.summary()
    print(json.dumps({"fault": fault}), file=told, flush=True)
