"""What one moment of a session looks like, as a value: the same state at the same time is the same picture.

Nothing in it is private: of a code only how many places are filled, of what was set up only what the agreement shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from comfort_journal.partner.numbers import (
    AFTERCARE_LEAST,
    AFTERCARE_MOST,
    AROUSAL_LEAST,
    BELL_BEFORE,
    INTERVAL_UNHEARD,
    PAUSE_LEAST,
    PAUSE_LEAST_OPEN,
    PAUSE_MOST,
    PROMPT_BEFORE,
)

if TYPE_CHECKING:
    from comfort_journal.content.session import SessionWords
    from comfort_journal.partner import State

Meaning: TypeAlias = Literal["calm", "waiting", "answer", "pause", "stop", "rest"]
KeyWord: TypeAlias = tuple[str, str]
"""A key as a person reads it, or nothing, and what it does."""

BELL_SEEN: Final = 4.0
"""Seconds for which the bell at the beginning of a pause is to be seen."""
HEARD_SEEN: Final = 3.0
"""Seconds for which it is said that an answer was heard."""
MINUTE: Final = 60
CODE_KEYS: Final = "0-9 Backspace"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One moment: a large word, sentences, keys.

    ``share`` 0..1 is what is left of the shrinking line, None where there is none; ``digits`` stand in the last ten
    seconds only; ``places`` is how many of a code's places are filled, None where no code belongs; ``rings`` is the
    bell's visible twin; ``offers`` each have a row, ``keys`` share one, and those of them that answer stand ``large``
    too, where there is room; ``brief`` is for a window too small for more.
    """

    meaning: Meaning = "calm"
    word: str = ""
    lines: tuple[str, ...] = ()
    share: float | None = None
    digits: str = ""
    places: int | None = None
    rings: bool = False
    offers: tuple[KeyWord, ...] = ()
    keys: tuple[KeyWord, ...] = ()
    large: tuple[KeyWord, ...] = ()
    brief: str = ""
    agreement: bool = False


EMPTY: Final = Picture()


def picture(  # noqa: PLR0911  one return for each phase
    state: State, now: float, said: SessionWords, *, to_lock: bool = False
) -> Picture:
    """Return what is shown at ``now``, seconds of the session's clock; an empty picture once it is locked.

    ``to_lock``: what comes after it is the lock screen, and its last page says so.
    """
    match state.phase:
        case "agreement" if state.stage == "shown":
            return stop_picture(said, alone=state.setup.mode == "checkin", rehearsal=True)
        case "agreement":
            return _agreement(state, said)
        case "circuit" | "lubrication" | "arousal" | "choice":
            return _preparing(state, now, said)
        case "touch" | "still" | "movement":
            return _running(state, now, said)
        case "pause":
            return _pause(state, now, said)
        case "stop":
            return stop_picture(said, alone=state.setup.mode == "checkin")
        case "aftercare":
            return _aftercare(said, leaves=said.keys.locks if to_lock else said.keys.leaves)
        case _:
            return EMPTY


def stop_picture(said: SessionWords, *, alone: bool, rehearsal: bool = False) -> Picture:
    """Return the stop; the rehearsed one differs by one sentence. ``alone``: its words fit one person too."""
    apart = said.stop.still if alone else said.stop.apart
    lines = (apart, said.agreement.rehearsed if rehearsal else said.stop.leaves)
    return Picture(meaning="stop", word=said.words.stop, lines=lines, rings=True, brief=f"{said.words.stop}. {apart}")


def _agreement(state: State, said: SessionWords) -> Picture:
    words, keys = said.agreement, said.keys
    shown = Picture(agreement=True, brief=words.small)
    if state.stage == "rehearse":
        return replace(shown, lines=(words.rehearse,))
    if state.stage == "bell":
        question = words.bell.format(seconds=INTERVAL_UNHEARD)
        return replace(shown, lines=(question,), keys=(("y", keys.heard), ("n", keys.unheard), ("", keys.ends)))
    if state.setup.code is None:
        begins = ("Enter", keys.begins), ("", keys.ends)
        return replace(shown, word=words.enter_begins, lines=(words.when,), keys=begins)
    shown = replace(shown, word=words.code_begins, lines=(words.when,), places=len(state.digits))
    return replace(shown, keys=((CODE_KEYS, f"{keys.digits} {keys.begins}"), ("", keys.ends)))


