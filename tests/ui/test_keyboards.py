"""On AZERTY a digit needs no Shift and with Caps Lock a named letter is itself; whatever else comes is what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.partner.test_app import INBOX, Evening
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from comfort_journal.content import load_library
from comfort_journal.partner import HandOver, Key
from comfort_journal.ui.input_filter import InputFilter
from comfort_journal.ui.key_names import key
from comfort_journal.ui.keyboards import AZERTY, DIGITS_ONLY, key_of, meant
from comfort_journal.ui.partner.events import as_event
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.key_row import KeyRow, LargeKeys, large_rows
from comfort_journal.ui.partner.screens.view_model import picture
from comfort_journal.ui.partner.words import words_at
from comfort_journal.ui.widgets.rating_row import RatingRow
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

ROW = dict(zip("&é\"'(-è_çà§!", "123456789068", strict=True))
SENT = [
    (b"&", "ampersand", "1"),
    ("é".encode(), "é", "2"),
    ("É".encode(), "É", "2"),
    (b"\x1b[38u", "ampersand", "1"),
    (b"\x1b[38::49u", "1", "1"),
    (b"\x1b[38;65u", "ampersand", "1"),
    (b"\x1b[38:49:49;2u", "1", "1"),
    (b"\x1b[233u", "é", "2"),
    (b"\x1b[233::50u", "é", "2"),
    (b"\x1b[233::50;;233u", "é", "2"),
    (b"\x1b[27;1;233~", "é", "2"),
    (b"\x1b[283::50u", "ě", "ě"),
    (b"\x1b[38;5u", "ctrl+ampersand", "ctrl+ampersand"),
    (b"\x1b[233;3u", "alt+é", "alt+é"),
    ("\x1bé".encode(), "alt+é", "alt+é"),
    (b"\x1b&", "alt+ampersand", "alt+ampersand"),
    (b"1", "1", "1"),
    (b"x", "x", "x"),
    (b"R", "R", "R"),
    (b"\x1b[114;65u", "R", "R"),
    (b"\x1b[114;2u", "R", "R"),
    (b"\x1b[114;5u", "ctrl+r", "ctrl+r"),
]
"""What a terminal sends, what a session hears of it, and what it hears where the keyboard is AZERTY."""


def heard(sent: bytes, keyboard: str) -> list[str | None]:
    """Return the keys that a session hears of some bytes; None for what is no key that anything could name."""
    reading = InputFilter()
    found = [*reading.feed(sent), *reading.give_up()]
    pressed = [as_event(key(each.text, digits_by_place=True), keyboard) for each in found if each.kind == "key"]
    return [each.name if isinstance(each, Key) else None for each in pressed]


@pytest.mark.parametrize(("sent", "plain", "azerty"), SENT)
def test_a_session_hears_a_digit_by_its_key(sent: bytes, plain: str, azerty: str) -> None:
    """In the forms of a plain terminal, of xterm's modifyOtherKeys and of CSI-u."""
    assert (heard(sent, "any"), heard(sent, AZERTY)) == ([plain], [azerty])


@pytest.mark.parametrize(("typed", "digit"), ROW.items())
def test_the_whole_row_gives_digits_on_azerty_alone(typed: str, digit: str) -> None:
    """A code is typed without Shift; on any other keyboard none of it is a digit."""
    assert heard(typed.encode(), AZERTY) == [digit]
    assert heard(typed.encode(), "any")[0] not in set("0123456789")


@given(st.binary(max_size=12))
def test_no_bytes_become_a_yes_but_those_of_its_key(sent: bytes) -> None:
    """Whatever comes: a 1 is heard no more often than ``1`` or ``&`` was sent, in one of their forms."""
    ways = sum(sent.count(each) for each in (b"1", b"&", b"3", b"4", b"5"))  # a code point or a keypad's letter, too
    assert heard(sent, AZERTY).count("1") <= ways
    assert [each for each in heard(sent, AZERTY) if each not in set("0123456789")] == [
        each for each in heard(sent, "any") if each not in set("0123456789") and not _is_of_row(each)
    ]


def _is_of_row(name: str | None) -> bool:
    return name in {key(typed.encode()).key for row in ROW for typed in (row, row.upper())}


