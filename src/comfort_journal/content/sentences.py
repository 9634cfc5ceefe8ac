"""The sentences of the practice screens, by the moment they belong to; a moment without its sentence is refused."""

from __future__ import annotations

from msgspec import Struct

from comfort_journal.content.models import Text
from comfort_journal.plan.programme import Words


class AgreementWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The page before the steps, and the sentences that only the owner can say."""

    title: Text
    text: Text
    agreed: Text
    in_care: Text
    informed: Text
    seen: Text
    slip: Text


class Today(Struct, frozen=True, forbid_unknown_fields=True):
    """The one quiet line above the evening's sentence."""

    number: Text
    rest: Text
    unkept: Text
    after: Text
    card: Text
    circuit: Text
    step: Text
    practised: Text
    sealed: Text
    left_out: Text
    proposed: Text


class Scale(Struct, frozen=True, forbid_unknown_fields=True):
    """The words printed with every scale: 0 ``none``, 1 ``barely``, 2 ``mild``, 3 and up ``more``, 10 ``worst``."""

    question: Text
    none: Text
    barely: Text
    mild: Text
    more: Text
    worst: Text
    unknown: Text
    line: Text


class Apart(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a scale beside discomfort, such as fear, where they differ from those of ``Scale``."""

    barely: Text
    mild: Text
    more: Text
    worst: Text


class Outcome(Struct, frozen=True, forbid_unknown_fields=True):
    """What the plan's own terms are called on screen."""

    spike: Text
    masked: Text
    own: Text
    felt: Text


class Before(Struct, frozen=True, forbid_unknown_fields=True):
    """The page before a session, and the answers that every question of the intake allows."""

    nothing_new: Text
    something_new: Text
    anything: Text
    again: Text
    stands: Text
    later: Text
    unsaid: Text


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """What the plan's page and the private page ask and say; ``why_*`` are reasons for opening a step once."""

    ask_first: Text
    nothing: Text
    now: Text
    now_own: Text
    now_before: Text
    now_too: Text
    kept: Text
    which_sign: Text
    when_seen: Text
    seen_day: Text
    changes: Text
    once: Text
    why: Text
    why_body: Text
    why_easy: Text
    why_clinician: Text
    placement: Text
    line: Text
    rest: Text
    ready: Text
    ready_title: Text
    ready_key: Text
    mark_here: Text
    mark_open: Text
    mark_rests: Text
    mark_shut: Text
    mark_add: Text
    mark_easy: Text
    easy_day: Text
    just_now: Text
    next_day: Text
    next_morning: Text
    calendar_here: Text
    calendar_begins: Text
    withheld: Text
    sizes: Text
    sizes_rung: Text
    sizes_none: Text
    sizes_command: Text
    size: Text
    with_title: Text
    with_what: Text
    finger: Text
    own_size: Text
    size_name: Text
    size_like: Text
    calendar_day: Text


class AroundWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What was around a session: the list, and words to begin with for whoever has none yet; counts in Numbers."""

    title: Text
    hint: Text
    none: Text
    first: tuple[Text, ...]
    counted: Text
    beside: Text
    left_out: Text
    full: Text


class DuringWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said in a session, at its end, and at the next unlock."""

    start: Text
    place: Text
    contact: Text
    breathe_in: Text
    so_far: Text
    planned: Text
    hold: Text
    hold_moving: Text
    start_large: Text
    hold_large: Text
    hold_moving_large: Text
    number_large: Text
    out: Text
    above: Text
    above_outside: Text
    settled: Text
    settled_sharp: Text
    ended_above: Text
    too_much: Text
    too_much_stopped: Text
    ceiling: Text
    ceiling_outside: Text
    short: Text
    stopped: Text
    flag: Text
    flag_rests: Text
    urgent: Text
    worse: Text
    dizzy: Text
    breathe: Text
    cut_off: Text
    tomorrow: Text
    tomorrow_too: Text
    nothing: Text
    once_more: Text
    after_hard: Text
    note_to_self: Text
    known_first: Text
    then_new: Text
    at_first: Text
    fading: Text
    now: Text
    after_hold: Text
    after: Text
    after_from: Text
    after_now: Text
    fear: Text
    stretch: Text
    apart: Text
    cut_short: Text
    more: Text
    enough: Text
    again: Text
    shorter: Text
    place_key: Text
    place_kept: Text
    sharp_held: Text
    sharp_asked: Text
    sharp_before: Text
    where: Text
    hour: Text
    still: Text


class CircuitWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said before, during and after the circuit; ``left_out`` stands before the gate's own reason."""

    about: Text
    left_out: Text
    no_touch: Text
    first: Text
    two: Text
    chosen: Text
    instead: Text
    counted: Text
    paused: Text
    ended: Text
    some: Text
    dry: Text
    leaves: Text
    noted: Text


class HeardWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What goes with tones and the voice: tried out, not to be had here, and what is said without being written."""

    tried: Text
    no_player: Text
    no_voice: Text
    ten_left: Text


class CheckIn(Struct, frozen=True, forbid_unknown_fields=True):
    """The page before the check-in timer; behind ``covered`` lies what only the owner reads."""

    about: Text
    how: Text
    begin: Text
    begin_demo: Text
    covered: Text
    window: Text
    tmux: Text


class Readiness(Struct, frozen=True, forbid_unknown_fields=True):
    """The private page before the step with another person; ``code_*`` say why a code is none yet."""

    title: Text
    begin_demo: Text
    want: Text
    free: Text
    yes: Text
    unsure: Text
    no: Text
    word: Text
    signal: Text
    signal_is: Text
    interval: Text
    bell: Text
    on: Text
    off: Text
    code: Text
    code_is: Text
    code_short: Text
    code_same: Text
    first: Text
    wordless: Text


class Closing(Struct, frozen=True, forbid_unknown_fields=True):
    """The private page after a session with another person or with the check-in timer."""

    offer: Text
    title: Text
    respected: Text
    yes: Text
    no: Text
    none: Text
    unsaid: Text
    too_much: Text
    support: Text
    ended: Text
    done: Text
    slower: Text
    hurt: Text
    during: Text
    after: Text
    open: Text


class TogetherWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What both people may read."""

    refusal: Text
    refusal_wait: Text
    refusal_key: Text


class StrengthWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said beside the strength exercises and after them."""

    how: Text
    enough: Text
    during: Text
    after: Text
    within: Text
    above: Text
    unknown: Text


class Sentences(Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, as the file has them."""

    agreement: AgreementWords
    today: Today
    scale: Scale
    apart: Apart
    outcomes: Outcome
    before: Before
    plan: Plan
    around: AroundWords
    session: DuringWords
    circuit: CircuitWords
    heard: HeardWords
    checkin: CheckIn
    readiness: Readiness
    closing: Closing
    together: TogetherWords
    strength: StrengthWords
    days: Words
