"""No two sentences of the program contradict each other: over random histories every page is held against the gate.

A sentence of the gate is read back by its own template. What it calls open may be practised then, what it says of a day
is tried out by giving the number it speaks of, and a sentence that this test cannot read fails it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Literal

import msgspec
import pytest
from histories import History, histories
from hypothesis import HealthCheck, given, settings
from stories import day, new_id, story

from comfort_journal.cli import plan as practice
from comfort_journal.content import load_library, load_programme, record_names
from comfort_journal.content.report import load_report_words
from comfort_journal.plan import Assessment, assess, to_answer
from comfort_journal.plan.case import work_out
from comfort_journal.plan.ladder import Ladder
from comfort_journal.plan.progress import ready_size
from comfort_journal.records import (
    Partner,
    Profile,
    RatingRecord,
    Record,
    Session,
    kind_of,
    moment,
    programme_day,
    when,
)
from comfort_journal.records.steps import kind_of_step
from comfort_journal.report.days_said import dated
from comfort_journal.report.names import PageNames
from comfort_journal.report.standing import where_it_stands
from comfort_journal.settings import Settings
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.reminders import next_reminder
from comfort_journal.ui.open.plan import plan_page
from comfort_journal.ui.open.plan.ladder_view import RECENT, rung
from comfort_journal.ui.open.plan.messages import DOT, HERE, OPEN, RESTS, SHUT, SIZES, WAITING
from comfort_journal.ui.open.plan.plan_page import OPENS, PlanPage
from comfort_journal.ui.open.practice.after import said_of_today
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen

PROGRAMME = load_programme()
QUIET = list(HealthCheck)


class Told:
    """A journal that has exactly these records and takes no more."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Have them, newest first."""
        self.version = object()
        self._records = sorted(records, key=lambda each: moment(when(each) or "").timestamp(), reverse=True)

    def records(self, kind: str, *, since: date | None = None, limit: int | None = None) -> list[Record]:
        """Return those of one kind."""
        found = [each for each in self._records if kind_of(each) == kind]
        kept = [each for each in found if since is None or programme_day(when(each) or "") >= since]
        return kept[:limit]

    def unsorted(self, kinds: Iterable[str]) -> list[Record]:
        """Return those of some kinds."""
        return [each for each in self._records if kind_of(each) in kinds]


@dataclass
class Voice:
    """Everything that the program says at one moment, and what may be done then."""

    records: list[Record]
    now: datetime

    @cached_property
    def answer(self) -> Assessment:
        """The gate's answer."""
        return assess(self.records, PROGRAMME, self.now)

    @cached_property
    def session(self) -> Workspace:
        """An open session over the records."""
        return Workspace(Told(self.records), Settings(), clock=lambda: self.now)  # type: ignore[arg-type]

    @cached_property
    def ladder(self) -> Ladder:
        """The owner's ladder."""
        return Ladder.of(self.session.practice.sizes)

    def named(self, words: str) -> set[str]:
        """Return the steps that words name, joined by commas, "and" or "or"."""
        by_name = {self.session.practice.step_name(step): step for step in self.ladder.order}
        return {by_name[each] for each in re.split(", | or | and ", words) if each}

    def easy_with(self, on: date, *added: Record, now: datetime | None = None) -> bool:
        """Tell whether a day is easy once something is added."""
        days = work_out([*self.records, *added], PROGRAMME, now or self.now).days
        return any(each.easy and each.number == on.toordinal() for each in days)

    def numbered(self, at: datetime, about: Literal["next_day", "now"] = "next_day") -> RatingRecord:
        """Return a number of 0."""
        return RatingRecord(id=new_id(), at=at.isoformat(), about=about, value=0, skipped=False)

    def after_the_session(self) -> datetime:
        """Return this moment, or the end of a session that is under way."""
        return max(
            [self.now, *(moment(each.ended_at) for each in self.records if isinstance(each, (Session, Partner)))]
        )

    def day_called(self, words: str) -> date:
        """Return the practice day that a sentence calls so."""
        case = work_out(self.records, PROGRAMME, self.now)
        from comfort_journal.plan.wording import Wording  # noqa: PLC0415  only to read a day back

        say = Wording(case)
        return date.fromordinal(next(each.number for each in reversed(case.days) if say.day(each.number) == words))

    def tomorrow_noon(self, on: date) -> datetime:
        """Return the end of the day after, the last moment of its number."""
        return datetime.combine(on + timedelta(days=2), time(3, 59), self.now.tzinfo)


