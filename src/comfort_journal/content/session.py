"""The words of the partner process, from one small file: the screen that two people read waits for no other content."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from comfort_journal.content.models import Text
from comfort_journal.content.templates import BRACES, texts
from comfort_journal.content.toml_file import BadContent, load

FIELDS = {
    "agreement.bell": {"seconds"},
    "keys.goes_on_in": {"seconds"},
    "session.minutes_left": {"minutes"},
    "session.minutes": {"minutes"},
    "session.arousal_least": {"minutes"},
    "session.pauses": {"most"},
    "pause.open_early": {"most"},
    "session.movement": {"slower"},
    "pause.open": {"most", "yes"},
    "pause.early": {"least", "yes"},
    "pause.code": {"yes"},
    "pause.given_early": {"least", "yes"},
    "pause.given": {"yes"},
    "aftercare.long": {"least", "most"},
    "checkin.seconds": {"seconds"},
    "lines.runs": {"seconds"},
    "lines.answered": {"seconds"},
    "lines.due": {"seconds"},
    "lines.not_yet": {"yes", "seconds"},
    "lines.interval": {"seconds"},
    "lines.pause_left": {"seconds"},
    "lines.left": {"seconds"},
    "lines.position": {"position"},
}
"""What the program fills in, by the text's path; a text that is not here has no braces."""


class BigWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The one word that is read from across the room; touch has the question alone; ``pause`` is the timer's."""

    still: Text
    movement: Text
    answer: Text
    apart: Text
    pause: Text
    stop: Text
    aftercare: Text
    circuit: Text
    lubrication: Text
    arousal: Text
    choice: Text


class Digits(Struct, frozen=True, forbid_unknown_fields=True):
    """The three digits that answer, as a page names them; a keyboard may have other names for them."""

    yes: Text
    slower: Text
    small: Text


class Keys(Struct, frozen=True, forbid_unknown_fields=True):
    """What a key does, in a word or two; the key itself stands before it."""

    comfortable: Text
    yes: Text
    slower: Text
    small: Text
    breath: Text
    others: Text
    others_short: Text
    any: Text
    leaves: Text
    locks: Text
    digits: Text
    code_in: Text
    waits: Text
    goes_on: Text
    enough: Text
    stays: Text
    further: Text
    heard: Text
    unheard: Text
    begins: Text
    goes_on_in: Text
    ends: Text


class SessionAgreement(Struct, frozen=True, forbid_unknown_fields=True):
    """The page that both read before anything begins."""

    title: Text
    stop_word: Text
    signal: Text
    taps: Text
    keys: Text
    rules: Text
    finger: Text
    kept: Text
    not_kept: Text
    larger: Text
    small: Text
    smallest: Text
    rehearse: Text
    rehearsed: Text
    bell: Text
    over: Text
    enter_begins: Text
    code_begins: Text
    when: Text


class SessionDuring(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said before touch, and around an answer."""

    circuit: Text
    circuit_code: Text
    minutes_left: Text
    last_minute: Text
    lubrication: Text
    evening: Text
    begun: Text
    minutes: Text
    arousal_least: Text
    choice: Text
    halted: Text
    touch: Text
    heard: Text
    still: Text
    movement: Text
    small: Text
    breathe_in: Text
    breathe_out: Text
    bell: Text
    pauses: Text
    stops: Text


class Pause(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said in the pause; ``apart*`` is the step's, ``still*`` fits one person or two, ``open*`` has no code."""

    apart: Text
    still: Text
    apart_unanswered: Text
    still_unanswered: Text
    open_early: Text
    open: Text
    early: Text
    code: Text
    given_early: Text
    given: Text


class Stop(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentence under the stop, and how one leaves."""

    apart: Text
    still: Text
    leaves: Text


class Aftercare(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said afterwards."""

    text: Text
    explain: Text
    long: Text


class Positions(Struct, frozen=True, forbid_unknown_fields=True):
    """The positions that are offered, under the keys that ``together.toml`` has for them."""

    side: Text
    top: Text
    edge: Text


class Checkin(Struct, frozen=True, forbid_unknown_fields=True):
    """The one page of the check-in timer."""

    title: Text
    every: Text
    seconds: Text
    bell: Text
    on: Text
    off: Text
    word: Text
    code: Text
    fine_today: Text
    not_kept: Text
    interval_how: Text
    bell_how: Text
    word_how: Text
    code_how: Text
    typing: Text
    here: Text
    four: Text
    without: Text
    begin: Text
    next: Text
    wants_code: Text
    no_code: Text
    leave: Text


class SessionLines(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said where nothing is drawn: for a bar, for places that fill, and for arrows."""

    slower: Text
    slower_step: Text
    here: Text
    code_none: Text
    code_there: Text
    runs: Text
    answered: Text
    due: Text
    not_yet: Text
    pause_left: Text
    left: Text
    emptied: Text
    code_over: Text
    position: Text
    digits: Text
    interval: Text
    kept: Text
    code: Text
    window: Text


class SessionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, as the file has them."""

    words: BigWords
    digits: Digits
    keys: Keys
    agreement: SessionAgreement
    session: SessionDuring
    pause: Pause
    stop: Stop
    aftercare: Aftercare
    positions: Positions
    checkin: Checkin
    lines: SessionLines


def check(words: SessionWords) -> SessionWords:
    """Return the words; raises BadContent for a brace that nothing fills, and for one that is missing."""
    for path, text in texts(words):
        braces = {brace[1] for brace in BRACES.finditer(text)}
        if braces != FIELDS.get(path, set()) or set(BRACES.sub("", text)) & set("{}"):
            raise BadContent(f"session.toml: {path}: expected {sorted(FIELDS.get(path, ())) or 'no braces'}")
    return words


@cache
def load_session_words() -> SessionWords:
    """Return the words of the partner process; no other content file is read for them."""
    return check(load("session.toml", SessionWords))
