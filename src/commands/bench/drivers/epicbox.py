"""epicbox: a container for each submission, through ``epicbox.run``. The first line says what; each further line is one grading."""

import json
import logging
import sys
from pathlib import Path

import epicbox
import structlog

logging.disable(logging.CRITICAL)
# Its own configuration needs the standard library's loggers, which is what is silenced above.
structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())

case = json.loads(sys.stdin.readline())
folder = Path(case["folder"])
epicbox.configure(profiles=[epicbox.Profile("python", case["image"])])
limits = {
    "cputime": None,
    "realtime": 120,
    "memory": case["memory_mebibytes"],
    "processes": case["processes"],
}
print(json.dumps({}), flush=True)
for _ in sys.stdin:
    files = [
        {"name": str(path.relative_to(folder)), "content": path.read_bytes()} for path in sorted(folder.rglob("*.py"))
    ]
    ended = epicbox.run("python", case["shell"], files=files, limits=limits)
    said = (ended["stdout"] + ended["stderr"]).decode(errors="replace")
    fault = "" if ended["exit_code"] == 0 else said or str(ended)
    print(json.dumps({"fault": fault}), flush=True)
