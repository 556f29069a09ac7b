"""The bench measures the bridge and a bare socket in turns and says so as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_the_bench_tells_rates_and_ratios_as_json() -> None:
    command = [sys.executable, "-m", "assay_runner.examiner.bench", "--rounds", "1"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert set(told["ratio_to_bare_round_trip"]) == {"call", "callback", "text", "list"}
    assert all(ratio > 0 for ratio in told["ratio_to_bare_round_trip"].values())
    assert told["calls_per_second"] > 0
    assert told["rounds"] == 1
