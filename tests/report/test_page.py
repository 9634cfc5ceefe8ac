"""The page for a clinician holds what was ticked and given, as text, and asks nothing of anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from histories import History, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed
from stories import day, new_id, story

import comfort_journal
from comfort_journal.content import load_library
from comfort_journal.content.report import PARTS, ReportWords, load_report_words
from comfort_journal.content.templates import texts
from comfort_journal.content.toml_file import load
from comfort_journal.errors import BadInput
from comfort_journal.records import Entry, Record, Size
from comfort_journal.report import USUAL, ReportChoice, ReportDays, chosen_days, page_of
from comfort_journal.report.from_records import make_report
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.report.sections import ReportPage

WORDS = load_report_words()
FOUR_WEEKS = ReportDays(day(1).date, day(28).date)
ALL = ReportChoice(span=FOUR_WEEKS, parts=frozenset(PARTS))
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "h1", "h2", "p", "b", "span",
    "svg", "line", "rect", "circle", "path", "text", "figure", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ODD = st.sampled_from(
    ["<script>alert(1)</script>", "</style>", "{{ 7*7 }}", "{% raw %}", "' onload=x \"", "&amp;", "<!--", "\u202eabc"]
) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


class Parsed(HTMLParser):
    """The tags, attributes and text of a page; a body of another row or section cannot hide in it."""

    def __init__(self, data: bytes) -> None:
        """Read all of it."""
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.said = ""
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.said += data


def entry(text: str, number: int = 5) -> Entry:
    """Return an entry of that day."""
    at = day(number, "20:00").at()
    return Entry(
        id=new_id(), at=at, prompt=None, text=text, tags=(), starred=False, session=None, about=None, source="app"
    )


def page(records: Sequence[Record], choice: ReportChoice = ALL, at: int = 28) -> ReportPage:
    """Return what stands on the page on the evening of a day."""
    return make_report(records, choice, day(at, "23:00").moment(), WORDS)  # type: ignore[arg-type]


def html(records: Sequence[Record], choice: ReportChoice = ALL, at: int = 28) -> bytes:
    """Return the same as a file."""
    return page_of(records, choice, day(at, "23:00").moment())  # type: ignore[arg-type]


TOLD = story(
    day(1, "07:00").profile(history=("endometriosis", "trauma"), in_care=True),
    day(2).easy(fear=7, stretch=6, tags=("burning", "hurry")),
    day(4).mapping(during=2),
    day(6).mapping(during=None, holds=[0]),
    day(8).entrance(during=5, after=1),
    day(12, "09:00").rating(1),
    day(15, "22:00").checkin({"during": 6}),
    day(20, "09:00").flag("bulge"),
    day(3).circuit(),
    day(5).circuit(),
)


@settings(max_examples=40, deadline=None)
@given(label=ODD, title=ODD, name=ODD, text=ODD)
def test_every_word_is_text_and_never_a_tag(label: str, title: str, name: str, text: str) -> None:
    """Nothing that anybody wrote becomes a tag, an attribute or a template's command; all of it is there to be read."""
    profile = changed(day(1, "06:00").profile(sizes=("a",)), sizes=(Size(id="a", label=label, mm=15),))
    wrote = entry(text)
    records = [profile, day(5).dilator("a", around=("<b>door</b>",)), wrote]
    parsed = Parsed(html(records, replace(ALL, title=title, name=name, entries=(wrote.id,))))
    plain = Parsed(
        html(
            [day(1, "06:00").profile(sizes=("a",)), day(5).dilator("a"), entry("x")], replace(ALL, title="t", name="n")
        )
    )
    assert set(parsed.tags) <= TAGS
    assert parsed.attributes <= plain.attributes | {"dir"}
    for said in (label, title, name):
        assert one_line(said) in parsed.said


@settings(max_examples=25, deadline=None)
@given(history=histories(max_days=10), parts=st.sets(st.sampled_from(PARTS)))
def test_any_history_makes_a_page_that_asks_nothing_from_outside(history: History, parts: set[str]) -> None:
    """No script, no address, no frame; and the same bytes from the same records, in whatever order they come."""
    last = history.now.date()
    choice = ReportChoice(span=ReportDays(last - timedelta(days=60), last), parts=frozenset(parts))  # type: ignore[arg-type]
    made = page_of(history.records, choice, history.now)  # type: ignore[arg-type]
    assert not re.search(
        rb"https?:|url\(|@import|<script|<link|<img|<iframe|src=|href=|javascript", made, re.IGNORECASE
    )
    assert page_of(tuple(reversed(history.records)), choice, history.now) == made  # type: ignore[arg-type]
    if "together" not in parts:
        assert load_library().step("partner").title.encode() not in made