def may(voice: Voice, steps: set[str]) -> None:
    """Hold that all these may be practised now."""
    assert all(voice.answer.may(step) for step in steps), steps


def exactly(voice: Voice, steps: set[str]) -> None:
    """Hold that these and nothing else up to the current step are open."""
    once = {voice.ladder.order[rank] for rank in work_out(voice.records, PROGRAMME, voice.now).once()}
    assert steps <= {*voice.answer.open}
    assert {*voice.answer.open} - {"circuit"} - steps <= once


def _opens(voice: Voice, said: dict[str, str]) -> None:
    """Hold that the circuit alone is open, and that a number up to the line opens just these steps now."""
    exactly(voice, set())
    at = voice.after_the_session()
    rested = assess([*voice.records, voice.numbered(at, about="now")], PROGRAMME, at)
    assert {*rested.open} - {"circuit"} == voice.named(said["steps"]) != set()
    assert voice.answer.waits


def _opens_later(voice: Voice, said: dict[str, str]) -> None:
    """Hold that a number opens nothing before the rest is over, and ends it from then on."""
    exactly(voice, set())
    at = voice.after_the_session()
    if at == voice.now:  # while a session is under way, its end may open more than this moment can know
        assert assess([*voice.records, voice.numbered(at, about="now")], PROGRAMME, at).open == ("circuit",)
    assert not voice.answer.waits
    until = moment(voice.answer.until or "")
    assert f"{until:%H:%M}" in said["until"]
    assert assess([*voice.records, voice.numbered(until, about="now")], PROGRAMME, until).outcome != "rest"


def up_to(voice: Voice, steps: set[str]) -> None:
    """Hold that this step and everything gentler may be practised now."""
    (step,) = steps
    may(voice, {*voice.ladder.order[: voice.ladder.ranks[step] + 1]})


Reader = Callable[[Voice, dict[str, str]], None]


def _steps(check: Callable[[Voice, set[str]], None], *fields: str) -> Reader:
    return lambda voice, said: [check(voice, voice.named(said[field])) for field in fields] and None


def _lets_it_count(voice: Voice, said: dict[str, str]) -> None:
    assert voice.easy_with(voice.day_called(said["day"]), voice.numbered(voice.now))


def _lets_nothing_count(voice: Voice, said: dict[str, str]) -> None:
    assert not voice.easy_with(voice.day_called(said["day"]), voice.numbered(voice.now))


def _may_still_count(voice: Voice, said: dict[str, str]) -> None:
    on = voice.day_called(said["day"])
    late = voice.tomorrow_noon(on)
    assert voice.easy_with(on, voice.numbered(late), now=late)


def _never_counts(voice: Voice, said: dict[str, str]) -> None:
    on = voice.day_called(said["day"])
    late = max(voice.tomorrow_noon(on), voice.now)
    assert not voice.easy_with(on, voice.numbered(late), now=late)


def _after_easy_days(voice: Voice, more: int) -> Assessment | None:
    """Return the answer after so many easy days from now on; None where something else is in the way by then.

    That is days that grow too old or too long away by then, a step that is closed, and the calendar: each is said.
    """
    answer, case = voice.answer, work_out(voice.records, PROGRAMME, voice.now)
    first = (date.fromordinal(case.today) - day(1).date).days + 1
    if (case.days and case.days[-1].number == case.today) or day(first, "20:00").moment() < voice.now:
        first += 1
    away = bool(case.days) and first + day(0).date.toordinal() - case.days[-1].number > 14
    old = any(each.easy and case.today - each.number > 20 for each in case.days)
    # Whoever travelled back over the date line has had a later day already, and what is added would not be the latest.
    travelled = bool(case.days) and case.days[-1].number > case.today
    if old or away or travelled or not answer.may(answer.step) or any("calendar" in each for each in answer.why):
        return None
    ready = ready_size(case)
    name, _, own = answer.step.partition(":")
    felt: dict[str, Any] = {"during": 0, "after": 0}
    if name == "movement":
        felt["size"] = voice.ladder.sizes[ready - 3] if ready is not None else None
    if name == "partner":
        felt = {"close": {"during": 0, "after": 0}}
    added: list[Record] = []
    for number in range(first, first + more):
        make = getattr(day(number), name)
        added += [make(own, **felt) if own else make(**felt), day(number + 1, "12:00").rating(0)]
    return assess([*voice.records, *added], PROGRAMME, day(first + more, "13:00").moment())


