"""The examiner's start: it says hello and can be connected with before it has imported what examines, so that the first sandbox starts
meanwhile."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import socket
from pathlib import Path

import _pytest

DEFAULT_SOCKET = "/run/assay/examiner.sock"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="assay-examiner", description="Holds hidden tests and examines sandboxes with them."
    )
    parser.add_argument("--socket", default=DEFAULT_SOCKET, help="where sandboxes connect")
    parser.add_argument(
        "--scratch", default="/tmp/assay", help="a folder for tests and temporary files, the same path in every sandbox"
    )
    chosen = parser.parse_args()
    scratch = Path(chosen.scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    listener = _listen(chosen.socket)
    hello = {"type": "hello", "python": platform.python_version(), "pytest": _pytest.__version__}
    os.write(1, json.dumps(hello).encode() + b"\n")

    from . import main_process

    main_process.serve(listener, scratch)


def _listen(path: str) -> socket.socket:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    os.chmod(path, 0o666)
    listener.listen(128)
    return listener


if __name__ == "__main__":
    main()
