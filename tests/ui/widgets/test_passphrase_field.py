"""The passphrase field keeps what is typed in one buffer that never moves, and leaves nothing behind."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App

from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.secret import LIMIT

if TYPE_CHECKING:
    from textual.app import ComposeResult


class OneField(App[None]):
    """An app with one field; ``taken`` is what Enter handed over."""

    def __init__(self, *labels: str) -> None:
        """Begin with nothing taken."""
        super().__init__()
        self.labels = labels
        self.taken: list[bytearray] = []

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield PassphraseField(*self.labels)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the field its meanings."""
        return {"faint": "grey", "muted": "grey"}

    def on_passphrase_field_submitted(self, event: PassphraseField.Submitted) -> None:
        """Take it."""
        self.taken.append(event.field.take())


async def test_what_is_typed_is_handed_over_byte_for_byte_and_forgotten() -> None:
    """Spaces, symbols and letters beyond ASCII are what they are; afterwards the buffer is zeros."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        buffer = field._lines[0]._buffer
        await pilot.press(*"aZ 9?/[", "é", "enter")
        await pilot.pause()
        assert app.taken == [bytearray("aZ 9?/[é".encode())]
        assert field._lines[0]._buffer is buffer
        assert buffer == bytes(LIMIT)


async def test_rubbing_out_takes_back_one_letter_however_many_bytes_it_has() -> None:
    """A letter of three bytes goes as one; on an empty field nothing happens."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        await pilot.press("a")
        field.post_message(events.Key("euro_sign", "€"))
        await pilot.press("backspace")
        assert field.typed == (1,)
        assert field._lines[0]._buffer[1:] == bytes(LIMIT - 1)
        await pilot.press("backspace", "backspace")
        assert field.typed == (0,)


async def test_keys_count_in_the_order_they_were_typed_however_fast() -> None:
    """A burst with a correction and an Enter in it gives what was meant, and what comes after is not part of it."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        for key, character in (("a", "a"), ("b", "b"), ("backspace", None), ("c", "c"), ("enter", "\r")):
            field.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.taken == [bytearray(b"ac")]


async def test_two_lines_are_typed_in_one_go() -> None:
    """Enter moves on to the second line, Enter there hands over; the arrows go between them."""
    app = OneField("One", "Two")
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        for key in (*"ab", "enter", *"ax", "backspace", "b"):
            field.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert field.typed == (2, 2)
        with field.seen(0) as one, field.seen(1) as two:
            assert one == two == b"ab"
        assert not any(one + two)
        await pilot.press("up", "c")
        assert field.typed == (3, 2)
        await pilot.press("backspace", "tab", "enter")
        await pilot.pause()
        assert app.taken == [bytearray(b"ab")]
        assert field.typed == (0, 0)


async def test_ctrl_u_takes_everything_back() -> None:
    """As in every other line one types in."""
    app = OneField()
    async with app.run_test() as pilot:
        await pilot.press(*"abc", "ctrl+u")
        assert app.query_one(PassphraseField)._lines[0]._buffer == bytes(LIMIT)


async def test_a_paste_gives_its_first_line() -> None:
    """A password manager's newline does not become part of it."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        field.post_message(events.Paste("slow river\nsecond line"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.taken == [bytearray(b"slow river")]


async def test_more_than_the_limit_is_not_taken_and_not_cut() -> None:
    """A paste that does not fit as a whole changes nothing: half a passphrase would open nothing."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        field.post_message(events.Paste("x" * (LIMIT + 1)))
        await pilot.pause()
        assert field.typed == (0,)
        field.post_message(events.Paste("x" * LIMIT))
        await pilot.pause()
        assert field.typed == (LIMIT,)


async def test_dots_stand_for_letters_and_never_leave_the_line() -> None:
    """One dot a letter, as many as fit, and nothing else of it."""
    app = OneField()
    async with app.run_test(size=(20, 5)) as pilot:
        field = app.query_one(PassphraseField)
        await pilot.press(*"aé")
        field.post_message(events.Key("euro_sign", "€"))
        await pilot.pause()
        assert str(field.render()).split("\n")[0] == "••• "
        await pilot.press(*"x" * 40)
        assert [len(row) for row in str(field.render()).split("\n")] == [20, 20]


async def test_keys_that_print_nothing_change_nothing() -> None:
    """Arrows, function keys and control keys are not part of a passphrase."""
    app = OneField()
    async with app.run_test() as pilot:
        await pilot.press("a", "left", "f5", "ctrl+k", "pageup", "escape")
        assert app.query_one(PassphraseField).typed == (1,)


async def test_no_string_of_the_passphrase_or_a_beginning_of_it_is_left() -> None:
    """Every string that the process holds after typing is searched."""
    app = OneField()
    letters = [chr(number) for number in (118, 113, 104, 122, 120, 107, 119)]  # no such string in this file either
    async with app.run_test() as pilot:
        await pilot.press(*letters, "enter")
        await pilot.pause()
        assert app.taken == [bytearray(map(ord, letters))]
    held: set[str] = set()
    for owner in gc.get_objects():
        values = owner.values() if isinstance(owner, dict) else owner if isinstance(owner, list | tuple) else ()
        held |= {value for value in values if isinstance(value, str)}
    beginning = "".join(letters[:3])
    assert [text for text in held if beginning in text and text != beginning] == []


SIGNS = ["\u00a0", "\u3000", "\u200c", "\u200d", "\u00ad", "\u2028", "\u0301", "\ue000", "é", "\U0001f469"]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
async def test_every_sign_counts_alike_typed_and_pasted(sign: str) -> None:
    """As it does in a file: none is left out because it cannot be seen."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PassphraseField)
        assert field.check_consume_key("a_sign", sign)
        for character in f"a{sign}b":
            field.post_message(events.Key(character, character))
        await pilot.press("enter")
        field.post_message(events.Paste(f"a{sign}b"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert app.taken == [bytearray(f"a{sign}b".encode())] * 2


@pytest.mark.parametrize("pasted", ["\nwarm feet", "\r\n\r\nwarm feet\r\n", "\ufeff\nwarm feet", "\rwarm feet\rmore"])
async def test_empty_lines_before_what_is_pasted_are_passed_over(pasted: str) -> None:
    """As they are in a file."""
    app = OneField()
    async with app.run_test() as pilot:
        app.query_one(PassphraseField).post_message(events.Paste(pasted))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert app.taken == [bytearray(b"warm feet")]


async def test_alt_with_a_letter_writes_nothing() -> None:
    """It is a key of its own, here and in the editor."""
    app = OneField()
    async with app.run_test() as pilot:
        app.query_one(PassphraseField).post_message(events.Key("alt+a", "a"))
        await pilot.pause()
        assert app.query_one(PassphraseField).typed == (0,)