def _preparing(state: State, now: float, said: SessionWords) -> Picture:
    made = {"circuit": _timed, "lubrication": _timed, "arousal": _arousal}.get(state.phase, _choice)(state, now, said)
    keys = said.keys
    space = ("Space", keys.goes_on if state.halted else keys.waits)
    enough = () if state.phase == "choice" else (("d", keys.enough),)
    shown = replace(
        made,
        word=getattr(said.words, state.phase),
        keys=(*made.keys, space, *enough, ("", keys.others)),
        brief=keys.any,
    )
    if not state.halted:
        return shown
    evening = made.lines[:1] if state.phase == "arousal" else ()
    return replace(shown, meaning="waiting", lines=(*evening, said.session.halted))


def _timed(state: State, now: float, said: SessionWords) -> Picture:
    """Return the circuit, or lubrication: a time that ends by itself."""
    words = said.session
    whole = state.setup.circuit if state.phase == "circuit" else state.setup.lubrication
    gone = state.seconds.get(state.phase, 0.0) + (0.0 if state.halted else max(0.0, now - state.now))
    left = max(0.0, whole - gone)
    about = words.minutes_left.format(minutes=math.ceil(left / MINUTE)) if left > MINUTE else words.last_minute
    if state.phase == "lubrication":
        return Picture(lines=(words.lubrication,), share=left / whole)
    if not state.circuit_may_be_skipped:
        return Picture(lines=(words.circuit, about), share=left / whole)
    return Picture(
        lines=(words.circuit, about, words.circuit_code),
        share=left / whole,
        places=len(state.digits),
        keys=((CODE_KEYS, said.keys.digits),),
    )


