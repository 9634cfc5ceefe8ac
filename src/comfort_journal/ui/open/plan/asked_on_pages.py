"""The plan's questions as pages and small questions over the page that asks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, TypeVar

from comfort_journal.errors import ComfortError
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.plan.clinician import GO_ON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.records import AnyRecord, RatingRecord
    from comfort_journal.ui.open.core.screen import OpenScreen

Answer = TypeVar("Answer")


class OnPages:
    """Asks over one screen; every method runs in a worker of that screen."""

    def __init__(self, screen: OpenScreen[None]) -> None:
        """Ask over that screen."""
        self._screen, self._session = screen, screen.session

    async def page(
        self, title: str, text: str, answers: Sequence[tuple[str, str]], ticks: Sequence[tuple[str, str]]
    ) -> tuple[str, ...] | None:
        """Show a page and wait for its answer."""
        asked = QuestionScreen(self._session, title, text, answers, ticks=ticks, with_ticks=GO_ON)
        return await self._screen.app.push_screen_wait(asked)

    async def choose(self, question: str, texts: Sequence[str]) -> str | None:
        """Have one of some texts chosen."""
        return await self._screen.app.push_screen_wait(Choose(self._session, question, texts))

    async def write(
        self, question: str, example: str, read: Callable[[str], Answer | None], sorry: str
    ) -> Answer | None:
        """Have a line written."""
        return await self._screen.app.push_screen_wait(Ask[Answer](self._session, question, example, read, sorry))

    async def number(self, about: Literal["next_day", "now"], question: str, proposed: RatingRecord | None) -> bool:
        """Have a number given."""
        from comfort_journal.ui.open.rating.rating_screen import RatingScreen  # noqa: PLC0415  its own room, opened when needed

        text = f"{question} {self._which_number()}" if about == "now" else question
        kept = await self._screen.app.push_screen_wait(RatingScreen(self._session, about, text, proposed))
        if about == "now" and kept is not None and kept.value is not None:
            self._screen.say(self._session.practice.library.sentences.plan.kept.format(value=kept.value))
        return kept is not None

    def _which_number(self) -> str:
        """Say that a number for now is not the one for after a session, and from when that is asked where it is."""
        from comfort_journal.ui.open.rating.one_number import afterwards  # noqa: PLC0415  as above

        words = self._session.practice.library.sentences.plan
        awaited = next((since for _, since in afterwards(self._session)), None)
        if awaited is None:
            return words.now_own
        asked = awaited <= self._session.clock()
        # The minute in which it begins may be only half over then.
        since = f"{awaited + timedelta(seconds=59):%H:%M}"
        return words.now_too if asked else words.now_before.format(time=since)

    async def keep(self, *records: AnyRecord) -> bool:
        """Keep records; where that fails, say why and return False."""
        try:
            await asyncio.to_thread(self._session.practice.keep, *records)
        except ComfortError as fault:
            self._screen.say(str(fault))
            return False
        return True
