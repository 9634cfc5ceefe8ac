"""What the partner process is told arrives whole, and nothing of it shows in a trace."""

from __future__ import annotations

import pytest

from comfort_journal.partner import HandOver, Inbox, Setup
from comfort_journal.partner.handover import MOST_BYTES, decode, encode

SETUP = Setup(
    id="00000000-0000-0000-0000-000000000001",
    mode="step",
    began_at="2026-01-05T21:40:00+01:00",
    code="4711",
    word="umbrella",
)
WHOLE = HandOver(
    setup=SETUP,
    inbox=Inbox(vault="/somewhere/journal.vault", vault_id=bytes(16), public=bytes(range(256)) * 4 + bytes(192)),
    phrases={"WORDS-1": "slowly, please"},
    arguments=("--vault", "/somewhere/journal.vault"),
    after="leave",
)


@pytest.mark.parametrize("hand_over", [HandOver(), WHOLE])
def test_what_was_sent_is_what_arrives(hand_over: HandOver) -> None:
    """A session comes out of the pipe as it went in."""
    assert decode(encode(hand_over)) == hand_over


def test_nothing_is_sent_in_part() -> None:
    """What a pipe may not hold without a reader is refused before anything is written."""
    with pytest.raises(ValueError, match=str(MOST_BYTES)):
        encode(HandOver(phrases={"WORDS-1": "a" * MOST_BYTES}))
    room = MOST_BYTES - len(encode(HandOver(phrases={"WORDS-1": ""})))
    assert len(encode(HandOver(phrases={"WORDS-1": "a" * room}))) == MOST_BYTES
    with pytest.raises(ValueError, match=str(MOST_BYTES)):
        encode(HandOver(phrases={"WORDS-1": "a" * (room + 1)}))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"setup": 1}', b'{"word": "umbrella"}', encode(WHOLE).replace(b"4711", b"7777")]
)
def test_a_broken_message_is_refused_without_its_words(data: bytes) -> None:
    """The refusal repeats nothing of what arrived."""
    with pytest.raises(ValueError, match="not a session") as refused:
        decode(data)
    assert "umbrella" not in str(refused.value)


def test_a_trace_shows_nothing_private() -> None:
    """Neither stop word nor code is in what a debugger would print."""
    assert "umbrella" not in repr(WHOLE)
    assert "4711" not in repr(WHOLE)
