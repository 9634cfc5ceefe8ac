"""A record's facts in plain sentences, for a reader without this program; what is unknown is left unsaid.

No number is judged. No word of an entry's text is here, nor what was said of a history (RF-4) and of care for it. Every
function is pure and returns one line. Steps, sizes and parts are called what the names that come in call them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.records import (
    Circuit,
    Entry,
    Flag,
    Override,
    Partner,
    Phrase,
    Profile,
    RatingRecord,
    Session,
    Strength,
    moment,
    when,
)
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comfort_journal.interchange.names import Names
    from comfort_journal.records import AnyRecord, Close, Record

_ENDED = {
    "complete": "Complete.",
    "short": "Shorter than planned.",
    "pain": "Ended at pain.",
    "burning": "Ended at burning.",
    "clench": "Ended at clenching.",
    "stop": "Ended by a stop.",
    "flag": "Ended at a sign to look at.",
    "early": "Ended early.",
    "key": "Ended by a key.",
    "no_answer": "Ended without an answer.",
    "technical": "Ended by the machine.",
}
_FADED = {"none": "Nothing tender.", "yes": "It faded.", "partly": "It partly faded.", "no": "It did not fade."}
_SIGNS = {"infection": "a suspected infection", "sharp_pain": "sharp pain"}


def sentence(record: AnyRecord, names: Names = NO_NAMES) -> str:
    """Return the record's facts in one line of plain sentences; an entry's are its star, prompt and tags."""
    said = [*_SAYING[type(record)](record, names)]
    if record.conflict_of:
        said.append("Another version of this was kept too.")
    return one_line(" ".join(part for part in said if part))


def clock(record: Record) -> str:
    """Return the wall clock at which the record begins, ``21:40``; "" for a kind without a time."""
    written = when(record)
    return f"{moment(written):%H:%M}" if written else ""


def duration(seconds: float) -> str:
    """Return seconds as ``45 s`` or, from two minutes, ``12 min``."""
    two_minutes = 120
    return f"{seconds / 60:.0f} min" if seconds >= two_minutes else f"{seconds:.0f} s"


def _entry(record: Entry, _: Names) -> list[str]:
    return [
        "A later note." if record.about else "",
        "Starred." if record.starred else "",
        "Folded." if record.folded else "",
        _tags(record.tags),
    ]


def _session(record: Session, names: Names) -> list[str]:
    holds, size = ", ".join(duration(hold.seconds) for hold in record.holds), record.size or ""
    return [
        f"Practice: {names.step(record.step)}, {_lasted(record.started_at, record.ended_at)}.",
        f"Size: {names.sizes[size]}." if size in names.sizes and ":" not in record.step else "",
        f"Holds: {holds}." if holds else "",
        _discomfort(start=record.start, during=record.during, after=record.after),
        _FADED.get(record.faded or "", ""),
        _yes_no(record.settled, "It settled.", "It had not settled."),
        f"Fear {record.fear}." if record.fear is not None else "",
        f"Stretch {record.stretch}." if record.stretch is not None else "",
        f"With: {record.tool}." if record.tool else "",
        "Something dulling that day." if record.masked else "",
        "That was too much." if record.spike else "",
        _ENDED[record.ended],
        _tags(record.tags),
        f"Around: {', '.join(record.around)}." if record.around else "",
    ]


def _rating(record: RatingRecord, _: Names) -> list[str]:
    name = "The next-day number" if record.about == "next_day" else "A number"
    said = f"{name}: skipped." if record.skipped or record.value is None else f"{name}: {record.value}."
    return [said, {True: "", False: "Not kept.", None: "Not yet kept."}[record.kept]]


def _flag(record: Flag, _: Names) -> list[str]:
    return [
        f"A sign to look at first: {_SIGNS.get(record.sign, record.sign)}.",
        f"Seen and cleared on {record.cleared_at[:10]}." if record.cleared_at else "",
        "Taken back." if record.taken_back else "",
    ]


def _circuit(record: Circuit, names: Names) -> list[str]:
    parts = ", ".join(
        f"{names.thing(part.part)} {duration(part.seconds)}" + ("" if part.done else " (part of it)")
        for part in record.parts
    )
    return [
        f"Relaxation circuit: {parts}." if parts else "Relaxation circuit.",
        "Done away from the app." if record.attested else "",
        _yes_no(record.dry, "Dryness noticed.", ""),
    ]


def _profile(record: Profile, names: Names) -> list[str]:
    sizes = ", ".join(size.label + (f" ({size.mm} mm)" if size.mm is not None else "") for size in record.sizes)
    return [
        f"The plan's settings: line {record.line}, rest {record.rest_hours} hours.",
        f"Sizes: {sizes}." if sizes else "",
        f"Begins on {record.calendar_start}." if record.calendar_start else "",
        f"Begins at {names.step(record.start_step)}." if record.start_step else "",
    ]


def _override(record: Override, names: Names) -> list[str]:
    step = names.step(record.step) if record.step else "no step"
    scope = {"once": "for once", "placement": "from here on", "informed": "by an informed choice"}[record.scope]
    return [f"Opened beside the plan: {step}, {scope}.", f"Reason: {record.reason}."]


def _partner(record: Partner, _: Names) -> list[str]:
    answers = record.answers
    return [
        "The check-in timer," if record.mode == "checkin" else "The partner step,",
        f"{_lasted(record.started_at, record.ended_at)}.",
        f"Answers: comfortable {answers.comfortable}, slower {answers.slower}, none {answers.none}.",
        *(_close(record.close) if record.close else ()),
        "The private close was skipped." if record.close_skipped else "",
        f"Reopened on {record.reopened_at[:10]}." if record.reopened_at else "",
        _ENDED[record.ended],
    ]


def _close(close: Close) -> Iterable[str]:
    yield {"yes": "A stop was respected.", "no": "A stop was not respected.", "none": "", "unsaid": ""}[close.respected]
    yield "" if close.ended_as == "unsaid" else f"It ended as: {close.ended_as}."
    yield _discomfort(start=None, during=close.during, after=close.after)
    yield _yes_no(close.settled, "It settled.", "It had not settled.")
    yield f"Fear {close.fear}." if close.fear is not None else ""
    yield _tags(close.tags)


def _strength(record: Strength, names: Names) -> list[str]:
    done = ", ".join(f"{names.thing(each.id)} {each.sets} x {each.reps}" for each in record.exercises)
    return [
        f"Strength: {done}." if done else "Strength.",
        _discomfort(start=None, during=record.during, after=record.after),
    ]


def _discomfort(*, start: int | None, during: int | None, after: int | None) -> str:
    named = (("at the start", start), ("during", during), ("after", after))
    said = ", ".join(f"{value} {name}" for name, value in named if value is not None)
    return f"Discomfort {said}." if said else ""


def _lasted(started: str, ended: str) -> str:
    return duration(max(0.0, (moment(ended) - moment(started)).total_seconds()))


def _tags(tags: tuple[str, ...]) -> str:
    return f"Tags: {', '.join(tags)}." if tags else ""


def _yes_no(value: bool | None, yes: str, no: str) -> str:  # noqa: FBT001  it is the fact itself
    return "" if value is None else yes if value else no


def _phrase(record: Phrase, _: Names) -> list[str]:
    return [f"The owner's words for {record.key}:", record.text]


_SAYING: dict[type[Record], Callable[..., list[str]]] = {
    Entry: _entry,
    Session: _session,
    RatingRecord: _rating,
    Flag: _flag,
    Circuit: _circuit,
    Profile: _profile,
    Override: _override,
    Partner: _partner,
    Strength: _strength,
    Phrase: _phrase,
}
