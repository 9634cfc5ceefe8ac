"""What is asked between the plan and a step: each question once, each answer kept before the next one is asked.

Nothing here decides what is open: after the questions the gate is asked again.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import msgspec

from comfort_journal.content import load_programme
from comfort_journal.plan import ASKED_KINDS
from comfort_journal.plan.allowed import Allowed, allowed, asks_for_ready
from comfort_journal.records import Override, Profile, RatingRecord, moment, programme_day
from comfort_journal.text.dates import day_in_words
from comfort_journal.text.day_span import UnclearDays, parse_days
from comfort_journal.ui.open.practice.red_flags import TO_PLAN, flag_of, noted, sign_of, sign_question

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from comfort_journal.records import AnyRecord, Flag
    from comfort_journal.ui.open.core.workspace import Workspace

Answer = TypeVar("Answer")


class Asks(Protocol):
    """How the plan asks its owner, on pages or in lines; None is a step back without an answer."""

    async def page(
        self, title: str, text: str, answers: Sequence[tuple[str, str]], ticks: Sequence[tuple[str, str]]
    ) -> tuple[str, ...] | None:
        """Show a text with its answers; return what was ticked and then the answer, by their keys."""

    async def choose(self, question: str, texts: Sequence[str]) -> str | None:
        """Have one of some texts chosen."""

    async def write(
        self, question: str, example: str, read: Callable[[str], Answer | None], sorry: str
    ) -> Answer | None:
        """Have a line written that ``read`` understands; where it returns None ``sorry`` is said."""

    async def number(self, about: Literal["next_day", "now"], question: str, proposed: RatingRecord | None) -> bool:
        """Have a number given; return whether an answer was kept."""

    async def keep(self, *records: AnyRecord) -> bool:
        """Keep records; where that fails, say why and return False."""


class PlanQuestions:
    """The questions of one visit to the plan."""

    def __init__(self, asks: Asks, session: Workspace) -> None:
        """Ask about an open journal."""
        self.asks, self.session, self.practice = asks, session, session.practice
        self.words = self.practice.library.sentences.plan
        self.ready_left = False
        """Whether the ready size was asked for in passing already; it may stay open, and is asked once."""

    async def ask(
        self,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str]],
        ticks: Sequence[tuple[str, str]] = (),
    ) -> tuple[str, ...] | None:
        """Show a page and wait for its answer."""
        return await self.asks.page(title, text, answers, ticks)

    async def keep(self, *records: AnyRecord) -> bool:
        """Keep records; where that fails, say why and return False."""
        return await self.asks.keep(*records)

    def changed(self, **fields: object) -> Profile:
        """Return the profile with other values, from now on; within one second it is the same record."""
        at, old = self.practice.stamp(), self.practice.profile() or _nobody()
        new = old.id if old.at == at else str(uuid.uuid4())
        return msgspec.structs.replace(old, id=new, at=at, conflict_of=None, **fields)

    def allowed(self) -> Allowed:
        """Return what may be changed now."""
        found = [record for kind in ASKED_KINDS for record in self.session.journal.records(kind)]
        return allowed(found, load_programme(), self.practice.now())

    async def override(self, scope: str, step: str | None, reason: str) -> bool:
        """Keep an override."""
        return await self.keep(
            Override(id=str(uuid.uuid4()), at=self.practice.stamp(), step=step, reason=reason, scope=scope)  # type: ignore[arg-type]
        )

    async def agree(self) -> bool:
        """Ask for the page before the steps; return whether it was agreed to."""
        said = self.practice.library.sentences.agreement
        answer = await self.ask(said.title, said.text, [("agreed", said.agreed), TO_PLAN])
        if answer != ("agreed",):
            return False
        return await self.keep(self.changed(adult=True, agreed=True))

    async def something_new(self) -> None:
        """Note a sign, whatever the gate says, and say what follows from it; nothing is offered beside that."""
        label = await self.asks.choose(*sign_question(self.session))
        if label is None:
            return
        sign, library = sign_of(self.session, label), self.practice.library
        await self.keep(flag_of(self.session, sign))
        await self.ask(library.gate.row[1].title, noted(library, sign), [TO_PLAN])

    async def care(self) -> None:
        """Row 3: ask for care that knows the history, or for the informed choice."""
        said, found = self.practice.library.sentences.agreement, self.practice.assess()
        answers = [("care", said.in_care)] + ([("informed", said.informed)] if self.allowed().informed else [])
        answer = await self.ask(self.practice.library.gate.row[3].title, found.reason, answers)
        if answer == ("care",):
            await self.keep(self.changed(in_care=True))
        elif answer == ("informed",):
            await self.override("informed", None, "informed")

    async def seen(self) -> None:
        """Row 1: let the owner say that a sign was looked at, and when, or that it was a slip of today."""
        said, may = self.practice.library.sentences.agreement, self.allowed()
        answers = ([("seen", said.seen)] if may.seen else []) + ([("slip", said.slip)] if may.slips else [])
        library = self.practice.library
        text = f"{self.practice.assess().reason}\n\n{library.about.honest}"
        answer = await self.ask(library.gate.row[1].title, text, answers)
        if answer == ("slip",):
            slips = await self._standing(may.slips)
            await self.keep(*(msgspec.structs.replace(each, taken_back=True) for each in slips))
        elif answer == ("seen",) and (flags := await self._standing(may.seen)):
            day = await self._day_seen(max(programme_day(each.at) for each in flags))
            if day is not None:
                await self.keep(*(msgspec.structs.replace(each, cleared_at=self._at(day, each)) for each in flags))

    async def _standing(self, ids: tuple[str, ...]) -> list[Flag]:
        """Return the flags of one sign among these; where there are several signs, the owner picks one."""
        flags: list[Flag] = [each for each in self.session.journal.records("flag") if each.id in ids]  # type: ignore[misc]
        labels = {sign.label: sign.key for sign in self.practice.library.signs.all()}
        named = [label for label, key in labels.items() if any(each.sign == key for each in flags)]
        if len(named) < _SEVERAL:
            return flags
        chosen = await self.asks.choose(self.words.which_sign, named)
        return [each for each in flags if chosen is not None and each.sign == labels[chosen]]

    async def _day_seen(self, since: date) -> date | None:
        """Ask for the day on which it was looked at; today is the first answer."""
        today, words = self.session.today, self.words
        answers = [("today", f"Today, {day_in_words(today)}"), ("day", "On another day")]
        answer = await self.ask(words.when_seen, "", answers)
        if answer != ("day",):
            return today if answer else None

        def read(written: str) -> date | None:
            try:
                span = parse_days(written, today)
            except UnclearDays:
                return None
            day = span.first if span.first == span.last else None
            return day if day is not None and since <= day <= today else None

        return await self.asks.write(words.when_seen, "yesterday", read, words.seen_day)

    def _at(self, day: date, flag: Flag) -> str:
        """Return the moment that stands for that day: now, or its noon, never before the sign itself."""
        now = self.practice.now()
        if day == self.session.today:
            return self.practice.stamp(now)
        noon = datetime.combine(day, time(12), now.tzinfo)
        return self.practice.stamp(max(noon, moment(flag.at)))

    async def next_day(self) -> bool:
        """Row 5: ask for the number, Enter keeping a proposed one; return whether it was given or left out."""
        found = self.practice.assess()
        return await self.number("next_day", found.reason, self.practice.proposed(found))

    async def number(
        self, about: Literal["next_day", "now"], question: str, proposed: RatingRecord | None = None
    ) -> bool:
        """Ask one number; return whether an answer was kept."""
        return await self.asks.number(about, question, proposed)

    def asks_for_ready(self, easy: Collection[str]) -> bool:
        """Tell whether the ready size is to be asked for, where it was easy at these steps."""
        profile = self.practice.profile()
        return asks_for_ready(easy, self.practice.sizes, profile.ready_size if profile else None)


_SEVERAL = 2


def _nobody() -> Profile:
    """Return what the plan knows before anything was said."""
    return Profile(
        id=str(uuid.uuid4()),
        at="1970-01-01T00:00:00+00:00",
        adult=False,
        agreed=False,
        history=(),
        in_care=None,
        line=2,
        sizes=(),
        calendar_start=None,
        start_step=None,
    )