def _days_open_it(voice: Voice, said: dict[str, str]) -> None:
    """So many easy days more, and it is offered, unless something that is said beside it is in the way."""
    after = _after_easy_days(voice, int(said["more"]))
    if after is not None and after.row >= 9:
        closed = {each.what for each in (*after.closed, *voice.answer.closed)}
        assert voice.named(said["steps"]) & closed or voice.named(said["steps"]) <= {*after.offered}


def _returns(voice: Voice, said: dict[str, str]) -> None:
    """One easy day more, and practice stands higher than now."""
    after = _after_easy_days(voice, 1)
    assert after is None or after.row < 9 or voice.ladder.ranks[after.step] > voice.ladder.ranks[voice.answer.step]
    rank = work_out(
        voice.records, PROGRAMME, voice.now
    ).standing.rank  # what is open first may be gentler, after a sign
    assert voice.named(said["step"]) == {voice.ladder.order[rank]}


def _felt_then(voice: Voice, said: dict[str, str]) -> None:
    """Hold that a session of that day has this number, or its next day has."""
    from comfort_journal.plan.wording import Wording  # noqa: PLC0415  only to read a day back

    say = Wording(work_out(voice.records, PROGRAMME, voice.now))
    felt: set[int | None] = set()
    for each in voice.records:
        back = 1 if isinstance(each, RatingRecord) else 0
        if say.day(programme_day(when(each) or "").toordinal() - back) == said["day"]:
            told = each.close if isinstance(each, Partner) else each
            felt |= {getattr(told, name, None) for name in ("start", "during", "after", "value")}
            felt |= {hold.after for hold in getattr(told, "holds", ())}
    assert int(said["value"]) in felt


def _easy_then(voice: Voice, said: dict[str, str]) -> None:
    """Hold that these are easy days; whoever travelled may have two of one name."""
    from comfort_journal.plan.wording import Wording  # noqa: PLC0415  only to read a day back

    case = work_out(voice.records, PROGRAMME, voice.now)
    easy = {Wording(case).day(each.number) for each in case.days if each.easy}
    assert {*re.split(", | and ", said["days"])} <= easy


def _nothing(_voice: Voice, _said: dict[str, str]) -> None:
    """Hold nothing: no more is said of what is open or counts."""


READERS: dict[str, Reader] = {
    "3.informed": lambda voice, _: may(
        voice, {"mapping"} if not work_out(voice.records, PROGRAMME, voice.now).resting else set()
    ),
    "4.settled": _steps(exactly, "steps"),
    "4.ready": _steps(exactly, "steps"),
    "4.circuit": _opens_later,
    "4.unknown": _opens,
    "4.unknown_lowest": _opens_later,
    "4.above": _opens,
    "4.once_more": _opens,
    "4.above_lowest": _opens_later,
    "4.number": lambda voice, _: exactly(voice, set()),
    "5": _lets_it_count,
    "5.other": _lets_nothing_count,
    "6.rest": _steps(may, "step"),
    "6.flag": _steps(may, "step"),
    "7": _steps(up_to, "step"),
    "7.some": _steps(exactly, "steps"),
    "8": _steps(may, "step"),
    "8.today": _steps(may, "step"),
    "9": _steps(may, "step", "steps"),
    "9.gentler": _steps(may, "steps"),
    "10": _steps(up_to, "step"),
    "10.first": _steps(may, "step"),
    "10.some": _steps(exactly, "steps"),
    **dict.fromkeys(("why.felt", "why.unsettled", "why.after", "why.sore", "why.sharp"), _felt_then),
    "why.days": _days_open_it,
    "why.none": _days_open_it,
    "why.return": _returns,
    "opens.days": _easy_then,
    "why.waiting": _may_still_count,
    "why.number": _lets_nothing_count,
    **dict.fromkeys(("why.because", "why.latest"), _never_counts),
}
"""What each of the gate's sentences claims; one that is not here claims nothing of the kind."""
TEMPLATES = {
    key: re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text)).replace("\\ ", " "))
    for key, text in PROGRAMME.reasons.items()
}


