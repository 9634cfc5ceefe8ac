"""Transactions: what goes in comes out, and what they hold shows nowhere by accident."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.pretty import pprint

from comfort_journal.errors import BadInput, ComfortError, Damaged
from comfort_journal.records import Entry, read_record, to_document
from comfort_journal.vault import strict_json
from comfort_journal.vault.transaction import Del, Op, Put, Seed, Seen, decode, encode, length

RECORD = "5f0c3a52-7c1e-4f5e-9a55-0d2f6f3f9c01"
hexes = lambda size: st.text("0123456789abcdef", min_size=size, max_size=size)  # noqa: E731  a strategy's short name
ids = st.uuids().map(str)
moments = st.integers(1 - 2**53, 2**53 - 1)
pasts = st.lists(hexes(16), max_size=3).map(tuple)
tables = st.from_regex(r"[a-z_]+-[0-9]{4}", fullmatch=True)
docs = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.text(st.characters(exclude_categories=["Cs"])) | moments | st.none(),
    max_size=4,
).map(strict_json.canonical)
entry = {
    "kind": "entry", "id": RECORD, "at": "2026-01-05T21:40:00+01:00", "prompt": None, "text": "warm", "tags": ["tea"],
    "starred": False, "folded": False, "session": None, "about": None, "source": "app",
}  # fmt: skip
session = {
    "kind": "session", "id": RECORD, "step": "mapping", "started_at": "2026-01-05T21:40:00+01:00",
    "ended_at": "2026-01-05T21:42:00+01:00", "holds": [], "asked": [], "start": None, "during": 1, "after": 0,
    "settled": None, "faded": "yes", "tags": [], "masked": False, "size": None, "ended": "complete", "spike": False,
    "fear": None, "stretch": None, "tool": None,
}  # fmt: skip
ops = st.one_of(
    st.builds(Put, table=tables, id=ids, at=moments, rev=hexes(16), past=pasts, said=docs),
    st.builds(Del, table=tables, id=ids, at=moments, rev=hexes(16), past=pasts),
    st.builds(Seen, items=st.lists(hexes(32), max_size=3).map(tuple)),
    st.builds(Seed, key_id=hexes(16), seed=hexes(64)),
)


def put(**more: object) -> Put:
    """Return a put of a small document."""
    fields = {"table": "entry-2026", "id": RECORD, "at": 0, "rev": "0" * 16, "past": (), "said": b'{"text":"canary"}'}
    return Put(**(fields | more))


@given(st.lists(ops, max_size=5))
def test_ops_come_back_as_they_were(written: list[Op]) -> None:
    """Encoding and decoding is the identity, down to the documents' bytes."""
    text = encode(written)
    assert decode(text) == tuple(written)
    assert strict_json.canonical(strict_json.parse(text)) == text


@given(st.data())
def test_a_text_with_a_byte_changed_is_refused_or_means_what_it_says(data: st.DataObject) -> None:
    """Reading straight into records accepts nothing that strict JSON does not, and changes nothing of it."""
    text = bytearray(encode([put(said=strict_json.canonical(entry), past=("1" * 16,))]))
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = decode(bytes(text))
    except ComfortError:
        return
    assert encode(found) == strict_json.canonical(strict_json.parse(bytes(text)))


@given(st.data())
def test_without_its_proof_a_text_means_the_same_or_has_no_one_meaning(data: st.DataObject) -> None:
    """What an opening takes unproven is, where it can be proved, the very record that the proof would have brought."""
    text = bytearray(encode([put(said=strict_json.canonical(entry), past=("1" * 16,)), Seen(items=("2" * 32,))]))
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    try:
        proven = decode(bytes(text))
    except ComfortError:
        return
    for strictly, quickly in zip(proven, decode(bytes(text), prove=False), strict=True):
        if isinstance(strictly, Put) and isinstance(quickly, Put):
            assert read_record(strictly.doc) == read_record(quickly.doc)
            assert (strictly.id, strictly.at, strictly.rev) == (quickly.id, quickly.at, quickly.rev)
        else:
            assert strictly == quickly


