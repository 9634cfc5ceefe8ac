"""The private page after a session with another person or a check-in timer: offered, and never asked for.

Each answer is kept as it is given, and everything may stay open. A no is kept at once, and then one card is all there
is; so is one offer after what hurt or was too much. What the gate makes of it is the gate's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.text.plain import plain_lines, shown
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.practice.red_flags import SHARP_PAIN, flag_of, noted
from comfort_journal.ui.open.together.debrief_details_screen import (
    alarms,
    fear_scale,
    is_too_early,
    keep_close,
    was_hard,
)
from comfort_journal.ui.open.together.debrief_screen import (
    ENDED,
    RESPECTED,
    answers,
    begun_close,
    title_of,
)
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.marking import several
from comfort_journal.ui.plain.open.rating.rate import NumberAsked, ask_value
from comfort_journal.ui.plain.questions import ENTER, LEFT_OUT, NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.content.models import Choice as Marked
    from comfort_journal.content.sentences import Scale
    from comfort_journal.records import Close, Flag, Partner
    from comfort_journal.ui.plain.open.visit import OpenLines

LATER, NEVER, GIVE = "close-later", "close-never", "give-close"
TAKE_BACK, BREATHE, WORSE, LEAVE = "take-back-no", "after-breathe", "after-worse", "leave-after"
STAYS_OPEN: Final = "It stays open."


def close(visit: OpenLines, of: Partner) -> None:
    """Go through the private page of one session; Ctrl+C leaves it for another time."""
    said = visit.library.sentences.closing
    visit.say(title_of(visit.session, of))
    respected = _answer(visit, of, said.respected, answers(said, RESPECTED))
    if respected is None:
        return
    if respected == "no":
        _after_no(visit, of)
        return
    ended = _answer(visit, of, said.ended, answers(said, ENDED))
    if ended is not None:
        _Details(visit, of, begun_close(respected, ended)).ask()


def _answer(visit: OpenLines, of: Partner, question: str, given: Sequence[tuple[str, str]]) -> str | None:
    """Return the answer's key, or None where it is left for later, or left out for good."""
    numbered = [NamedChoice(str(place), name, GIVE) for place, (_, name) in enumerate(given, 1)]
    try:
        taken = choose(
            visit.console,
            question,
            [*numbered, choice(LATER, key="l"), choice(NEVER, name="Leave these questions out for good")],
        )
    except Back:
        taken = choice(LATER)
    return ANSWERS[taken.does](visit, of, dict(zip(numbered, (key for key, _ in given), strict=True)).get(taken))


def _give(_visit: OpenLines, _of: Partner, key: str | None) -> str | None:
    return key


def _later(_visit: OpenLines, _of: Partner, _key: str | None) -> None:
    """Leave it: it waits."""


def _never(visit: OpenLines, of: Partner, _key: str | None) -> None:
    """Leave it out; it is not offered again."""
    visit.done(lambda: visit.practice.keep(replace(latest(visit.session, of), close_skipped=True)))


def _after_no(visit: OpenLines, of: Partner) -> None:
    """Keep the no at once and say the one card; taken back, the question is asked anew."""
    visit.done(lambda: visit.practice.keep(replace(latest(visit.session, of), close=begun_close("no", "unsaid"))))
    support = visit.library.sentences.closing.support.strip()
    taken = choose(visit.console, support, [choice("leave-support", key=ENTER), choice(TAKE_BACK)])
    if taken.does in ANSWERS:
        ANSWERS[taken.does](visit, of, None)


def _take_back(visit: OpenLines, of: Partner, _key: str | None) -> None:
    visit.done(lambda: visit.practice.keep(replace(latest(visit.session, of), close=None)))
    close(visit, of)