def hold(voice: Voice, sentence: str, *, of: str = "") -> None:
    """Hold one sentence of the gate against it; of several templates that fit, one must be true."""
    found = [(key, match.groupdict()) for key, each in TEMPLATES.items() if (match := each.fullmatch(sentence))]
    assert found, sentence
    if any(key.startswith("closed.") and key != "closed.RC-6" for key, _ in found) and of:
        assert not voice.answer.may(of), sentence
    faults = []
    for key, said in found:
        try:
            READERS.get(key, _nothing)(voice, said)
        except (AssertionError, KeyError, StopIteration) as fault:
            faults.append((key, fault))
    assert len(faults) < len(found), (sentence, faults)


def plan_lines(voice: Voice) -> Iterator[tuple[str, str]]:
    """Yield what the plan's page says: the selected step, and a sentence of the gate."""
    page = PlanPage(voice.session, str)
    openings = voice.session.practice.openings()
    standing = page.standing().plain.split("\n\n")
    headline, _, standing[0] = standing[0].rpartition("\n")
    assert bool(headline) is (voice.answer.outcome != "stay")
    assert voice.answer.reason in standing
    for line in standing:
        if line == voice.answer.reason:
            yield "", line
        assert not line.startswith("Open") or line == voice.answer.reason, line
    for step in page.steps:
        head, _, about = page.step_pane(step)(10_000).plain.partition("\n\n")
        assert head.endswith(" open today") is voice.answer.may(step)
        assert (OPENS in about) is (not voice.answer.may(step) and step != SIZES)
        for line in openings[step].lines if step in openings else ():
            assert line in about
            yield "" if voice.answer.may(step) else step, line
        drawn = rung(page, step, 60, under=False).plain
        assert (drawn[2] in {HERE, OPEN}) is voice.answer.may(step)
        assert (drawn[2] == RESTS) is (step in voice.answer.gained and not voice.answer.may(step))
        assert drawn[2] == SHUT or f"{drawn[2]} " in standing[-1]
        assert drawn.count(DOT) == min(RECENT, len(page.easy.get(step, ())))
    at = voice.answer.step
    for line in page.why_pane(at).plain.split("\n\n")[1:]:
        called, _, reason = line.rpartition(": ")
        if not voice.answer.may(at) and line in page.opening(at).lines:
            yield at, line
            continue
        if line in {voice.answer.reason, *voice.answer.why}:
            yield "", line
        else:
            (what,) = {each.what for each in voice.answer.closed if page.called(each.what) == called}
            assert reason in {each.reason for each in voice.answer.closed}
            yield what, reason


def intro_page(voice: Voice) -> None:
    """Hold the page before each step against the gate: where the step is closed, it says why and begins nothing."""
    for step in voice.ladder.order[:-1]:
        page = StepIntroScreen(voice.session, step)
        assert page._before.called == voice.session.practice.step_name(step)
        assert (page.why_not("step-ready") is None) is voice.answer.may(step)


def clinician_page(voice: Voice) -> None:
    """Hold what the page for a clinician says of a next step against the gate and the plan's own page."""
    case, words = work_out(voice.records, PROGRAMME, voice.now), load_report_words().standing
    called = record_names(each for each in voice.records if isinstance(each, Profile))
    names = PageNames(called, load_library(), voice.session.practice.sizes, programme_day(voice.now))
    told = where_it_stands(case, voice.answer, names, words, together=True)
    found = {
        key: match
        for key in (
            "easy",
            "offered",
            "missing",
            "returns",
            "ready",
            "waiting",
            "unnumbered",
            "last_here",
            "last_of_all",
        )
        for line in told
        if (match := re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(getattr(words, key))), line))
    }
    easy = found["easy"]["days"].split(", ") if "easy" in found else []
    if {"easy", "missing"} & {*found} and not voice.answer.offered:
        (here,) = (
            each
            for step, each in voice.session.practice.openings().items()
            if step == case.facts.ladder.order[case.standing.rank]
        )
        assert not here.through or easy == [dated(day, names.made) for day in here.easy]
    assert ("offered" in found) is bool(voice.answer.offered)
    if "offered" in found:
        assert {*found["offered"]["steps"].split(" or ")} == {names.called(step) for step in voice.answer.offered}
    if "missing" in found:
        more = int(found["missing"]["days"].split()[0])
        # After long the plan begins below where practice stands, and easy days there lead back before they lead on.
        below = voice.answer.step != case.facts.ladder.order[case.standing.rank]
        after = None if below else _after_easy_days(voice, more)
        assert after is None or after.row < 9 or after.offered or after.closed
        # Enough easy days and one more that is missing: then it is said which day is in the way.
        reasons = {"waiting", "unnumbered", "last_here", "last_of_all"} & {*found}
        assert len(easy) < 3 or reasons, told
        gate = [each for each in voice.answer.why if TEMPLATES["why.days"].fullmatch(each)]
        assert all(TEMPLATES["why.days"].fullmatch(each)["more"] == str(more) for each in gate)  # type: ignore[index]


