"""How values cross between the sandbox and the examiner, as the sandbox sees it: it trusts the other side."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

from ..bridge import errors
from ..bridge.decoding import Decoder
from ..bridge.encoding import Encoder
from ..bridge.known import allowed_from_sandbox, may_be_named

if TYPE_CHECKING:
    from .interpreter import SandboxPeer

# What the candidate may replace is taken before any of its code runs.
_import = importlib.import_module


class Outgoing(Encoder):
    """What the candidate's code hands to a test."""

    names_partials = False

    def __init__(self, peer: SandboxPeer) -> None:
        super().__init__(peer.names, peer.shares, peer.kept, peer.lent, peer.stand_ins, peer.attachments)
        self._peer = peer

    def encode_named(self, value: Any) -> Any:
        named = super().encode_named(value)
        if named is None or isinstance(value, type) or allowed_from_sandbox(named[1], named[2]):
            return named
        # The examiner would not take the name of a function that acts: it is called here, by reference.
        return None

    def source_name(self, filename: str) -> str | None:
        return _below(filename, self._peer.root)

    def frames_of(self, error: BaseException) -> list[Any]:
        return errors.frames(error, self.source_name)


# An exception that comes through hundreds of crossings is asked for the files of all its frames at each.
@functools.lru_cache(256)
def _below(filename: str, root: str) -> str | None:
    return os.path.relpath(filename, root) if root and filename.startswith(root + os.sep) else None


class Incoming(Decoder):
    """What a test sends."""

    # A candidate's `curry` counts the parameters of what it is given, by `__code__.co_argcount`.
    shapes = True

    def __init__(self, peer: SandboxPeer) -> None:
        super().__init__(peer.names, peer.shares, peer.kept, peer.lent, peer.stand_ins, peer.attachments, peer.far)
        self._peer = peer

    def resolve_name(self, module: str, qualified: str) -> Any:
        patched = self._peer.pristine.get((module, qualified))
        if patched is not None:
            return patched
        found = super().resolve_name(module, qualified)
        if found is None and module not in sys.modules and self._is_at_hand(module):
            _import(module)
            found = super().resolve_name(module, qualified)
        return found

    def _is_at_hand(self, module: str) -> bool:
        """Whether a module that only the test has imported so far can be, and is none of the candidate's."""
        top = module.partition(".")[0]
        own = os.path.join(self._peer.root, top)
        return may_be_named(module) and not (os.path.exists(own) or os.path.exists(own + ".py"))

    def module_stand_in(self, number: int, name: str) -> Any:
        return _import(name)
