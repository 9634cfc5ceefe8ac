"""What a session says in lines, as a value of two states: where it stands once, and after that only what is news.

The words are those of the page. Nothing counts: a line at the beginning, one at the middle, one ten seconds before the
end. Of a code nothing is said but that its places are empty again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from comfort_journal.partner.numbers import (
    AROUSAL_LEAST,
    BELL_BEFORE,
    CODE_DIGITS,
    FRESH,
    PAUSE_LEAST,
    PAUSE_LEAST_OPEN,
    PAUSE_MOST,
)
from comfort_journal.partner.state import RUNNING
from comfort_journal.ui.partner.screens.view_model import CODE_KEYS, MINUTE, begins, picture, stop_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from comfort_journal.content.session import SessionWords
    from comfort_journal.partner import State
    from comfort_journal.ui.partner.screens.view_model import KeyWord, Picture

LAST: Final = 10
"""Seconds before the end of a time at which that is said."""
ARROWS: Final = "← →"


def agreement(
    said: SessionWords, word: str, phrases: Mapping[str, str], *, record: bool, alone: bool
) -> tuple[str, ...]:
    """Return what both read or hear before anything begins; ``alone`` is the timer, whose slower is always a pause."""
    words = said.agreement
    silence = said.session.pauses.format(most=PAUSE_MOST // MINUTE)
    return (
        words.title,
        *phrases.values(),
        f"{words.stop_word}: {word}",
        f"{words.signal}: {words.taps}",
        f"{words.keys}: {_line(_answering(said, alone=alone), said)}",
        f"{words.rules} {silence}",
        words.finger,
        said.lines.window,
        words.kept if record else words.not_kept,
    )


def answers(said: SessionWords) -> str:
    """Return the keys that answer, and that any other stops."""
    return _line((*_answering(said, alone=True), ("", said.keys.others)), said)


def stopping(state: State, said: SessionWords) -> str:
    """Return the line that a stop is, and a rehearsed one."""
    return stop_picture(said, alone=state.setup.mode == "checkin").brief


def standing(state: State, said: SessionWords, *, to_lock: bool = False) -> tuple[str, ...]:
    """Return where the session stands and every way on from here; after a stop, what comes below its line."""
    shown = picture(state, state.now, said, to_lock=to_lock)
    if shown.meaning == "stop":
        return shown.lines[1:]
    if shown.agreement:
        return _agreement(shown, said)
    if state.phase in RUNNING:
        return _running(state, shown, said)
    offers = tuple(_offer(state, each, said) for each in shown.offers)
    return (f"{shown.word}.", *shown.lines, *offers, _keys(shown, said))


def news(before: State, state: State, said: SessionWords, *, to_lock: bool = False) -> tuple[str, ...]:
    """Return what is to be said after an event or a look at the clock; most of the time nothing."""
    if _place(before) != _place(state):
        return () if state.phase == "locked" else standing(state, said, to_lock=to_lock)
    return tuple(_within(before, state, said))


def _place(state: State) -> tuple[object, ...]:
    stage = state.stage if state.phase == "agreement" else ""
    return state.phase, stage, state.halted, state.arousal_enough


def _within(before: State, state: State, said: SessionWords) -> Iterator[str]:
    """Yield what changed where nothing was left and nothing was entered."""
    words = said.lines
    if state.comfortable > before.comfortable:
        yield words.answered.format(seconds=state.interval)
    if state.code_until is None and before.code_until is not None:
        yield words.code_over
    elif state.code_until is not None and before.code_until is None:
        yield _small(state, said)
    elif state.movement_offered and not before.movement_offered:
        yield _line(((said.digits.small, said.keys.small),), said)
    elif len(before.digits) == CODE_DIGITS - 1 and not state.digits and not state.code_given:
        yield words.emptied
    if state.prompted and not before.prompted:
        yield _asks(state, said)
    if state.rung and not before.rung:
        yield said.lines.due.format(seconds=BELL_BEFORE)
    if state.position != before.position:
        yield f"{getattr(said.positions, state.position)}."
    if state.phase == "pause":
        yield from _way_back(before, state, said)
    yield from _times(before, state, said)


def _way_back(before: State, state: State, said: SessionWords) -> Iterator[str]:
    """Yield how a pause may go on once that is another, and to a ``1`` that came too early when it will."""
    was, shown = picture(before, before.now, said), picture(state, state.now, said)
    if was.lines[-1] != shown.lines[-1]:
        yield shown.lines[-1]
        yield _line([each for each in shown.keys if each[1] not in {said.keys.code_in, said.keys.comfortable}], said)
    elif state.ones_at != before.ones_at and _is_too_early(before, state):
        least = PAUSE_LEAST_OPEN if state.pause_is_open else PAUSE_LEAST
        seconds = math.ceil(max(least - (state.now - state.since), FRESH))
        yield said.lines.not_yet.format(yes=said.digits.yes, seconds=seconds)


def _is_too_early(before: State, state: State) -> bool:
    """Whether a ``1`` was meant to go on with a pause that may not yet; a held one is told once."""
    held = before.ones_at is not None and state.now - before.ones_at < FRESH
    return (state.pause_is_open or state.code_given) and not state.pause_may_end and not held


def _agreement(shown: Picture, said: SessionWords) -> tuple[str, ...]:
    """Return what is to be done now."""
    over = [said.agreement.over] if shown.word else []
    return (" ".join([*over, *shown.lines]), *([_keys(shown, said)] if shown.keys else []))


def _running(state: State, shown: Picture, said: SessionWords) -> tuple[str, ...]:
    silence = () if state.silence_pauses else (said.session.stops,)
    runs = said.lines.runs.format(seconds=state.interval), *silence, _keys(shown, said)
    return runs if state.phase == "touch" else (f"{shown.word}.", begins(state, said), *runs)


def _asks(state: State, said: SessionWords) -> str:
    """Return the question, short enough to be heard in its ten seconds; what silence and other keys do was said."""
    question, answers = said.words.answer, picture(state, state.now, said).large[:-1]
    return question if state.code_until is not None else f"{question} {_line(answers, said)}"


def _answering(said: SessionWords, *, alone: bool) -> tuple[KeyWord, ...]:
    slower = said.lines.slower if alone else said.lines.slower_step
    return (said.digits.yes, said.keys.comfortable), (said.digits.slower, slower), ("r", said.keys.breath)


def _small(state: State, said: SessionWords) -> str:
    return f"{said.session.small} {_keys(picture(state, state.now, said), said)}"


def _offer(state: State, offer: KeyWord, said: SessionWords) -> str:
    if offer[0] == ARROWS:
        return said.lines.position.format(position=getattr(said.positions, state.position))
    return _line((offer,), said)


def _times(before: State, state: State, said: SessionWords) -> Iterator[str]:
    """Yield the middle of a time and its last ten seconds, each when it has come."""
    (left, whole), (was, _) = _left(state), _left(before)
    if was > whole / 2 >= left > 0:
        yield _middle(state, said)
    if state.phase != "arousal" and was > LAST >= left > 0:
        ends = said.lines.pause_left if state.phase == "pause" else said.lines.left
        yield ends.format(seconds=LAST)


def _middle(state: State, said: SessionWords) -> str:
    if state.phase == "arousal":
        return said.session.minutes.format(minutes=AROUSAL_LEAST // 2 // MINUTE)
    if state.phase == "pause":
        return said.lines.pause_left.format(seconds=PAUSE_MOST // 2)
    if state.phase == "lubrication":
        return said.lines.left.format(seconds=state.setup.lubrication // 2)
    return picture(state, state.now, said).lines[1]


def _left(state: State) -> tuple[float, float]:
    """Return the seconds that are left of a time that ends by itself, and of how many; 0 where there is none."""
    if state.phase == "pause":
        return PAUSE_MOST - (state.now - state.since), PAUSE_MOST
    wholes = {"circuit": state.setup.circuit, "lubrication": state.setup.lubrication, "arousal": AROUSAL_LEAST}
    whole = wholes.get(state.phase, 0)
    return whole - state.seconds.get(state.phase, 0.0), whole


def _keys(shown: Picture, said: SessionWords) -> str:
    """Return the keys that do something; that a code is in was said."""
    return _line([each for each in shown.keys if each[1] != said.keys.code_in], said)


def _line(keys: Iterable[KeyWord], said: SessionWords) -> str:
    named = [(said.lines.digits if key == CODE_KEYS else key, does) for key, does in keys]
    line = ", ".join(f"{key} {does}".strip() for key, does in named)
    return f"{line}." if named[0][0] else f"{line[:1].upper()}{line[1:]}."
