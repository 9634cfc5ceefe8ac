"""One number from 0 to 10, lower is better: nothing is proposed but what its owner sealed, and it may stay open."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from comfort_journal.records import Partner, RatingRecord
from comfort_journal.ui.keyboards import unknown_key, with_digits
from comfort_journal.ui.open.rating.one_number import after_session, after_together, rating
from comfort_journal.ui.open.rating.pending_screen import number_from
from comfort_journal.ui.plain.questions import ASK_AGAIN, LEFT_OUT, NO_NUMBER, go_general, heard
from comfort_journal.ui.plain.ways import Breathed, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.content.sentences import Scale
    from comfort_journal.records import AnyRecord, Session
    from comfort_journal.ui.plain.open.visit import OpenLines
    from comfort_journal.ui.plain.ways import Way

MOST: Final = 10
SAYS_WHOLE: Final = "A question mark says more."
YOUR_LINE: Final = "Your line is {line}."
UNKNOWN: Final = "unknown"
"""The word for a number that is not known: a voice may pass over the sign."""
LEAVES_OUT: Final = f"{LEFT_OUT}  Leave it out."


def anchors(scale: Scale, line: int | None, unknown: str) -> str:
    """Return what the numbers mean; ``line`` is the owner's, None where there is none, ``unknown`` is no number."""
    said = [f"0 {scale.none}", f"1 {scale.barely}", f"2 {scale.mild}", f"3 and up {scale.more}", f"10 {scale.worst}"]
    own = "" if line is None else f" {line} is {scale.line}."
    return f"{'. '.join(said)}.{own} {unknown} or {UNKNOWN} means {scale.unknown}."


def ends(scale: Scale, line: int | None) -> str:
    """Return the two ends of what the numbers mean, and the owner's line, for whoever has heard it whole."""
    own = "" if line is None else f" {YOUR_LINE.format(line=line)}"
    return f"0 {scale.none}, {MOST} {scale.worst}.{own} {SAYS_WHOLE}"


@dataclass(frozen=True)
class NumberAsked:
    """A question about a number: its scale, the owner's line, if it is about discomfort, and what else may be typed.

    ``beside`` are lines that go with it, ``on_asking`` those for whoever asks what there is, ``words`` what an answer
    in a word stands for, ``also`` whole answers that lead away.
    """

    question: str
    scale: Scale
    line: int | None
    beside: Sequence[str] = ()
    on_asking: Sequence[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, Way] = field(default_factory=dict)


def ask_value(visit: OpenLines, asked: NumberAsked) -> int | str | None:
    """Return a number, None for one that is not known, or what a word stands for. Raises the ways.

    A scale is said whole once in a visit, and whenever that is asked for; else its two ends remind of it.
    """
    keyboard = visit.host.settings.keyboard
    unknown = unknown_key(keyboard)
    whole = anchors(asked.scale, asked.line, unknown)
    scale = ends(asked.scale, asked.line) if asked.scale in visit.scales_said else whole
    visit.scales_said.add(asked.scale)
    visit.say(asked.question, scale, *asked.beside)
    while True:
        try:
            said = heard(visit.console, f"0 to {MOST}: ").strip().casefold()
            if said in asked.also:
                raise asked.also[said]
            go_general(said, visit.console)
        except Breathed:
            visit.say(asked.question, ends(asked.scale, asked.line), *asked.beside)
            continue
        except Repeat:
            said = ASK_AGAIN
        if said == ASK_AGAIN:
            visit.say(asked.question, whole, *asked.beside, *asked.on_asking)
            continue
        if said in {unknown, UNKNOWN}:
            return None
        if said in asked.words:
            return asked.words[said]
        said = with_digits(said, keyboard)
        if said.isascii() and said.isdigit() and int(said) <= MOST:
            return int(said)
        visit.say(NO_NUMBER.format(least=0, most=MOST))


def give(
    visit: OpenLines, about: Literal["next_day", "now"], question: str, proposed: RatingRecord | None = None
) -> bool:
    """Ask for one number and keep it; return whether an answer was kept. Raises Back."""
    session, asked_at = visit.session, visit.practice.now()

    def made(value: int | None, skipped: bool) -> tuple[AnyRecord, ...]:  # noqa: FBT001  a part of the answer
        return (rating(session, about, value, asked_at, skipped=skipped),)

    return _asked(visit, question, made, proposed)


def give_after(visit: OpenLines, of: Session | Partner, question: str) -> bool:
    """Ask for the number of some minutes after a session; left out, it is not asked for again. Raises Back."""

    def made(value: int | None, _skipped: bool) -> tuple[AnyRecord, ...]:  # noqa: FBT001  as above
        if isinstance(of, Partner):
            return after_together(visit.session, of, value)
        return after_session(visit.session, of, value)

    return _asked(visit, question, made)


def _asked(
    visit: OpenLines,
    question: str,
    made: Callable[[int | None, bool], tuple[AnyRecord, ...]],
    proposed: RatingRecord | None = None,
) -> bool:
    """Ask until an answer is kept: where the disk fails the question is there once more."""
    scale = visit.library.sentences.scale
    words = {LEFT_OUT: LEAVE_OUT} | ({} if proposed is None else {"": KEEP})
    beside = [LEAVES_OUT] + ([] if proposed is None else [_proposal(visit, proposed)])
    while True:
        asked = NumberAsked(question or scale.question, scale, visit.practice.line, beside, words=words)
        answer = ask_value(visit, asked)
        if answer == KEEP and proposed is not None:
            records: tuple[AnyRecord, ...] = (replace(proposed, kept=True),)
        else:
            records = made(answer if isinstance(answer, int) else None, answer == LEAVE_OUT)
        if visit.done(partial(DOES[answer if isinstance(answer, str) else GIVE], visit, records)):
            return True


def _give(visit: OpenLines, records: tuple[AnyRecord, ...]) -> None:
    """Keep them, and have a reminder know of a number of the next day; raises NotSaved."""
    _keep(visit, records)
    visit.say("Kept.")


def _leave_out(visit: OpenLines, records: tuple[AnyRecord, ...]) -> None:
    _keep(visit, records)
    visit.say("Left out.")


def _keep(visit: OpenLines, records: tuple[AnyRecord, ...]) -> None:
    visit.practice.keep(*records)
    for each in records:
        if isinstance(each, RatingRecord) and each.about == "next_day":
            visit.host.number_given(each.at, visit.practice.now())


def _proposal(visit: OpenLines, proposed: RatingRecord) -> str:
    said = visit.library.sentences.today.proposed
    return said.format(when=number_from(proposed, visit.session.today), value=proposed.value)


GIVE, LEAVE_OUT, KEEP = "give-number", "leave-number-out", "keep-sealed"
DOES: Final[Mapping[str, Callable[[OpenLines, tuple[AnyRecord, ...]], None]]] = {
    GIVE: _give,
    LEAVE_OUT: _leave_out,
    KEEP: _give,
}