def test_the_order_in_which_records_come_changes_nothing() -> None:
    """Not even of two sessions that began at one moment."""
    twins = [day(3).partner(close={"during": 1}), day(3).partner(), day(4).easy(fear=1), day(4).easy(fear=2)]
    told = story(*twins, *(entry(text) for text in "ab"))
    choice = replace(ALL, entries=tuple(each.id for each in told if isinstance(each, Entry)))
    assert html(told, choice) == html(told[::-1], choice)


def test_a_blank_stays_blank() -> None:
    """What was not given is an empty cell, and no week, day or number is filled in."""
    assert page(TOLD).numbers is not None
    rows = {row.day: row for row in page(TOLD).numbers[-1].rows}  # type: ignore[index]
    assert rows["10 Jan"][2:] == ("", "", "", "", "")
    assert (rows["8 Jan"].during, rows["8 Jan"].next_day) == ("2", "")
    assert [(row.week, row.days, row.minutes) for row in page(TOLD).circuit or ()] == [("5 Jan", "2", "24")]


def test_what_is_private_is_there_only_where_it_was_ticked() -> None:
    """Not the sensations, the marks, fear, an entry or another person, by default; each of them once ticked."""
    wrote, later = entry("Nobody reads this sentence."), entry("Nor this.", 6)
    records = [*TOLD, *(day(n).partner(close={"during": 5}) for n in (16, 17)), later, wrote]
    usual = page(records, ReportChoice(span=FOUR_WEEKS))
    assert {"standing", "numbers", "too-much", "signs", "circuit"} == USUAL
    assert (usual.around, usual.sensations, usual.fear, usual.together, usual.entries) == (None, None, None, None, ())
    assert usual.too_much is not None
    assert [row.day for row in usual.too_much] == ["12 Jan"]
    # Where practice stands is the gate's, and may date from any session; which one it was is not said.
    said = Parsed(html(records, ReportChoice(span=FOUR_WEEKS, parts=USUAL - {"standing"}))).said
    assert not [each for each in ("20 Jan", "21 Jan", "burning", "Nobody reads") if each in said]
    told = page(records, replace(ALL, entries=(later.id, wrote.id)))
    assert [each.lines for each in told.entries] == [("Nobody reads this sentence.",), ("Nor this.",)]
    assert [row.day for row in told.together or ()] == ["19 Jan", "20 Jan", "21 Jan"]
    assert told.too_much is not None
    assert [row.day for row in told.too_much] == ["12 Jan", "19 Jan", "20 Jan", "21 Jan"]
    assert [row.during for row in told.too_much] == ["5", "6", "5", "5"]
    assert [(row.fear, row.stretch) for row in told.fear or ()] == [("7", "6")]
    assert told.sensations == (("1 Outside", (("burning", 1),)),)


def test_a_history_that_was_told_once_is_named_nowhere() -> None:
    """RF-4 is on no screen again, and on no paper."""
    said = Parsed(html(TOLD)).said.lower()
    for choice in load_library().card("RF-4").choices:
        assert choice.label.lower() not in said
        assert choice.key not in said


def test_too_much_has_its_numbers_and_the_day_on_which_it_had_settled() -> None:
    """And says "not yet" while rest goes on."""
    found = page(TOLD, ReportChoice(span=FOUR_WEEKS)).too_much
    assert found == (("12 Jan", "2 Entrance", "", "5", "1", "", "16 Jan, after 4 days"),)
    early = page(TOLD, ReportChoice(span=FOUR_WEEKS), at=10).too_much
    assert early is not None
    assert early[0].settled == WORDS.heads.not_settled


def test_signs_of_the_days_and_those_that_still_stand_are_told() -> None:
    """One that was seen to before is left out."""
    told = [*TOLD, day(1, "08:00").flag("fever"), day(2, "08:00").flag("odour", cleared=day(3).at())]
    later = ReportChoice(span=ReportDays(day(10).date, day(28).date))
    assert [(row.day, row.seen) for row in page(told, later).signs or ()] == [("5 Jan", False), ("24 Jan", False)]


def test_the_days_before_stand_beside_only_where_something_was_given() -> None:
    """As many as are asked about, and no empty chart."""
    late = ReportDays(day(15).date, day(28).date)
    assert late.before == ReportDays(day(1).date, day(14).date)
    numbers = page(TOLD, ReportChoice(span=late)).numbers
    assert numbers is not None
    assert [len(each.rows) for each in numbers] == [4, 0]
    assert len(page(TOLD, ReportChoice(span=FOUR_WEEKS)).numbers or ()) == 1


