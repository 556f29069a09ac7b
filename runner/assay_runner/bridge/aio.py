"""Coroutines of one side awaited on the other.

Each side runs an event loop of its own; the two take turns through the channel of the loop's thread. A task that
awaits a far
coroutine has one partner task over there, and what that one awaits from here runs in the first again: so a
cancellation, a time-out or a
context variable finds the same task on both sides that it would find in one process.

Imported by ``loops`` alone, and there only when a loop is at hand: importing ``asyncio`` was a quarter of an agent's start.
"""

from __future__ import annotations

import asyncio
import collections
from typing import TYPE_CHECKING, Any

from .wire import Channel, Disconnected, Malformed

if TYPE_CHECKING:
    from .peer import Peer

running_loop = asyncio._get_running_loop
new_event_loop = asyncio.new_event_loop
set_event_loop = asyncio.set_event_loop
all_tasks = asyncio.all_tasks
gather = asyncio.gather
_current_task = asyncio.current_task
#: Partner tasks that the other side may start at once.
MAX_PAIRS = 10_000


class Pair:
    """Two tasks, one on each side, that are one task to the code that runs in them."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.task: asyncio.Task[Any] | None = None
        self.mail: collections.deque[tuple[str, list[Any]]] = collections.deque()
        self.waiter: asyncio.Future[None] | None = None

    def post(self, topic: str, parts: list[Any]) -> None:
        self.mail.append((topic, parts))
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)


class Session:
    """One event loop of this side, bound to the channel of its thread."""

    def __init__(self, peer: Peer, loop: asyncio.AbstractEventLoop, channel: Channel, side: str) -> None:
        self.peer = peer
        self.loop = loop
        self.channel = channel
        self.side = side
        self.pairs: dict[str, Pair] = {}
        self._by_task: dict[Any, Pair] = {}
        # One count for all loops of this side: the other may still know the tasks of an earlier one.
        self._numbers = peer.task_numbers
        self.over = False
        #: Whether the loop was made for the other side's and has not begun to end: none but its code cancels a task then.
        self.follows = False
        self._flushing = False
        loop.add_reader(channel.sock.fileno(), self.read)

    def read(self) -> None:
        """Handles all messages that are here, without waiting for more."""
        try:
            # A question asked meanwhile may have taken what was announced.
            while not self.over and self.channel.ready():
                message = self.channel.receive()
                if type(message) is list and len(message) == 4:
                    # The answer to a question that this thread asked before it began to run this loop.
                    self.peer.loops.keep_answer(message, self.loop)
                else:
                    self.peer.handle(self.channel, message)
        except (Disconnected, Malformed) as error:
            self.loop.remove_reader(self.channel.sock.fileno())
            self.peer.session_broken(self, error)

    def look_again(self) -> None:
        """Reads, in the loop's next turn, what came together with an answer and will not be announced again."""
        if not self.loop.is_closed():
            self.loop.call_soon(self.read)

    def _tell(self, topic: str, raw: list[Any], values: Any = ()) -> None:
        """Tells the other side with all else that this turn of the loop has to tell, so that tasks start together there as they do here."""
        self.peer.tell_later(self.channel, topic, raw, values)
        if not self._flushing and not self.loop.is_closed():
            self._flushing = True
            self.loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flushing = False
        self.channel.flush()

    def _pair_of_current(self) -> Pair:
        task = _current_task(self.loop)
        assert task is not None
        pair = self._by_task.get(task)
        if pair is None:
            pair = Pair(f"{self.side}{next(self._numbers)}")
            self._adopt(pair, task)
            task.add_done_callback(lambda _task: self._end(pair))
        return pair

    def _adopt(self, pair: Pair, task: asyncio.Task[Any]) -> None:
        pair.task = task
        self.pairs[pair.key] = pair
        self._by_task[task] = pair

    def _end(self, pair: Pair) -> None:
        self._forget(pair)
        try:
            self._tell("end", [pair.key])
        except (Disconnected, Malformed):
            return

    def _forget(self, pair: Pair) -> None:
        self.pairs.pop(pair.key, None)
        self._by_task.pop(pair.task, None)

    async def far(self, number: int, method: str | None, values: tuple[Any, ...]) -> Any:
        """Awaits, on the other side, object ``number`` or what its ``method`` returns."""
        pair = self._pair_of_current()
        call = next(self._numbers)
        self._tell("await", [pair.key, call, number, method], values)
        while True:
            topic, parts = await self._mail(pair, call)
            if topic == "await":
                await self._perform(pair, parts)
            elif parts[1] == call:
                with self.peer.lock:
                    value = self.peer.decode(parts[3][0])
                try:
                    if parts[2]:
                        return value
                    if not isinstance(value, BaseException):
                        raise Malformed("what was raised is not an exception")
                    self.peer.raise_far(value)
                finally:
                    del value

    async def _mail(self, pair: Pair, call: int | None) -> tuple[str, list[Any]]:
        while not pair.mail:
            self.peer.check_alive()
            pair.waiter = self.loop.create_future()
            try:
                await pair.waiter
            except asyncio.CancelledError:
                if call is None or self.over:
                    # Of a far loop that has ended no answer comes.
                    raise
                # The far task decides how a cancellation ends; until then this one waits on.
                self._tell("cancel", [pair.key, call])
            finally:
                pair.waiter = None
        return pair.mail.popleft()

    async def _perform(self, pair: Pair, parts: list[Any]) -> None:
        key, call, number, method, *rest = parts
        try:
            box, fine = [await self.peer.operations.awaited(number, method, rest[0] if rest else [])], True
        except BaseException as error:
            if isinstance(error, Disconnected | Malformed):
                raise
            if isinstance(error, asyncio.CancelledError) and pair.task is not None:
                pair.task.uncancel()
            box, fine = [self.peer.refine(error)], False
        self._tell("done", [key, call, fine], (box[0],))

    async def _work(self, pair: Pair) -> None:
        """The life of a task that is the partner of one that the other side began."""
        try:
            while True:
                try:
                    topic, parts = await self._mail(pair, None)
                except asyncio.CancelledError:
                    if not self.follows or self.over or pair.task is None:
                        raise
                    # This side's code cancelled the task that it ran in (a time limit), which does something over there.
                    pair.task.uncancel()
                    self._tell("cancel", [pair.key, 0])
                    continue
                if topic == "end":
                    return
                if topic == "await":
                    await self._perform(pair, parts)
        except asyncio.CancelledError:
            return
        finally:
            self._forget(pair)

    def break_off(self, error: Exception) -> None:
        """Nothing more will come: whoever waits hears of it."""
        for pair in self.pairs.values():
            if pair.waiter is not None and not pair.waiter.done():
                pair.waiter.set_exception(error)

    def wake(self) -> None:
        """Has everybody who waits look whether the other side is still there."""
        for pair in self.pairs.values():
            if pair.waiter is not None and not pair.waiter.done():
                pair.waiter.set_result(None)

    @staticmethod
    def _cancel(pair: Pair) -> None:
        if pair.task is not None:
            pair.task.cancel()

    def told(self, topic: str, parts: list[Any]) -> None:
        pair = self.pairs.get(parts[0])
        if pair is None:
            if topic != "await":
                return
            if len(self.pairs) >= MAX_PAIRS:
                raise Malformed("too many tasks at once")
            pair = Pair(parts[0])
            task: Any = self.loop.create_task(self._work(pair))
            # It may begin when its loop is about to end, which is nothing to warn of.
            task._log_destroy_pending = False
            self._adopt(pair, task)
        if topic == "cancel":
            if parts[1] == 0 and pair.task is not None:
                # That it was cancelled is counted where it was, and is taken back there.
                pair.task.cancel()
                pair.task.uncancel()
                return
            if pair.mail and pair.waiter is None:
                # What is to be cancelled arrived just before and has not begun: it begins first, as it had on the
                # other side.
                self.loop.call_soon(self._cancel, pair)
            else:
                self._cancel(pair)
            return
        pair.post(topic, parts)
