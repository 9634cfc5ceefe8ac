"""A key counts only once the key before it was carried out, however fast the two were typed.

Textual hands a key to the widget with the focus, and tries its bindings when it has bubbled up to the app. Keys that
were typed behind it have by then gone to the old widget: ``/`` and ``D`` in one burst would delete an entry instead of
searching for a D. Letters that the widget with the focus keeps for itself need no such care and are not held.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ScreenStackError
from textual.worker import WorkerError

from comfort_journal.ui.actions import RESERVED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.dom import DOMNode
    from textual.worker import Worker

PATIENCE = 2.0
"""Seconds after which a key is given out although something in the way of the one before it does not answer."""
_ROUNDS = 2
"""The key itself bubbles up; what it set going (a focus, a new page, a message) takes one more way."""
SAVES = "save"
"""The group of workers whose end belongs to the key that began them: what is typed after it is for what comes then."""


class KeysInOrder:
    """Holds keys and pastes back while a key is being carried out; used from the app's own message loop only."""

    def __init__(self, app: App[Any], give: Callable[[events.Event], Awaitable[None]]) -> None:
        """Hand the events out with ``give``."""
        self._app = app
        self._give = give
        self._held: deque[events.Event] = deque()
        self._under_way: asyncio.Task[None] | None = None
        self._urgent = asyncio.Event()

    async def take(self, event: events.Key | events.Paste) -> None:
        """Give the event out now, or as soon as what came before it is done."""
        if self._under_way is None:
            await self._give_out(event)
        else:
            self._held.append(event)
            if isinstance(event, events.Key) and event.key in RESERVED.values():
                self._urgent.set()

    def take_next(self, event: events.Key | events.Paste) -> None:
        """Give the event out once more, before all that were typed after it, when what is under way is done."""
        self._held.appendleft(event)
        if self._under_way is None:
            self._app.call_later(self._go_on)

    async def _give_out(self, event: events.Event) -> None:
        means_something = not self._is_text(event)
        await self._give(event)
        if means_something:
            self._urgent.clear()
            self._under_way = asyncio.create_task(self._wait())

    def _is_text(self, event: events.Event) -> bool:
        focused = self._app.focused
        if focused is None or not isinstance(event, events.Key):
            return focused is not None
        return focused.check_consume_key(event.key, event.character)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError, ScreenStackError):
            async with asyncio.timeout(PATIENCE):
                for _ in range(_ROUNDS):
                    await self._way_up()
                while not self._urgent.is_set() and await self._saved():
                    for _ in range(_ROUNDS):
                        await self._way_up()
        self._app.call_later(self._go_on)

    async def _saved(self) -> bool:
        """Wait until what is being saved is, or a key came that waits for no disk; return whether anything was."""
        saving = [each for each in self._app.workers if each.group == SAVES and not each.is_finished]
        if saving:
            tasks = [asyncio.create_task(_end(each)) for each in saving]
            urgent = asyncio.create_task(self._urgent.wait())
            try:
                await asyncio.wait([*tasks, urgent], return_when=asyncio.FIRST_COMPLETED)
            finally:
                urgent.cancel()
        return bool(saving)

    async def _way_up(self) -> None:
        """Wait until everything from the focus up to the app has handled what lies before it now."""
        node: DOMNode | None = self._app.focused or self._app.screen
        while node is not None:
            reached = asyncio.Event()
            if node.call_later(reached.set):
                await reached.wait()
            node = node.parent  # the way a key bubbles

    async def _go_on(self) -> None:
        self._under_way = None
        while self._held and self._under_way is None:
            await self._give_out(self._held.popleft())


async def _end(worker: Worker[Any]) -> None:
    with contextlib.suppress(WorkerError):
        await worker.wait()
