"""What is said after a session, and what may still be given; after a hard one it is one sentence and one offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import asdict, replace

from comfort_journal.content import load_programme
from comfort_journal.plan.session_state import ENDED_ABOVE
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.practice.red_flags import noted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.content.models import Card
    from comfort_journal.content.sentences import DuringWords, Scale, Sentences
    from comfort_journal.plan.counting import Counting
    from comfort_journal.records import Flag
    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder

MASKED, TOO_MUCH = "masked", "too_much"
OWN: Final = (MASKED, TOO_MUCH)
"""What is marked of the session itself, beside what it felt like."""


def apart_scale(said: Sentences) -> Scale:
    """Return the words of a number that stands beside discomfort, such as fear."""
    return replace(said.scale, **asdict(said.apart))


def said_of_today(said: DuringWords, counts: Counting | None, least: int, *, again: bool) -> str:
    """Return what is true of a day on which a session was had.

    ``least`` is the shortest hold in seconds that the plan looks at, ``again`` says that its step is still open.
    """
    if counts == "nothing":
        nothing = said.nothing.format(least=least)
        return f"{nothing} {said.once_more}" if again else nothing
    return said.tomorrow if counts == "waiting" else said.tomorrow_too


class AfterStep:
    """A session that is over, with the signs that were noted since; ``marked`` is what was marked after it."""

    def __init__(self, sitting: SessionRecorder, flags: Sequence[Flag]) -> None:
        """Speak of it."""
        self.sitting, self.flags, self._library = sitting, flags, sitting.session.practice.library
        self._own_tags = sitting.state.tags
        self.marked: tuple[str, ...] = ()

    @property
    def hard(self) -> bool:
        """Whether it was too much, a stop or a sign."""
        return bool(self.flags) or self.sitting.state.hard

    @property
    def may_worsen(self) -> bool:
        """Whether a sharp pain that grows can be noted."""
        state = self.sitting.state
        return not self.flags and state.hard and (state.alarming or "sharp" in state.tags)

    @property
    def called_too_much(self) -> bool:
        """Whether the owner calls it too much."""
        return TOO_MUCH in self.marked

    @property
    def number_open(self) -> bool:
        """Whether the number for some minutes later can be given now."""
        waited = self.sitting.since_contact >= self._library.number("ST-0", "after_from").seconds
        return waited and not self.hard and not self.sitting.state.terms.traits.after_each_hold

    @property
    def felt(self) -> list[tuple[str, str]]:
        """What it may have felt like, each with its key; what was said in the session is not asked again."""
        choices = self._library.card("FR-2").choices
        return [(choice.key, choice.label) for choice in choices if choice.key not in self._own_tags]

    @property
    def around(self) -> tuple[str, ...]:
        """What was around."""
        record = self.sitting.record()
        return (record.around or ()) if record is not None else ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that this session brings up."""
        state = self.sitting.state
        return tuple(self._library.cards_after(state.tags, state.terms.kind if state.ended in ENDED_ABOVE else None))

    def mark(self, marked: tuple[str, ...]) -> None:
        """Note what is marked, and nothing else of it."""
        self.marked = marked
        felt = (tag for tag in marked if tag not in OWN)
        self.sitting.note(tags=(*self._own_tags, *felt), masked=MASKED in marked, spike=TOO_MUCH in marked)

    def left_out(self) -> None:
        """Note that the number was asked for and is left out, where it was."""
        state = self.sitting.state
        if self.number_open and state.after is None:
            self.sitting.note(asked=tuple(dict.fromkeys((*state.asked, "after"))))

    def sentence(self) -> str:
        """Return the first sentence."""
        state, said = self.sitting.state, self._library.sentences.session
        if self.flags:
            return noted(self._library, self.flags[-1].sign)
        if state.too_much or self.called_too_much:
            return said.too_much_stopped if state.ended == "stop" else said.too_much
        if state.ended == "stop":
            return said.stopped
        if state.settled is False and state.worst is not None:
            return said.ended_above.format(value=state.worst)
        return said.short if state.ended == "short" else self.counts()

    def counts(self) -> str:
        """Say what is true of this day: that a number can let it count, that nothing was decided, or neither."""
        counts, again = self.sitting.session.practice.today_counts(self.sitting.record())
        least = load_programme().step(self.sitting.state.terms.kind).floor
        return said_of_today(self._library.sentences.session, counts, least, again=again)

    def around_said(self) -> str:
        """Return what was around, or the question about it."""
        title = self._library.sentences.around.title
        return f"{title}: {', '.join(map(one_line, self.around))}" if self.around else f"{title}?"