async def running(evening: Evening, pilot: Any) -> None:  # noqa: ANN401  Textual's pilot
    """Come to the first question."""
    await evening.run_up_to_touch(pilot)
    await evening.pass_time(pilot, 4)


@pytest.mark.parametrize(
    ("keyboard", "pressed", "phase"),
    [
        (AZERTY, "ampersand", "touch"),
        (AZERTY, "é", "pause"),
        (AZERTY, "quotation_mark", "stop"),
        (AZERTY, "apostrophe", "stop"),
        (AZERTY, "è", "stop"),
        (AZERTY, "R", "stop"),
        (AZERTY, "ê", "stop"),
        ("any", "ampersand", "stop"),
        ("any", "é", "stop"),
        ("any", "R", "stop"),
        ("any", "S", "stop"),
    ],
)
async def test_in_a_check_in_two_keys_of_the_row_answer_and_all_others_stop(
    make_clock: Callable[[], Any], keyboard: str, pressed: str, phase: str
) -> None:
    """Only where the owner chose AZERTY; a capital is no letter that the page names, so it stops."""
    evening = Evening(make_clock(), keyboard=keyboard)
    async with evening.app.run_test() as pilot:
        await running(evening, pilot)
        await pilot.press(pressed)
        assert evening.phase == phase


async def test_a_stop_word_is_heard_where_its_letters_are_keys_of_the_row(make_clock: Callable[[], Any]) -> None:
    """``r`` is the breath and é the key of 2, and the word they are stops all the same."""
    from evenings import checkin  # noqa: PLC0415  beside its only use
    from msgspec.structs import replace  # noqa: PLC0415  as above

    evening = Evening(make_clock(), HandOver(setup=replace(checkin(), word="ré"), inbox=INBOX), keyboard=AZERTY)
    async with evening.app.run_test() as pilot:
        await running(evening, pilot)
        await pilot.press("r", "é")
        assert evening.phase == "stop"


async def test_the_keys_are_named_as_they_stand_on_that_keyboard(make_clock: Callable[[], Any]) -> None:
    """The row says ``& or 1``; elsewhere ``1``."""
    for keyboard, named in ((AZERTY, "& or 1 yes   é or 2 slower"), ("any", "1 yes   2 slower")):
        evening = Evening(make_clock(), keyboard=keyboard)
        async with evening.app.run_test() as pilot:
            await running(evening, pilot)
            await pilot.pause()
            assert named in evening.app.screen.query_one(KeyRow).render().plain
    assert (key_of("4", AZERTY), key_of("r", AZERTY), key_of("1", "any")) == ("4", "r", "1")


@pytest.mark.parametrize(("keyboard", "yes", "slower"), [(AZERTY, "& or 1", "é or 2"), ("any", "1", "2")])
@pytest.mark.parametrize("large_text", [False, True])
async def test_so_are_those_of_the_agreement_and_the_large_ones(
    make_clock: Callable[[], Any], keyboard: str, yes: str, slower: str, *, large_text: bool
) -> None:
    """They are read from two metres, so the sign that needs no Shift stands there as large as the digit."""
    evening = Evening(make_clock(), keyboard=keyboard, large_text=large_text)
    async with evening.app.run_test(size=(80, 24)) as pilot:
        page = evening.app.screen
        assert f"{yes} comfortable   {slower} slower" in str(page.query_one("#signs", WrappedStatic).content)
        await running(evening, pilot)
        await pilot.pause()
        large = page.query_one(LargeKeys)
        assert [key for key, _ in large.keys] == [yes, slower, ""]
        assert large_rows(large.keys, *large.content_size)
        await pilot.press("2")
        await evening.pass_time(pilot, 21)
        assert [key for key, _ in large.keys] == [yes, ""]
        assert f"{yes} goes on, if comfortable." in str(page.query_one("#lines").content)


def test_small_movement_and_a_code_name_the_keys_too() -> None:
    """What the step with somebody says of them, and of the digit that offers movement."""
    from moments import MOMENTS  # noqa: PLC0415  beside its only use

    said = {name: picture((e := make()).state, e.now, words_at(AZERTY)) for name, make in MOMENTS.items()}
    assert any("é or 2 goes back" in line for line in said["movement"].lines)
    for name in ("pause", "pause, a minute", "pause, code", "pause, may end"):
        assert "& or 1" in said[name].lines[1]
    assert any(key == '" or 3' for shown in said.values() for key, _ in shown.offers)
    for shown in said.values():
        assert not {"1", "2", "3"} & {key for key, _ in (*shown.keys, *shown.offers, *shown.large)}