def next_number(voice: Voice) -> None:
    """Hold that a number is announced for tomorrow only where it would let today count."""
    words = load_library().sentences.plan
    if {words.next_day, words.next_morning} & set(PlanPage(voice.session, str).standing().plain.split("\n\n")):
        today = programme_day(voice.now)
        late = voice.tomorrow_noon(today)
        assert voice.easy_with(today, voice.numbered(late), now=late)


def command_lines(voice: Voice) -> None:
    """Hold ``plan`` and ``plan --json`` against the gate."""
    answer, names = voice.answer, voice.session.practice.step_name
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(practice, "strong", str)
        patch.setattr(practice, "quiet", str)
        lines = list(practice._page(answer, voice.session.practice.sizes))
    assert lines[0] == answer.reason
    for line in lines[2:]:
        head, _, rest = line.partition("  ")
        named = {step for step in voice.ladder.order if rest.startswith(f"{names(step)} ") or names(step) == rest}
        if head == "Open":
            shown = set(rest.split(" · ")) - {"circuit"}
            assert shown == {names(step) for step in answer.open[1:]}
        elif head == "Offered":
            assert {names(step) for step in answer.offered} == set(rest.split(" · "))
        elif head == "Closed":
            assert not any(answer.may(step) for step in named) or rest.startswith(("RC-", "STR")), line
        elif head == "First":
            assert any(answer.may(step) for step in named)
        else:
            assert line == load_library().sentences.plan.sizes_command
    told = json.loads(msgspec.json.encode(to_answer(answer)))
    shut = {each["what"] for each in told["closed"] if each["id"] != "RC-6"}
    assert not shut & {*told["open"], *told["offered"]}


def today_line(voice: Voice) -> None:
    """Hold Today's quiet line against the gate: the step it names is open, the day it asks about is the gate's."""
    said, quiet = load_library().sentences.today, next_reminder(voice.session)
    if quiet.step:
        assert voice.answer.may(next(iter(voice.named(quiet.step.removeprefix("Open today: ").removesuffix(".")))))
    if quiet.kind == "next_day":
        assert voice.answer.outcome == "ask"
    assert said.step.startswith("Open today: ")


def end_page(voice: Voice) -> None:
    """Hold what the end of today's latest session says of the day against what a number tomorrow would do."""
    today = programme_day(voice.now)
    sat = [each for each in voice.records if isinstance(each, Session) and programme_day(each.started_at) == today]
    if not sat:
        return
    latest = max(sat, key=lambda each: (moment(each.started_at), each.id))
    # Whoever travelled back over the date line has had a later day already, and today is no longer the last.
    later = any(isinstance(each, Session) and programme_day(each.started_at) > today for each in voice.records)
    if later or moment(latest.ended_at) > voice.now:
        return
    said = load_library().sentences.session
    counts, again = voice.session.practice.today_counts(latest)
    least = PROGRAMME.step(kind_of_step(latest.step)).floor
    line, late = said_of_today(said, counts, least, again=again), voice.tomorrow_noon(today)
    # Whoever travelled may have given the next day's number already.
    assert voice.easy_with(today, voice.numbered(late), now=late) is (line == said.tomorrow or counts == "easy"), line
    assert (said.once_more in line) is (counts == "nothing" and voice.answer.may(latest.step))


