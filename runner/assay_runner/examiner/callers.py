"""``inspect.stack()`` in a test's function that the candidate's code called shows the candidate's functions, and not the bridge's.

Asked for only then: a call that nobody looks behind costs nothing.
"""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING, Any

from ..bridge.functions import is_name
from ..bridge.peer import Peer

if TYPE_CHECKING:
    from .remote import ExaminerPeer

_PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep
_outer_frames = inspect.getouterframes
#: The code in whose frames something of the test's runs for the sandbox.
_SERVING = Peer.serve.__code__


def install(peer: ExaminerPeer) -> None:
    """Has ``inspect.getouterframes``, and with it ``inspect.stack``, know the candidate's frames."""

    # A stand-in's frame says that it is in the candidate's file: the function's own is told of over there.
    not_shown = (_PACKAGE, os.path.join(peer.root, "submission") + os.sep, peer.decoder.stand_in_file(None))

    def outer_frames(frame: Any, context: int = 1) -> list[inspect.FrameInfo]:
        found: list[inspect.FrameInfo] = []
        far: list[list[Any]] | None = None
        for info in _outer_frames(frame, context):
            if info.frame.f_code is _SERVING:
                if far is None:
                    far = _asked(peer)
                found += [_info(peer, info.frame, *parts) for parts in (far.pop(0) if far else ())]
            elif not info.filename.startswith(not_shown):
                found.append(info)
        return found

    inspect.getouterframes = outer_frames


def _asked(peer: ExaminerPeer) -> list[list[Any]]:
    """The candidate's frames, innermost first, in one list for each time that its code called the test's."""
    told = peer.ask("callers", [])
    return told if type(told) is list and all(type(group) is list for group in told) else []


def _info(peer: ExaminerPeer, frame: Any, file: Any, name: Any, line: Any) -> inspect.FrameInfo:
    """One of them; its frame is the one of this side that stands in its place."""
    if file not in peer.files or not is_name(name) or type(line) is not int:
        return inspect.FrameInfo(frame, "<the candidate's code>", 0, "<unknown>", None, None)
    lines = peer.files[file].splitlines(True)
    shown = [lines[line - 1]] if 0 < line <= len(lines) else None
    return inspect.FrameInfo(frame, peer.decoder.stand_in_file(file), line, name, shown, 0 if shown else None)
