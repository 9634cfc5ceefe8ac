"""A recovery code is made by chance, forgives how it is typed, and notices a typing error."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput, WrongPassphrase
from comfort_journal.vault.header import Header, OpenedHeader, encode_header, make_passphrase_slot, open_header
from comfort_journal.vault.keys import KdfCost
from comfort_journal.vault.recovery import (
    ALPHABET,
    LENGTH,
    in_groups,
    make_code,
    make_recovery_slot,
    open_with_code,
    read_code,
    require_code,
)

VK, VAULT_ID = bytes(range(32)), bytes(range(16))
CODES = st.lists(st.sampled_from(ALPHABET), min_size=30, max_size=30).map(
    lambda drawn: make_code(lambda _: drawn.pop())
)
LOOSE = {"0": "0Oo", "1": "1IiLl"}


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str]:
    """Return a code and one of the ways in which it may be typed."""
    code = draw(CODES)
    written = []
    for character in code:
        written.append(draw(st.sampled_from(LOOSE.get(character, character + character.lower()))))
        written.append(draw(st.sampled_from(["", "", " ", "-", "  "])))
    return code, "".join(written)


def header(code: str | None) -> bytes:
    """Return both copies of a header with a recovery slot for this code, or with none."""
    slot = make_passphrase_slot(VK, VAULT_ID, b"x", KdfCost(65536, 3, 4), salt=bytes(16), nonce=bytes(12))
    second = code and make_recovery_slot(VK, VAULT_ID, code, salt=bytes(16), nonce=bytes(12))
    return encode_header(Header(VAULT_ID, bytes(16), 1, 1, slot, second or None), VK) * 2


@given(typed())
def test_a_code_is_read_however_it_is_typed(both: tuple[str, str]) -> None:
    """Case, spaces, hyphens and the four misread letters do not matter."""
    code, written = both
    assert read_code(written.encode()) == code.encode()


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed_nearly_always(code: str, place: int, other: str) -> None:
    """Two characters of check let one error in about a thousand pass; never one that leaves the code as it was."""
    wrong = code[:place] + other + code[place + 1 :]
    try:
        read = read_code(wrong.encode())
    except BadInput:
        read = None
    assert read == wrong.encode() if wrong == code else read in (None, wrong.encode())


def test_errors_that_slip_through_are_one_in_a_thousand() -> None:
    """Of all 930 single errors in the first thirty characters of one code, at most a handful pass the check."""
    drawn = iter(ALPHABET)
    code = make_code(lambda _: next(drawn))
    passed = 0
    for place in range(30):
        for other in ALPHABET.replace(code[place], ""):
            try:
                read_code((code[:place] + other + code[place + 1 :]).encode())
                passed += 1
            except BadInput:
                pass
    assert passed <= 6


def test_a_new_code_uses_every_character_and_is_shown_in_groups() -> None:
    """8 groups of 4, none of the letters that are misread, and another code each time."""
    codes = {make_code() for _ in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) == set(ALPHABET)
    for code in codes:
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4} ){7}[0-9A-HJKMNP-TV-Z]{4}", in_groups(code))


def test_each_secret_opens_its_own_slot_only() -> None:
    """The code opens slot 2 and no other code does; the passphrase is never tried on it, nor the code on slot 1."""
    code, other = make_code(), make_code()
    first = header(code)
    opened = open_with_code(first, in_groups(code).lower().encode())
    assert isinstance(opened, OpenedHeader)
    assert opened.vk == VK
    with pytest.raises(WrongPassphrase):
        open_with_code(first, other.encode())
    with pytest.raises(WrongPassphrase):
        open_header(first, code.encode())
    with pytest.raises(BadInput):
        open_with_code(first, b"x")


def test_a_vault_without_a_code_says_so_before_it_asks() -> None:
    """No code is asked for in vain, and one that is given opens nothing."""
    require_code(header(make_code()))
    with pytest.raises(BadInput, match="no recovery code"):
        require_code(header(None))
    with pytest.raises(WrongPassphrase, match="no recovery code"):
        open_with_code(header(None), make_code().encode())