async def test_a_code_and_a_stop_word_are_typed_on_the_row(make_clock: Callable[[], Any]) -> None:
    """On its own line the code has digits, and the word its letters; ``C`` and ``B`` are c and b."""
    evening = Evening(make_clock(), HandOver(setup=None, inbox=INBOX), keyboard=AZERTY)
    async with evening.app.run_test() as pilot:
        page = evening.app.screen
        assert isinstance(page, CheckinPage)
        bell = page._chosen.bell
        await pilot.press("B", "C", "ampersand", "é", "minus", "à")
        assert (page._chosen.bell, page._chosen.code) == (not bell, "1260")
        await pilot.press("up", "r", "é", "S")
        assert page._chosen.word == "réS"


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_no_key_of_the_first_page_is_parted_from_its_word(
    make_clock: Callable[[], Any], size: tuple[int, int]
) -> None:
    """A row turns between two keys, also where their names are longer."""
    evening = Evening(make_clock(), HandOver(setup=None, inbox=INBOX), keyboard=AZERTY)
    async with evening.app.run_test(size=size) as pilot:
        await pilot.pause()
        answers = evening.app.screen.query_one("#answers", WrappedStatic)
        drawn = answers.render().plain.split("\n")
        assert max(map(len, drawn)) <= answers.content_size.width
        for key in ("& or 1 yes", "é or 2 slower", "any other key stops"):
            assert any(key in row for row in drawn), drawn


class Numbers(Screen[None]):
    """A row of numbers, a field for a code, and a letter with and without a capital of its own."""

    BINDINGS: ClassVar = [
        Binding("s", "hear('s')"),
        Binding("m", "hear('m')"),
        Binding("M", "hear('M')"),
        Binding("2", "hear('2')"),
        Binding("slash", "hear('/')"),
    ]

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield RatingRow(load_library().sentences.scale, line=None)
        yield Input(restrict=DIGITS_ONLY)
        yield Input(id="text")


@pytest.mark.parametrize(
    ("focus", "typed"),
    [
        (RatingRow, ROW | {")": "-", "T": "t", "S": "s", "M": "M", "X": "X", "?": "?"}),
        ("Input", {"&": "1", "é": "2", "à": "0"}),
        ("#text", {each: each for each in "&éSM-)T"}),
        ("#text", {":": ":"}),
        (None, {"é": "2", "&": "&", "S": "s", "M": "M", "-": "-", ":": "/"}),
    ],
)
async def test_on_a_page_a_key_is_what_the_page_has_a_use_for(
    run_screen: Callable[..., Any],
    focus: Any,  # noqa: ANN401  a selector
    typed: dict[str, str],
) -> None:
    """A text takes every character as it is; a capital that means something stays one."""
    async with run_screen(lambda _app: Numbers()) as (app, pilot):
        page = app.screen
        page.set_focus(page.query(focus).first() if focus else None)
        await pilot.pause()
        for sent, expected in typed.items():
            assert meant(key(sent.encode()), page, AZERTY).character == expected, sent
            if sent not in "TSM":
                assert meant(key(sent.encode()), page, "any").character == sent


async def test_a_number_is_given_without_shift(run_screen: Callable[..., Any]) -> None:
    """On AZERTY & and then à are ten, - is six, and the page names the key beside the row for what is not known."""
    from comfort_journal.settings import Settings  # noqa: PLC0415  beside its only use

    async with run_screen(lambda _app: Numbers(), settings=Settings(keyboard=AZERTY)) as (app, pilot):
        row = app.screen.query_one(RatingRow)
        row.focus()
        await pilot.pause()
        assert f") {load_library().sentences.scale.unknown}" in row.render().plain.replace("\n", " ")
        for pressed, chosen in (("ampersand", 1), ("à", 10), ("minus", 6), ("right_parenthesis", -1), ("T", 10)):
            await pilot.press(pressed)
            assert row.chosen == chosen


def test_what_is_held_down_or_types_nothing_is_left_alone() -> None:
    """A key without a character goes on as it came."""
    event = events.Key("f2", None)
    assert meant(event, Screen(), AZERTY) is event