def test_no_line_of_the_chart_joins_two_numbers() -> None:
    """A mark for each number given, in its own day; and every line is level or upright."""
    (days,) = page(TOLD, ReportChoice(span=FOUR_WEEKS)).numbers or ()
    given_at = [(1, "during"), (1, "next_day"), (3, "during"), (7, "during"), (7, "after")]
    chart = days.chart
    wide = (chart.right - chart.left) / 28
    assert sorted((int((point.x - chart.left) // wide), point.shape) for point in chart.points) == sorted(given_at)
    drawn = html(TOLD, ReportChoice(span=FOUR_WEEKS)).decode()
    assert "polyline" not in drawn
    for x1, x2, y1, y2 in re.findall(r'<line class="\w+" x1="(\S+)" x2="(\S+)" y1="(\S+)" y2="(\S+)"', drawn):
        assert x1 == x2 or y1 == y2
    assert drawn.count("<path") == sum(point.shape == "next_day" for point in chart.points) + 1
    assert drawn.count('<circle class="open"') == sum(point.shape == "after" for point in chart.points) + 1


@pytest.mark.parametrize(
    ("told", "at", "sentences"),
    [
        ([], 3, ["The steps have not begun."]),
        (
            [day(2).easy(), day(4).easy()],
            6,
            [
                "1 Outside, since 6 Jan.",
                "Easy days that count towards a next step: 6 Jan, 8 Jan.",
                "Missing for a next step: 1 more easy day.",
            ],
        ),
        (
            [day(n).easy() for n in (2, 4, 6)],
            8,
            [
                "1 Outside, since 6 Jan.",
                "Easy days that count towards a next step: 6 Jan, 8 Jan, 10 Jan.",
                "The plan offers to move on to 2 Entrance, or to stay.",
            ],
        ),
        (
            [day(2).easy(), day(3).entrance(during=5)],
            3,
            ["1 Outside, since 7 Jan.", "It was too much lately; only gentler steps are open, until 8 Jan at least."],
        ),
        ([day(2).easy(), day(4).flag()], 5, ["1 Outside, since 6 Jan.", "The steps rest at the moment."]),
        (
            [day(2).easy("entrance")],
            27,
            [
                "1 Outside, since 31 Jan.",
                "More than 14* days without practice, so it begins one step gentler.",
                "No easy day counts towards a next step yet.",
                "After one easy day here practice is back where it was.",
            ],
        ),
        (
            [*(day(n).easy() for n in (2, 4, 6)), day(8).mapping(during=3, settled=True), day(9, "09:00").rating(1)],
            10,
            [
                "1 Outside, since 6 Jan.",
                "Easy days that count towards a next step: 6 Jan, 8 Jan, 10 Jan.",
                "Missing for a next step: 1 more easy day.",
                "The latest practice day here, 12 Jan, was not an easy one.",
            ],
        ),
    ],
)
def test_where_practice_stands_is_told_by_the_gate(told: list[Record], at: int, sentences: list[str]) -> None:
    """The step, since when, what is offered, and what is missing; a sign and a rest without more."""
    assert page(story(*told), at=at).standing == tuple(sentences)


def test_where_practice_stood_is_told_as_it_was_at_the_end_of_days_that_are_over() -> None:
    """By what had happened until then, with the day in the heading; what came later says nothing of it."""
    told = story(day(2).easy(), day(4).easy(), [day(n).easy("entrance") for n in (12, 14, 16)])
    first = ReportChoice(span=ReportDays(day(1).date, day(6).date))
    then, alone = page(told, first), page(told, replace(first, span=ReportDays(day(1).date, day(28).date)), at=6)
    assert then.standing == alone.standing
    assert then.standing_title == "Where practice stood at the end of 10 Jan"
    assert page(told).standing_title == "Where practice stands"
    assert page(told).standing != then.standing


def test_a_number_from_before_the_breath_has_a_column_only_where_one_was_given() -> None:
    """In the table, and beside what was too much by it."""
    told = story(day(2).mapping(start=4, during=1), day(4).easy())
    found = page(told, ReportChoice(span=FOUR_WEEKS))
    assert [row.before for row in (found.numbers or ())[-1].rows] == ["4", ""]
    assert [row.before for row in found.too_much or ()] == ["4"]
    assert WORDS.heads.before in Parsed(html(told)).said
    assert WORDS.heads.before not in Parsed(html(story(day(4).easy()))).said


def test_both_charts_have_the_same_lanes_from_the_gentlest_step_on() -> None:
    """Whichever step came first."""
    told = story(day(3).dilator("a"), day(17).entrance(), day(18).easy())
    late = ReportChoice(span=ReportDays(day(15).date, day(28).date))
    charts = [days.chart for days in page(told, late).numbers or ()]
    assert [[lane.name for lane in chart.lanes] for chart in charts] == [
        ["1 Outside", "2 Entrance", "4 Size size a"]
    ] * 2


@pytest.mark.parametrize("days", [14, 28, 54])
def test_marks_of_one_day_stand_side_by_side(days: int) -> None:
    """Three of the same number touch at most, in their order, and stay within their day."""
    told = story(day(3).entrance(during=1, after=1), day(4, "09:00").rating(1))
    span = ReportDays(day(1).date, day(days).date)
    (found,) = page(told, ReportChoice(span=span), at=days).numbers or ()
    chart, xs = found.chart, [point.x for point in found.chart.points]
    assert [point.shape for point in found.chart.points] == ["during", "after", "next_day"]
    assert all(right - left >= 2 * chart.size - 0.02 for left, right in pairwise(xs))
    assert xs[2] - xs[0] + 2 * chart.size <= (chart.right - chart.left) / days + 0.1


def test_what_the_app_says_of_a_part_has_no_star() -> None:
    """Only the page explains it."""
    assert not [path for path, text in texts(WORDS) if (path.endswith("about") or "screen." in path) and "*" in text]


def test_the_step_with_another_person_is_told_only_where_that_was_ticked() -> None:
    """Else practice alone stands at the last step before it, and nothing is said of what follows."""
    told = story(day(1, "07:00").profile(ready_size="a"), [day(n).easy("movement") for n in (2, 4, 6)])
    first, *more = page(told, ReportChoice(span=FOUR_WEEKS), at=8).standing or ()
    assert (first, more) == ("5 Small movements, size a, since 6 Jan.", [])
    assert "The plan offers to move on to 6 Together, or to stay." in (page(told, ALL, at=8).standing or ())


def test_a_number_of_ours_has_its_star_wherever_the_page_says_one() -> None:
    """Every text names a number in braces and never writes one, but for the ends of the scale."""
    filled = dict(texts(WORDS))
    numbers = {f"{item.id}.{name}": each for _, item in load_library().homes() for name, each in item.numbers.items()}
    seen = 0
    for path, raw in texts(load("report.toml", ReportWords)):
        assert not re.search(r"\d", re.sub(r"\{[^}]*\}|0 to 10", "", raw)), path
        for name in re.findall(r"\{([A-Z]+-?\d*\.\w+)\}", raw):
            ours = numbers[name].source == "ours"
            star = r"\*" if ours else r"(?![*\d])"
            assert re.search(rf"(?<!\d){numbers[name].value}{star}", filled[path])
            seen += ours
    assert seen > 10


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, (date(2026, 1, 5), date(2026, 2, 1))),
        (date(2026, 1, 20), None, (date(2026, 1, 20), date(2026, 2, 1))),
        (None, date(2026, 1, 28), (date(2026, 1, 1), date(2026, 1, 28))),
        (date(2026, 1, 1), date(2026, 12, 31), (date(2026, 1, 1), date(2026, 2, 1))),
    ],
)
def test_the_days_are_the_last_four_weeks_unless_said(
    first: date | None, last: date | None, days: tuple[date, date]
) -> None:
    """They end today at the latest."""
    assert chosen_days(first, last, day(28, "23:00").moment()) == ReportDays(*days)


def test_days_that_hold_none_are_refused() -> None:
    """So that no empty page looks like nothing was noted."""
    with pytest.raises(BadInput):
        chosen_days(date(2026, 3, 1), None, day(28).moment())


def test_no_text_of_the_file_is_left_over() -> None:
    """Each is said on the page, or where it is chosen."""
    root = Path(comfort_journal.__file__).parent
    places = [*(root / "report").iterdir(), *(root / "ui" / "open" / "report").iterdir()]
    source = "".join(path.read_text("utf-8") for path in places if path.suffix in {".py", ".html"})
    names = {path.rpartition(".")[2] for path, _ in texts(WORDS) if not path.startswith(".parts")}
    assert len(names) > 60
    assert [name for name in sorted(names) if f".{name}" not in source] == []
