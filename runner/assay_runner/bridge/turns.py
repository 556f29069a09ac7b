"""Two event loops, one on each side, that run as if they were one: at any moment only the one that has the turn runs.

So a coroutine that blocks its loop holds up those of the other side too, and what ``gather`` starts takes its steps in the order of one
process. The turn belongs to the side whose loop came first, the leader's; the other, the follower, gives it back when it has nothing to run. A
task that awaits something of the other side hands the turn over within its own step, and goes on within it when what it
awaits is there. A loop of another kind than asyncio's takes no turns.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from .wire import Disconnected, Malformed

if TYPE_CHECKING:
    from .aio import Session

#: How long a loop may keep the turn while the other one waits for nothing but its timers or sockets.
MAX_KEPT_SECONDS = 0.01
_now = time.monotonic


def _nothing() -> None:
    """What stands in a loop for something of the other one."""


class Turns:
    """What one loop knows of the turn."""

    def __init__(self, session: Session, leads: bool) -> None:
        self.session = session
        self.loop: Any = session.loop
        self.leads = leads
        self.mine = leads
        #: Whether the other loop has something to run that waits for its turn.
        self.far_ready = False
        #: Until when this loop may keep the turn though the other one might have something to do.
        self.until = 0.0
        #: Whether the turn came while this loop was in the middle of a round, so that what it brought has not run.
        self.fresh = False
        #: Whether the other loop was told something since it had its turn.
        self.told = False
        #: Whether the turn is for what came with it alone.
        self.step = False
        #: What waits for a turn of its own.
        self._aside: list[Any] = []
        #: Where, among what can run here, the other loop had something to run.
        self._mark: Any = None
        self._selector = getattr(self.loop, "_selector", None)
        if isinstance(self.loop, asyncio.SelectorEventLoop) and self._selector is not None:
            hooked = getattr(self._selector.select, "__self__", None)
            self._select: Any = hooked._select if isinstance(hooked, Turns) else self._selector.select
            self._selector.select = self.select
            self.takes = True
        else:
            self.takes = False

    @property
    def over(self) -> bool:
        return not self.takes or self.session.over or self.loop.is_closed()

    def end(self) -> None:
        """The loop runs on its own from now on."""
        if self.takes:
            self.takes = False
            self._selector.select = self._select  # type: ignore[union-attr]
            self._take_up()

    # ---- where a round of the loop ends ------------------------------------------------------------------------

    def select(self, timeout: float | None = None) -> Any:
        """In place of the selector's own: between two rounds of the loop."""
        if self.over:
            return self._select(timeout)
        if self._end_round(timeout):
            timeout = 0
        events = self._select(timeout)
        if timeout != 0 and not self.mine and not self.over:
            if self.leads:
                self.hold()
            elif self._has_own(events):
                self._claim()
        return events

    def _end_round(self, timeout: float | None) -> bool:
        """Gives the turn away if it is due; tells whether there may be something to run now that was not there before."""
        ready = timeout == 0 or bool(self._aside)
        if not self.mine:
            if not ready:
                self.session.channel.flush()
                return False
            if self.leads:
                self._wait()
                return True
            self._claim()
        fresh, self.fresh = self.fresh, False
        if ready and fresh:
            self.session.channel.flush()
            return False
        due = self.told or self.far_ready or (not self.leads and (not ready or _now() > self.until))
        if not due:
            self.session.channel.flush()
            return self._take_up()
        if self._mark is not None and self._runs_before_mark():
            return False
        self._give(ready, timeout)
        if not ready:
            return False
        self._wait()
        return True

    def _runs_before_mark(self) -> bool:
        """Whether something here comes before what the other loop has to run; the rest waits."""
        ready, mark = self.loop._ready, self._mark
        if mark in self._aside:
            self._aside.remove(mark)
        elif mark in ready:
            first = ready.index(mark)
            if first:
                later = [ready.pop() for _ in range(len(ready) - first)]
                self._aside.extend(reversed(later))
                return True
            ready.popleft()
        self._mark = None
        return False

    def _wait(self) -> None:
        """Waits for the turn; what could run already waits longer if the turn is for one step alone."""
        ready = self.loop._ready
        self._aside.extend(ready)
        ready.clear()
        try:
            self.hold()
        finally:
            if not self.step or self.over:
                self._take_up()

    def _take_up(self) -> bool:
        """Has everything run that waited."""
        aside, self._aside = self._aside, []
        self.loop._ready.extendleft(reversed(aside))
        return bool(aside)

    def _has_own(self, events: Any) -> bool:
        """Whether something else than the other side woke this loop."""
        own = self.session.channel.sock.fileno()
        return not events or bool(self.loop._ready) or any(key.fd != own for key, _ in events)

    # ---- within a step of a task -------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """What was just told is for the other side to do now, and this step goes on when that has come as far as it can."""
        if self.over:
            return
        if not self.mine:
            if self.leads:
                self.hold()
            else:
                self._claim()
        self._give(True, None, True)
        self.hold()
        if self.leads and self.far_ready and self._mark is None and not self.over:
            self._mark = self.loop.call_soon(_nothing)

    def answer(self) -> None:
        """What was just told is all that this step has to do."""
        if self.over or not self.mine:
            return
        if self.leads or self.loop._ready:
            self.hand_over()
        else:
            self._give(False, None)

    # ---- the turn ----------------------------------------------------------------------------------------------

    def _give(self, ready: bool, timeout: float | None, step: bool = False) -> None:
        self.mine = self.told = self.step = False
        self.session.peer.tell("turn", [ready, timeout, step])

    def _claim(self) -> None:
        """Takes the turn without being given it: a timer of this loop is due."""
        self.mine = True
        self.far_ready = False
        self.until = 0.0
        self.session.peer.tell("busy", [])

    def hold(self) -> None:
        """Waits for the turn, and does meanwhile what the other side asks for."""
        session = self.session
        try:
            while not self.mine and not self.over and not self.loop._stopping:
                session.peer.check_alive()
                session.take(session.channel.receive())
            self.fresh = False
        except (Disconnected, Malformed) as error:
            session.broken(error)

    def taken_in(self, topic: str, parts: list[Any]) -> None:
        """The other side gave the turn away, or took it."""
        if topic == "busy":
            self.mine = not self.leads and self.mine
            self.far_ready = True
            return
        if len(parts) != 3:
            raise Malformed("a turn of the wrong shape")
        ready, timeout, step = parts
        self.step = bool(step)
        self.fresh = not self.mine
        self.mine = True
        self.far_ready = bool(ready)
        kept = MAX_KEPT_SECONDS if type(timeout) not in (int, float) else min(timeout, MAX_KEPT_SECONDS)
        self.until = _now() + kept