class _Details:
    """How it was, after the first two answers: each is kept as it is given, and with the journal if it closes."""

    def __init__(self, visit: OpenLines, record: Partner, begins: Close) -> None:
        """Begin with the two answers that were given."""
        self._visit, self._of, self._close = visit, record, begins
        self._flags: list[Flag] = []
        self._line = visit.practice.line
        self._kept = True

    @property
    def record(self) -> Partner:
        """The record with the close as it stands."""
        return replace(self._of, close=self._close)

    @property
    def hard(self) -> bool:
        """Whether it was too much."""
        return was_hard(self.record, self._line)

    def ask(self) -> None:
        """Ask what is still to be told; then one sentence, or one offer."""
        session = self._visit.session
        taken_back = session.before_sealing(self._keep_at_sealing)
        try:
            self._keep()
            if self.hard or self._asked():
                self._offer()
                prompt = self._visit.library.sentences.session.after_hard
            else:
                self._leave()
                prompt = questions(session)[0]
        finally:
            if self._kept:
                taken_back()
        from comfort_journal.ui.plain.open.write.write import offer_page  # noqa: PLC0415  as every place

        offer_page(self._visit, prompt)

    def _keep_at_sealing(self) -> None:
        """Keep what could not be kept when it was given, once more as the journal closes; raises NotSaved."""
        if not self._kept:
            self._visit.session.journal.save(self.record, *self._flags)

    def _asked(self) -> bool:
        """Ask numbers and marks one by one; True as soon as it was too much. Ctrl+C leaves the rest open."""
        library, said = self._visit.library, self._visit.library.sentences
        try:
            if self._number("during", said.closing.during, said.scale):
                return True
            early = is_too_early(self._visit.session, self._of)
            if not early and self._number("after", said.closing.after, said.scale):
                return True
            felt = self._marked(f"{said.outcomes.felt}.", library.card("FR-2").choices)
            if self._note(tags=felt):
                return True
            self._note(tags=(*felt, *self._marked(f"{said.around.title}.", library.card("FR-3").choices)))
            self._number("fear", said.session.fear, fear_scale(self._visit.session))
        except Back:
            self._visit.say(STAYS_OPEN)
        return self.hard

    def _marked(self, question: str, marks: Sequence[Marked]) -> tuple[str, ...]:
        """Return the keys of what is marked."""
        return tuple(marks[each].key for each in several(self._visit.console, question, [each.label for each in marks]))

    def _number(self, field: str, question: str, scale: Scale) -> bool:
        line = None if field == "fear" else self._line
        beside, words = [f"{LEFT_OUT}  {STAYS_OPEN}"], {LEFT_OUT: LEFT_OUT}
        found = ask_value(self._visit, NumberAsked(question, scale, line, beside, words=words))
        return isinstance(found, int) and self._note(**{field: found})

    def _note(self, **fields: object) -> bool:
        """Keep an answer; returns whether it was too much by now."""
        self._close = replace(self._close, **fields)
        self._keep()
        return self.hard

    def _keep(self) -> None:
        visit = self._visit
        self._kept = visit.done(lambda: keep_close(visit.session, self._of, self._close, *self._flags))

    def _leave(self) -> None:
        """Say what else belongs to the day; a number for which it is too early is asked for later."""
        visit, said = self._visit, self._visit.library.sentences.session
        if is_too_early(visit.session, self._of):
            visit.practice.for_later.add(self._of.id)
            visit.say(said.after_from)
        for card in visit.library.cards_after(self._close.tags, None):
            visit.say(card.title, *card.items)
        if self._of.mode == "step":
            visit.say(said.tomorrow)

    def _offer(self) -> None:
        """Say one sentence and make one offer, until it is left."""
        visit, said = self._visit, self._visit.library.sentences
        note = find_note(visit.session)
        if note is not None:
            visit.say(said.session.note_to_self, *plain_lines(shown(note.text)))
        while True:
            worse = [choice(WORSE, name=said.session.worse)] if self._may_worsen else []
            first = noted(visit.library, SHARP_PAIN) if self._flags else said.closing.too_much
            try:
                taken = choose(visit.console, first, [choice(BREATHE), *worse, choice(LEAVE, key=ENTER)])
            except Back:
                return
            if taken.does == LEAVE:
                return
            AFTER[taken.does](self)

    @property
    def _may_worsen(self) -> bool:
        return alarms(self.record, self._line) and not self._flags

    def breathe(self) -> None:
        """Breathe for a while."""
        breathe(self._visit.host)

    def worse(self) -> None:
        """Note a sharp pain that grows; what that means is said next."""
        self._flags.append(flag_of(self._visit.session, SHARP_PAIN))
        self._keep()


AFTER: Final[Mapping[str, Callable[[_Details], None]]] = {BREATHE: _Details.breathe, WORSE: _Details.worse}
ANSWERS: Final[Mapping[str, Callable[[OpenLines, Partner, str | None], str | None]]] = {
    GIVE: _give,
    LATER: _later,
    NEVER: _never,
    TAKE_BACK: _take_back,
}
DOES: Final[Mapping[str, Callable[..., object]]] = {**ANSWERS, **AFTER}
"""What is done on the page, by its action."""
