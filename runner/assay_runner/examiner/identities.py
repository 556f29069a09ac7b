"""``id(thing)`` in a test's file means an object of the candidate's, and not what stands for it here.

A stand-in goes when nobody here holds it, and the next one of the same object lies elsewhere: a test that walks a linked list and
remembers the ``id`` of each node would not know a node again, or take one for another. So what a test asks the ``id`` of is
held until its edge case ends. Test files alone are given such an ``id``: the bridge asks for it too often, and means what is here.
"""

from __future__ import annotations

import re
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _pytest.assertion.rewrite as rewrite

if TYPE_CHECKING:
    from .remote import ExaminerPeer

_MENTION = re.compile(rb"\bid\b")
#: Of one edge case; each costs an object on both sides.
_MOST_HELD = 100_000


def install(peer: ExaminerPeer, tests: Path) -> None:
    """From now on the files of the tests that mention ``id`` have this one."""
    run = rewrite.AssertionRewritingHook.exec_module

    def id_of(thing: Any, /) -> int:
        if peer.stand_ins.number_of(thing) is not None and len(peer.asked_for_id) < _MOST_HELD:
            peer.asked_for_id[id(thing)] = thing
        return id(thing)

    def exec_module(self: rewrite.AssertionRewritingHook, module: types.ModuleType) -> None:
        file = Path(module.__spec__.origin or "") if module.__spec__ is not None else Path()
        if file.is_relative_to(tests) and _MENTION.search(file.read_bytes()):
            module.__dict__["id"] = id_of
        run(self, module)

    id_of.__name__ = id_of.__qualname__ = "id"
    rewrite.AssertionRewritingHook.exec_module = exec_module  # type: ignore[method-assign]
