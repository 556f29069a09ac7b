"""Which event loop of this side serves which thread: one that runs here, or one made for what the other side awaits.

Knows when a loop begins and ends; what two tasks say to each other is ``aio``'s.
"""

from __future__ import annotations

import importlib
import sys
import threading
from typing import TYPE_CHECKING, Any

from .wire import Channel, Malformed

if TYPE_CHECKING:
    from . import aio
    from .peer import Peer

_import, _modules = importlib.import_module, sys.modules
#: ``aio``, once it is imported.
_aio: Any = None
#: Answers kept at most that came before their question's turn.
MAX_EARLY = 1000


def bring() -> Any:
    """``aio``, imported when it is first asked for."""
    global _aio
    if _aio is None:
        _aio = _import(".aio", __package__)
    return _aio


def running() -> Any:
    """The event loop that runs in this thread. There is none before somebody has imported ``asyncio``."""
    if _aio is not None:
        return _aio.running_loop()
    return bring().running_loop() if "_asyncio" in _modules else None


class _Thread(threading.local):
    """What one thread has of loops."""

    def __init__(self) -> None:
        #: The session of the loop that runs here, or of the one made for the other side.
        self.session: aio.Session | None = None
        #: The loop made for the other side.
        self.loop: Any = None
        #: The answer for which that loop is to stop.
        self.awaited: int | None = None
        #: Answers that came before their question's turn.
        self.early: dict[int, list[Any]] = {}


class Loops:
    """The event loops of one side, by thread."""

    def __init__(self, peer: Peer, side: str) -> None:
        self.peer = peer
        self.side = side
        self.here = _Thread()

    def session(self) -> aio.Session:
        """The session of the running event loop."""
        loop = running()
        if loop is None:
            raise RuntimeError("no running event loop")
        known = self.here.session
        if known is None or known.loop is not loop:
            if known is not None and self.here.loop is None:
                self.peer.tell("noloop", [])
            made: aio.Session = bring().Session(self.peer, loop, self.peer.channel(), self.side)
            known = self.here.session = made
        return known

    def session_for_far(self) -> aio.Session:
        """The session in which something that the other side began shall run: a loop of its own where none runs here."""
        known = self.here.session
        if known is not None and not known.loop.is_closed():
            return known
        if running() is not None:
            return self.session()
        loop = bring().new_event_loop()
        self.here.loop = loop
        made: aio.Session = bring().Session(self.peer, loop, self.peer.channel(), self.side)
        self.here.session = made
        made.follows = True
        return made

    def keep_up(self) -> None:
        """Tells the other side, before anything is asked, that a loop runs here now, or that this side's has ended.

        Then its own loop runs or has ended, too: what is called there may ask for the running loop.
        """
        here = self.here
        if here.loop is not None:
            return
        loop = running()
        if loop is None:
            if here.session is not None:
                here.session = None
                self.peer.tell("noloop", [])
        elif here.session is None or here.session.loop is not loop:
            self.session()
            self.peer.tell("loop", [])

    def settle(self) -> None:
        """What the other side asked for is done, and with it the loop that ran here for that alone: no word of it is needed."""
        here = self.here
        if here.session is not None and here.loop is None and here.session.loop.is_closed():
            here.session = None

    def made_one(self) -> bool:
        """Whether this thread has a loop for the other side that does not run just now."""
        return self.here.loop is not None and running() is None

    def run(self, channel: Channel, sequence: int | None) -> None:
        """Runs the loop made for the other side until that side's own loop is over, or the awaited answer is here."""
        here = self.here
        loop, session = here.loop, here.session
        assert session is not None
        here.awaited = sequence
        aio = bring()
        aio.set_event_loop(loop)
        try:
            # Tasks that began together on the other side begin together here: all that has come is read before any
            # runs. In the loop, for what is called meanwhile may ask for it.
            loop.call_soon(session.read)
            loop.run_forever()
            session.follows = False
            waiting = aio.all_tasks(loop)
            for task in waiting:
                task.cancel()
            if waiting:
                loop.run_until_complete(aio.gather(*waiting, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            aio.set_event_loop(None)
            loop.remove_reader(channel.sock.fileno())
            loop.close()
            here.loop = here.session = here.awaited = None

    def told(self, topic: str, parts: list[Any]) -> None:
        """Takes in what the other side told of its loop or of a task."""
        if topic == "loop":
            self.session_for_far()
        elif topic != "noloop":
            known = self.here.session
            # A task of the other side's that outlives this side's loop is cancelled there when it hears of the end; and
            # nothing but an `await` begins anything.
            stray = topic != "await" if known is None else known.loop.is_closed()
            if not stray:
                self.session_for_far().told(topic, parts)
        elif self.here.loop is not None:
            # What comes after this belongs to another loop.
            assert self.here.session is not None
            self.here.session.over = True
            self.here.loop.stop()

    def look_again(self, channel: Channel) -> None:
        """Reads, in the loop's next turn, what came together with an answer."""
        if channel.pending() and self.here.session is not None:
            self.here.session.look_again()

    # ---- answers out of turn -----------------------------------------------------------------------------------

    def early(self, sequence: int) -> list[Any] | None:
        """The answer to a question, if it came before its turn."""
        return self.here.early.pop(sequence, None) if self.here.early else None

    def keep_early(self, message: list[Any]) -> None:
        if len(self.here.early) > MAX_EARLY:
            raise Malformed("answers to questions that nobody asked")
        self.here.early[message[1]] = message

    def keep_answer(self, message: list[Any], loop: Any) -> None:
        """Keeps an answer that arrived while a loop ran, and stops the loop if it is the awaited one."""
        self.keep_early(message)
        if self.here.awaited == message[1]:
            loop.stop()