@pytest.fixture(autouse=True, scope="module")
def no_note() -> Iterator[None]:
    """Leave out the owner's note to herself: it is no sentence of the program's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_page, "find_note", lambda _session: None)
        yield


@settings(max_examples=50, suppress_health_check=QUIET, deadline=None)
@given(histories(max_days=10))
def test_no_two_sentences_contradict(history: History) -> None:
    """Plan, its why pane and ladder, the command in words and for machines, Today's line and a session's end agree."""
    records = [each for each in history.records if moment(when(each) or "") <= history.now]
    voice = Voice(records, history.now)
    for of, sentence in plan_lines(voice):
        hold(voice, sentence, of=of)
    command_lines(voice)
    today_line(voice)
    end_page(voice)
    intro_page(voice)
    clinician_page(voice)
    next_number(voice)


@pytest.mark.parametrize(
    ("records", "at", "never"),
    [
        (
            story(
                [day(n).easy("movement:a") for n in (1, 2, 3)],
                day(1, "07:00").profile(ready_size="a"),
                day(4).partner(close={"respected": "no"}),
            ),
            day(6, "12:00"),
            "6 Together",
        ),
        (story(day(1).easy("shallow"), day(2, "20:00").shallow()), day(2, "22:00"), "3 A fingertip inside"),
    ],
    ids=["after it went on", "the evening after shallow"],
)
def test_what_is_closed_is_not_called_open(records: list[Record], at: Any, never: str) -> None:  # noqa: ANN401  a Day
    """The two places at which the plan said both."""
    answer = assess(records, PROGRAMME, at.moment())
    assert answer.reason.startswith("Open today: ")
    assert never not in answer.reason
    assert {"partner", "shallow"} & {each.what for each in answer.closed}


@pytest.mark.parametrize(
    ("records", "opens"),
    [
        (story(day(1).mapping(during=4)), ""),
        (story(day(1).easy("entrance"), day(2).entrance(during=4)), "1 Outside"),
        (story(day(1).easy("entrance"), day(2).shallow(during=4)), "1 Outside or 2 Entrance"),
    ],
    ids=["at the lowest step", "at the second", "above both"],
)
def test_in_rest_a_number_is_promised_to_open_what_it_opens(records: list[Record], opens: str) -> None:
    """Where no step is gentle enough nothing is promised before the rest is over, and no key is named for it."""
    asked = day(2, "23:00").moment() if opens else day(1, "23:00").moment()
    voice = Voice(records, asked)
    assert (f"up to your line opens {opens};" in voice.answer.reason) is bool(opens)
    for told in (voice, Voice([*records, voice.numbered(asked, about="now")], asked)):
        shown = PlanPage(told.session, str).standing().plain
        assert (WAITING[4] in shown) is (bool(opens) and told is voice)
        assert "before that" not in shown
        hold(told, told.answer.reason)


def test_what_was_reached_keeps_its_mark_while_it_rests() -> None:
    """After too much at a size, what is open and what is closed for now are told apart from what never was open."""
    told = story(day(1).easy("entrance"), day(2).easy("shallow"), day(4).dilator("a", during=5), day(4, "23:00").now(1))
    voice = Voice(told, day(4, "23:30").moment())
    page = PlanPage(voice.session, str)
    marks = {step: rung(page, step, 60, under=False).plain[2] for step in page.steps}
    assert (marks["mapping"], marks["shallow"], marks["dilator:a"], marks["movement"]) == (OPEN, RESTS, RESTS, SHUT)
    shown = page.standing().plain.split("\n\n")[-1].splitlines()
    assert shown == [f"{DOT} an easy day", f"{OPEN} open today", f"{RESTS} yours, and resting for now"]


def test_the_evening_of_a_practice_day_it_can_still_count() -> None:
    """Tomorrow has not come, so nothing is missing yet."""
    told = story(day(1).easy(), day(2).mapping())
    waiting = "Tue can still count: its number is given on the day after."
    assert waiting in assess(told, PROGRAMME, day(2, "22:00").moment()).why
    assert any("does not count" in each for each in assess(told, PROGRAMME, day(4, "12:00").moment()).why)


def test_after_four_seconds_no_number_is_promised_to_count() -> None:
    """The question of the next day and the end of the session say what is so."""
    told = story(day(1).easy(), day(2).entrance(holds=[4]))
    assert (
        assess(told, PROGRAMME, day(3, "12:00").moment()).reason == "How is it after Tue? One number, or leave it out."
    )
    voice = Voice(told, day(2, "22:00").moment())
    counts, again = voice.session.practice.today_counts(None)
    assert (counts, again) == ("nothing", False)
    said = load_library().sentences.session
    assert said_of_today(said, "nothing", 30, again=True) == f"{said.nothing.format(least=30)} {said.once_more}"
    assert isinstance(next(each for each in told if isinstance(each, Profile)), Profile)