def _arousal(state: State, now: float, said: SessionWords) -> Picture:
    """Return the time that only counts up; that it may be the whole evening is always in sight."""
    words = said.session
    gone = state.seconds.get("arousal", 0.0) + (0.0 if state.halted else max(0.0, now - state.now))
    so_far = words.minutes.format(minutes=int(gone // MINUTE)) if gone >= MINUTE else words.begun
    if state.arousal_enough:
        return Picture(lines=(words.evening, so_far), keys=(("Enter", said.keys.goes_on),))
    least = words.arousal_least.format(minutes=AROUSAL_LEAST // MINUTE)
    return Picture(lines=(words.evening, so_far, least))


def _choice(state: State, _now: float, said: SessionWords) -> Picture:
    """Return the three ways on, none of them larger than another, and the position."""
    keys = said.keys
    position: str = getattr(said.positions, state.position)
    offers = (("Enter", keys.stays), (CODE_KEYS, keys.further), ("d", keys.enough), ("← →", position))
    return Picture(lines=(said.session.choice,), offers=offers, places=len(state.digits))


def _running(state: State, now: float, said: SessionWords) -> Picture:
    """Return touch, stillness or movement, with the time to the next answer; a code moves that time not at all."""
    keys, words, digits = said.keys, said.session, said.digits
    left = max(0.0, (state.due if state.due is not None else now) - now)
    asks, rings = left <= PROMPT_BEFORE, left <= BELL_BEFORE
    word: str = said.words.answer if state.phase == "touch" else getattr(said.words, state.phase)
    slower = ((digits.slower, keys.slower),) if state.may_pause or state.phase == "movement" else ()
    answers = ((digits.yes, keys.yes if asks or state.phase == "touch" else keys.comfortable), *slower)
    shown = Picture(
        word=word,
        lines=(_heard(state, now, said) or begins(state, said),),
        share=min(1.0, left / state.interval),
        digits=_digits(left),
        rings=rings,
        keys=(*answers, ("r", keys.breath), ("", keys.others)),
        large=(*answers, ("", keys.others)),
        brief=keys.any,
    )
    if state.movement_offered:
        shown = replace(shown, offers=((digits.small, keys.small),))
    if asks:
        silence = words.pauses.format(most=PAUSE_MOST // MINUTE) if state.silence_pauses else words.stops
        heard = f"{words.bell} {silence}" if rings and state.setup.bell else silence
        shown = replace(shown, meaning="answer", word=said.words.answer, lines=(heard,))
    if state.code_until is None:
        return shown
    return replace(
        shown,
        word=word,
        lines=(*(shown.lines if asks else ()), words.small),
        places=len(state.digits),
        offers=(),
        keys=((CODE_KEYS, keys.digits), ("", keys.others)),
        large=(),
    )


def _heard(state: State, now: float, said: SessionWords) -> str:
    """Return for a little that an answer was heard; one that began something is seen by what begins."""
    at = state.answered_at
    if at is None or at <= state.since or now - at >= HEARD_SEEN:
        return ""
    return said.session.heard


def begins(state: State, said: SessionWords) -> str:
    """Return the sentence with which touch, stillness or movement begins."""
    text: str = getattr(said.session, state.phase)
    return text.format(slower=said.digits.slower) if state.phase == "movement" else text


def _pause(state: State, now: float, said: SessionWords) -> Picture:
    words, keys = said.pause, said.keys
    alone, silent = state.setup.mode == "checkin", state.unanswered
    gone = max(0.0, now - state.since)
    left = max(0.0, PAUSE_MOST - gone)
    if alone:
        line, word = (words.still_unanswered if silent else words.still), said.words.pause
    else:
        line, word = (words.apart_unanswered if silent else words.apart), said.words.apart
    shown = Picture(
        meaning="pause",
        word=word,
        share=left / PAUSE_MOST,
        digits=_digits(left),
        rings=gone < BELL_SEEN and state.setup.bell,
        brief=keys.any,
    )
    how, places, ways = _way_back(state, gone, said)
    others = ("", keys.others)
    large = (*(way for way in ways if way[0] == said.digits.yes), others)
    return replace(shown, lines=(line, how), places=places, keys=(*ways, others), large=large)


def _way_back(state: State, gone: float, said: SessionWords) -> tuple[str, int | None, tuple[KeyWord, ...]]:
    """Return how a pause may go on, the filled places of its code, and the keys that do not stop it."""
    words, keys = said.pause, said.keys
    yes = said.digits.yes
    goes_on, code = (yes, keys.comfortable), (CODE_KEYS, keys.digits)
    if state.setup.code is None:
        most = PAUSE_MOST // MINUTE
        if gone < PAUSE_LEAST_OPEN:
            not_yet = keys.goes_on_in.format(seconds=math.ceil(PAUSE_LEAST_OPEN - gone))
            return words.open_early.format(most=most), None, ((yes, not_yet),)
        return words.open.format(most=most, yes=yes), None, (goes_on,)
    early = gone < PAUSE_LEAST
    if not state.code_given:
        how = words.early.format(least=PAUSE_LEAST // MINUTE, yes=yes) if early else words.code.format(yes=yes)
        return how, len(state.digits), (code,)
    given, places = (CODE_KEYS, keys.code_in), len(state.setup.code)
    if early:
        return words.given_early.format(least=PAUSE_LEAST // MINUTE, yes=yes), places, (given,)
    return words.given.format(yes=yes), places, (goes_on, given)


def _aftercare(said: SessionWords, *, leaves: str) -> Picture:
    words = said.aftercare
    long = words.long.format(least=AFTERCARE_LEAST // MINUTE, most=AFTERCARE_MOST // MINUTE)
    return Picture(
        meaning="rest",
        word=said.words.aftercare,
        lines=(words.text, words.explain, long),
        keys=(("", leaves),),
        brief=leaves,
    )


def _digits(left: float) -> str:
    return str(max(1, math.ceil(left))) if left <= PROMPT_BEFORE else ""