def test_a_document_that_is_a_record_is_read_only_once() -> None:
    """The record made of it while reading comes with it, in the place of its bytes."""
    [op] = decode(encode([put(said=strict_json.canonical(entry))]))
    assert isinstance(op, Put)
    assert isinstance(op.record, Entry)
    assert op.said is op.record
    assert op.record == read_record(op.doc)
    assert op.doc == strict_json.canonical(entry)
    assert encode([op]) == encode([put(said=op.doc)])


def test_a_document_that_is_a_text_is_damage_and_no_bytes() -> None:
    """Bytes of ours are never made by a decoder, which would read them from base64."""
    text = encode([put()]).replace(b'{"text":"canary"}', b'"e30="')
    with pytest.raises(Damaged):
        decode(text)


@pytest.mark.parametrize("more", [{}, {"around": ["door locked", "warm"]}], ids=["before there were marks", "marked"])
def test_a_session_is_read_only_once_with_marks_and_without(more: dict[str, object]) -> None:
    """A save from before there were marks is proved as fast as one of today, and keeps every byte."""
    doc = strict_json.canonical(session | more)
    [op] = decode(encode([put(said=doc, table="session-2026")]))
    assert isinstance(op, Put)
    assert op.record is not None
    assert strict_json.canonical(to_document(op.record)) == doc == op.doc


@pytest.mark.parametrize(
    "other",
    [
        {"at": "2026-01-05T20:40:00Z"},
        {"kind": "poem"},
        {"later": 1},
        {"starred": None},
        {"starred": 2**53 - 1},
        {"at": "2026-02-30T21:40:00+01:00"},
    ],
    ids=str,
)
def test_a_document_that_reads_otherwise_keeps_its_bytes(other: dict[str, object]) -> None:
    """What this version writes differently, or cannot read at all, is kept as it was written."""
    doc = strict_json.canonical(entry | other)
    assert decode(encode([put(said=doc)])) == (put(said=doc),)
    older = {name: value for name, value in (entry | other).items() if name != "folded"}
    assert decode(encode([put(said=strict_json.canonical(older))])) == (put(said=strict_json.canonical(older)),)


@given(ops)
def test_the_length_of_an_op_is_what_it_adds_to_a_transaction(op: Op) -> None:
    """So groups that are filled by it fill a frame, and never overflow it."""
    assert length(op) == len(encode([op, op])) - len(encode([op]))


@pytest.mark.parametrize(
    "wrong",
    [
        put(said=b'{"a":1,"a":2}'),
        put(said=b"{"),
        put(said=b"[]"),
        put(said=b'{"a":0.5}'),
        put(said=b'{}},{"op":"seen","items":[]'),
        put(id=RECORD.upper()),
        put(rev="0" * 15),
        put(past=("x",)),
        put(at=2**53),
        put(table="entry"),
        put(table=f"entry-2026 {RECORD}"),
        Seen(items=("0" * 31,)),
        Seed(key_id="0" * 16, seed="0" * 63),
    ],
    ids=repr,
)
def test_nothing_is_sealed_that_could_not_be_read_back(wrong: Op) -> None:
    """A writer's mistake is refused before it is in the log for good."""
    with pytest.raises(BadInput) as refused:
        encode([wrong])
    assert "canary" not in str(refused.value)


def test_ops_hide_their_content_from_tracebacks_and_pretty_printers() -> None:
    """Neither repr nor rich's pretty printer shows a document or an inbox key."""
    shown = io.StringIO()
    secrets = [put(), Seed(key_id="0" * 16, seed="canary")]
    pprint(secrets, console=Console(file=shown))
    assert "canary" not in repr(secrets) + shown.getvalue()


def test_a_document_does_not_keep_its_frame_alive() -> None:
    """Documents are bytes of their own, not views into a padded plaintext."""
    [op] = decode(encode([put()]))
    assert isinstance(op, Put)
    assert type(op.doc) is bytes
