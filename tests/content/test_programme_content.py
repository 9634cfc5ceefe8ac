"""The programme's content: every id at home once, every number marked, every fault refused with its file and path."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest

from comfort_journal.content import BadContent, load_library, load_programme
from comfort_journal.content.library import Library
from comfort_journal.content.loading import decoded, gather
from comfort_journal.content.models import Card, PartText
from comfort_journal.content.programme import programme_of
from comfort_journal.content.report import ReportWords, load_report_words
from comfort_journal.content.review import programme_page
from comfort_journal.content.schema import NUMBERS, OUR_IDS, PROGRAMME_IDS
from comfort_journal.content.session import load_session_words
from comfort_journal.content.templates import texts
from comfort_journal.content.toml_file import decode, load, read
from comfort_journal.plan import REASON_FIELDS
from comfort_journal.records import Flag, Session
from comfort_journal.records import Part as RecordedPart
from comfort_journal.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records.steps import StepKind

FILES = tuple(f"{name}.toml" for name in Library.__struct_fields__)


def with_change(file: str, old: str, new: str) -> Callable[[str], bytes]:
    """Return a source of the shipped files in which one file reads ``new`` at the first ``old``."""
    text = read(file).decode()
    assert old in text
    changed = text.replace(old, new, 1).encode()
    return lambda name: changed if name == file else read(name)


def test_every_id_of_the_programme_has_exactly_one_home() -> None:
    """The files have the programme's ids and ours, none twice; RC and GATE are what each has in common."""
    ranges = "FR 1 10, RC 1 6, ST 0 6, AR 1 5, WORDS 1 3, POS 1 4, TS 1 5, RF 1 5, STR 0 4, GATE 0 10, PT 1 1, BL 1 1"
    expected = {"RESET", "SPIKE", "CARE", "ASK"}
    for name, first, last in (each.split() for each in ranges.split(", ")):
        expected |= {f"{name}-{number}" for number in range(int(first), int(last) + 1)}
    assert set(PROGRAMME_IDS) == expected
    homes = Counter(item.id for _, item in load_library().homes())
    assert homes == dict.fromkeys(expected | {"RC", "GATE", *OUR_IDS}, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "steps.toml",
            'word = "Outside"',
            'wrod = "Outside"',
            "steps.toml: step[0]: Object contains unknown field `wrod`",
        ),
        ("steps.toml", "[step.numbers]", "[step.figures]", "steps.toml: step[0]: Object contains unknown field"),
        ("framing.toml", 'id = "FR-3"', 'id = "FR-2"', "framing.toml: FR-2: this id has a home already"),
        ("troubles.toml", 'id = "TS-1"', 'id = "BL-1"', "troubles.toml: BL-1: this id has a home already"),
        ("framing.toml", 'id = "FR-3"', 'id = "FR-11"', "framing.toml: FR-11: the programme has no such id"),
        ("framing.toml", 'id = "FR-3"', 'id = "three"', "framing.toml: card[2].id: "),
        ("steps.toml", "value = 30", 'value = "30"', "steps.toml: step[0].numbers[...].value: Expected `int`"),
        ("steps.toml", "value = 30", "value = 30.5", "steps.toml: step[0].numbers[...].value: Expected `int`"),
        ("steps.toml", "value = 30", "value = -30", "steps.toml: step[0].numbers[...].value: "),
        ("steps.toml", "value = 30", "value = 90", "steps.toml: ST-1.numbers.hold_least: expected no more"),
        ("steps.toml", 'unit = "seconds"', 'unit = "days"', "steps.toml: ST-0.numbers.place.unit: expected seconds"),
        ("steps.toml", 'source = "plan"', 'source = "mine"', "steps.toml: step[0].numbers[...].source: "),
        ("steps.toml", ', source = "plan" }', " }", "steps.toml: step[0].numbers[...]: Object missing required field"),
        ("steps.toml", "holds = {", "rounds = {", "steps.toml: ST-3.numbers.rounds: unknown"),
        ("strength.toml", "quiet = {", "# quiet = {", "strength.toml: STR-0.numbers.quiet: missing"),
        (
            "gate.toml",
            "easy = { value = 3",
            "easy = { value = 2",
            "gate.toml: GATE-9.numbers.easy: the rule in the pro",
        ),
        ("framing.toml", "line = { value = 2", "line = { value = 3", "framing.toml: FR-5.numbers.line: the rule in"),
        ("gate.toml", "above = ", "higher = ", "gate.toml: GATE-4.says.higher: unknown"),
        ("gate.toml", "you noted {sign}", "you noted {thing}", "gate.toml: GATE-1.says.sign: nothing fills {thing}"),
        ("signs.toml", ', said = "a fever with no other reason"', "", "gate.toml: 1.fever: missing"),
        ("gate.toml", "reopen = ", "# reopen = ", "gate.toml: closed.reopen: missing"),
        (
            "gate.toml",
            "{steps} is open. Stay",
            "{size} is open. Stay",
            "gate.toml: GATE-9.says.plain: nothing fills {size}",
        ),
        ("steps.toml", "{hold_least}", "{least}", "steps.toml: ST-1.how[2]: nothing fills {least}"),
        ("steps.toml", "{hold_least}", "{hold_least", "steps.toml: ST-1.how[2]: "),
        ("sentences.toml", "above = ", "below = ", "sentences.toml: session: Object contains unknown field `below`"),
        ("sentences.toml", "refusal = ", "# r = ", "sentences.toml: together: Object missing required field `refusal`"),
        ("sentences.toml", 'refusal = "', 'refusal = ""#', "sentences.toml: together.refusal: "),
        ("troubles.toml", '["burning"]', '["itching"]', "troubles.toml: TS-1.shown_for.itching: unknown"),
        ("troubles.toml", '["PT-1"]', '["PT-9"]', "troubles.toml: SPIKE.links.PT-9: unknown"),
        ("framing.toml", 'key = "stretch"', 'key = "sharp"', "framing.toml: FR-2.choices.sharp: twice"),
        ("calendar.toml", "value = 4", "value = 5", "calendar.toml: RESET.period[1]: expected to begin the day after"),
        ("calendar.toml", ', "next_size"]', "]", "calendar.toml: RESET.period.next_size: missing"),
        ("circuit.toml", "[[part]]", "[[part]", "circuit.toml: "),
    ],
)
def test_a_fault_is_refused_with_its_file_and_path(file: str, old: str, new: str, told: str) -> None:
    """Whoever edits a file is told which one and where in it."""
    with pytest.raises(BadContent) as caught:
        programme_of(gather(with_change(file, old, new)))
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("file", FILES)
def test_no_name_can_be_misspelt(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever name of a file is written otherwise, also one between braces, the file is refused and named."""
    monkeypatch.setattr("comfort_journal.content.loading.decode", cache(decode))  # the other files stay as they are
    text = read(file).decode()
    found = re.finditer(r"(?:(^\[*)|(?<=[{,] ))((?:\w+\.)*[A-Za-z0-9_-]+)(?= = |\])", text, re.MULTILINE)
    ends = {(name[1] is None, name[2]): name.end() for name in reversed(list(found))}
    assert len(ends) > 5
    for end in ends.values():
        misspelt = f"{text[:end]}x{text[end:]}"
        with pytest.raises(BadContent, match=rf"{file}: |: missing"):
            gather(lambda asked, now=misspelt: now.encode() if asked == file else read(asked))


def test_a_missing_id_is_refused() -> None:
    """A card that was taken out is missed."""
    text = read("framing.toml").decode()
    start = text.index('[[card]]\nid = "FR-8"')
    without = text[:start] + text[text.index("[[card]]", start + 1) :]
    with pytest.raises(BadContent, match=r"FR-8: missing"):
        gather(lambda name: without.encode() if name == "framing.toml" else read(name))


def test_bytes_that_are_no_text_are_refused() -> None:
    """A file in another encoding is a fault of the file, and named."""
    with pytest.raises(BadContent, match=r"^gate.toml: "):
        gather(lambda name: b"\xff\xfe" if name == "gate.toml" else read(name))


def test_steps_in_another_order_are_refused() -> None:
    """Touch comes first: the order of the steps is not the file's to change."""
    source = with_change("steps.toml", 'key = "mapping"', 'key = "entrance"')
    with pytest.raises(BadContent, match="content: steps: expected exactly"):
        programme_of(gather(source))


def test_a_changed_number_reaches_the_texts_and_the_programme() -> None:
    """A number is written once: the sentence and the timer follow it."""
    library = gather(with_change("steps.toml", "hold_most = { value = 3,", "hold_most = { value = 2,"))
    dilator = library.steps.step[3]
    assert dilator.how[2].startswith("Let it rest one to two minutes.")
    assert programme_of(library).step("dilator").hold_most == 120
    assert library.calendar.period[2].text.endswith("one to two minutes.")


def test_the_steps_ask_for_what_the_plan_asks() -> None:
    """Holds in seconds, the number of holds, and the sample calendar's earliest days."""
    steps = {step.kind: step for step in load_programme().steps}
    holds = {kind: (step.floor, step.hold_least, step.hold_most, step.holds) for kind, step in steps.items()}
    assert holds == {
        "mapping": (0, 30, 60, None),
        "entrance": (30, 30, 60, None),
        "shallow": (20, 20, 30, 3),
        "dilator": (60, 60, 180, None),
        "movement": (60, 60, 180, None),
        "partner": (60, 60, None, None),
    }
    assert {kind: step.earliest_day for kind, step in steps.items() if kind != "partner"} == {
        "mapping": 1,
        "entrance": 4,
        "shallow": 7,
        "dilator": 7,
        "movement": 11,
    }
    assert steps["dilator"].earliest_next == 11
    assert steps["partner"].earliest_day > 14


def test_the_caps_are_three_and_one() -> None:
    """Entrance three times a day; everything from shallow on once, twice by setting, all steps together."""
    caps = [(cap.steps, cap.sessions, cap.most) for cap in load_programme().caps]
    assert caps == [(("entrance",), 3, 3), (("shallow", "dilator", "movement", "partner"), 1, 2)]


def test_the_circuit_takes_its_time() -> None:
    """The parts' times are the plan's, and together they stay within the whole."""
    parts = load_library().circuit.part
    times = {part.id: (part.numbers["least"].seconds, part.numbers["most"].seconds) for part in parts}
    assert times == {"RC-1": (180, 180), "RC-2": (120, 120), "RC-3": (180, 240), "RC-4": (120, 120), "RC-5": (60, 180)}
    whole = load_library().circuit.whole.numbers
    assert sum(least for least, _ in times.values()) >= whole["least"].seconds
    assert sum(most for _, most in times.values()) <= whole["most"].seconds


def test_what_is_recorded_is_what_a_record_may_hold() -> None:
    """Keys of openers, signs and outcomes are values that the records accept."""
    library = load_library()

    def values(kind: type, field: str) -> set[str]:
        found = next(each for each in msgspec.inspect.type_info(kind).fields if each.name == field).type  # type: ignore[attr-defined]
        return set(re.findall(r"'([\w:-]+)'", str(found)))

    signs = {choice.key for name in ("RF-1", "RF-2", "RF-3") for choice in library.card(name).choices}
    assert signs == values(Flag, "sign") == {choice.key for choice in library.signs.all()}
    assert {choice.key for choice in library.steps.step[0].outcomes} == values(Session, "faded")
    parts = {part.id for part in library.circuit.part}
    openers = {f"RC-3:{opener.key}" for opener in library.circuit.part[2].choice}
    assert parts | openers == values(RecordedPart, "part")


def test_each_trouble_comes_up_for_its_tag() -> None:
    """Burning, clench and blocked bring up the card that answers them, and so does movement that had to end."""
    library = load_library()

    def cards(*tags: str, hurt_at: StepKind | None = None) -> list[str]:
        return [card.id for card in library.cards_after(tags, hurt_at)]

    assert cards("burning") == ["TS-1"]
    assert cards("clench", "blocked", "clench") == ["TS-2"]
    assert cards("burning", hurt_at="movement") == ["TS-1", "TS-3"]
    assert cards("stretch", hurt_at="shallow") == []


def test_a_sign_closes_what_the_programme_says() -> None:
    """Beside the steps: RC-5 for bleeding and infection; hips, letting go and strength for a bulge or pressure."""
    library = load_library()
    assert library.card("RF-1").closes == ("RC-5",)
    assert library.card("RF-2").closes == ("RC-3", "RC-4", "STR-0")
    assert {library.card(name).closes for name in ("RF-3", "RF-4", "RF-5")} == {()}


def test_rest_has_five_items_and_three_positions_are_offered() -> None:
    """The rest card has its five items; the position to avoid is told and not offered; side-lying is first."""
    library = load_library()
    assert len(library.card("SPIKE").items) == 5
    assert [position.key for position in library.together.position] == ["side", "top", "edge", None]


def test_the_breath_begins_as_the_settings_do() -> None:
    """The first breath of a new owner is the same in the settings and on the review page."""
    library = load_library()
    assert library.number("RC-1", "breath_in").seconds == DEFAULTS.breath_in
    assert library.number("RC-1", "breath_out").seconds == DEFAULTS.breath_out


def test_every_reason_of_the_gate_has_its_sentence() -> None:
    """The rule never answers without words, and rows stand in their order with a headline each."""
    library = load_library()
    assert set(library.reasons()) == set(REASON_FIELDS)
    assert [row.id for row in library.gate.row] == [f"GATE-{number}" for number in range(11)]


def test_no_number_hides_in_a_sentence() -> None:
    """A figure in a text comes from a marked number, so that none is out of the reviewer's sight."""
    texts = [(path, re.sub(r"\{[^}]*\}", "", text)) for path, text in decoded(read).texts()]
    figures = [(path, text) for path, text in texts if re.search(r"\d", text)]
    assert figures == []


def test_a_number_is_the_plans_only_where_the_plan_has_it() -> None:
    """These are the source plan's own figures; every other one is ours and says so, on the review page too."""
    plan = {
        "FR-5": "line",
        "RC": "least most",
        "RC-1": "least most",
        "RC-2": "least most",
        "RC-3": "least most choose",
        "RC-4": "least most",
        "RC-5": "least most",
        "ST-1": "hold_least hold_most",
        "ST-2": "hold_least hold_most sessions_a_day",
        "ST-3": "depth_least depth_most hold_least hold_most holds",
        "ST-4": "hold_least hold_most",
        "ST-5": "move_least move_most",
        "ST-6": "checkin_least checkin_most",
        "SPIKE": "rest_least rest_most",
        "AR-1": "least",
        "RF-3": "notice evaluate",
        "GATE-2": "hours",
        "STR-1": "sets_least sets_most each",
        "STR-2": "sets_least sets_most each",
        "STR-3": "sets_least sets_most each each_most",
    }
    library = load_library()
    marked = {
        item.id: [name for name, each in item.numbers.items() if each.source == "plan"] for _, item in library.homes()
    }
    assert {item: " ".join(names) for item, names in marked.items() if names} == plan
    assert library.card("CARE").source == "ours"
    for line in ("| SPIKE | during | 4 of ten | ours |", "| ASK | postpartum | 6 weeks | ours |"):
        assert line in programme_page()


def test_only_figure_four_breathes_into_the_back() -> None:
    """Child's pose is breathed low into the pelvis."""
    openers = {opener.key: opener for opener in load_library().part("RC-3").choice}
    breathed = {key: " ".join([opener.set_up, *opener.cue_in]) for key, opener in openers.items()}
    assert "low into the pelvis" in breathed["child"]
    assert [key for key, words in breathed.items() if "back of the ribs" in words] == ["figure4"]
    assert "into the back" not in breathed["child"]


def test_the_review_page_shows_every_id_text_and_number() -> None:
    """What a clinician reviews is all there is, each number with whose it is."""
    library, page = load_library(), programme_page()
    for _, item in library.homes():
        assert f"### {item.id} · {item.title}" in page
        assert page.count(f"| {item.id} | ") >= len(item.numbers)
    for path, text in library.texts():
        if not path.startswith("sentences.toml: days."):  # names of days and months need no review
            assert text in page, path
    for path, text in (*texts(load_session_words()), *texts(load_report_words())):
        assert f"`{path}` {text}" in page
    assert page.count("| plan |") + page.count("| ours |") == sum(map(len, NUMBERS.values())) + 8


def test_no_sentence_is_taken_for_a_key() -> None:
    """Files that hold sentences and no items are read to their last text, whatever a part of them is called."""

    def leaves(thing: object) -> list[str]:
        parts = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
        return [thing] if isinstance(thing, str) else [text for part in parts for text in leaves(part)]

    found = {"session.toml": texts(load_session_words()), "report.toml": texts(load("report.toml", ReportWords))}
    for name in ("sentences.toml", "about.toml"):
        found[name] = ((path, text) for path, text in decoded(read).texts() if path.startswith(name))
    for name, given in found.items():
        assert sorted(text for _, text in given) == sorted(leaves(tomllib.loads(read(name).decode())))


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_its_shape_first(file: str) -> None:
    """Somebody who has never seen the file is told in its first two lines what it holds."""
    first, second = read(file).decode().splitlines()[:2]
    assert first.startswith("# ")
    assert second.startswith("# ")
    assert max(map(len, (first, second))) <= 130
    assert tomllib.loads(read(file).decode())


def test_cue_lines_fit_a_narrow_screen() -> None:
    """A cue is read from two metres while breathing: at most 40 characters, and no line twice in a row."""
    library = load_library()
    cued = [*library.circuit.part, *library.steps.step, *library.strength.exercise, *library.circuit.part[2].choice]
    for each in cued:
        for lines in (each.cue_in, each.cue_out):
            assert max(map(len, lines)) <= 40
            assert all(one != other for one, other in pairwise(lines))
    assert all(len(each.word) <= 8 for each in cued if isinstance(each, PartText))


def test_a_card_fits_one_page() -> None:
    """A card can be read at a glance by somebody tired: at most 450 characters before its list."""
    cards = [item for _, item in load_library().homes() if isinstance(item, Card)]
    assert max(len(card.text) for card in cards) <= 450
