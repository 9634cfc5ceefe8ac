"""Transactions: what goes in comes out, and what they hold shows nowhere by accident."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.pretty import pprint

from comfort_journal.errors import BadInput
from comfort_journal.vault import strict_json
from comfort_journal.vault.transaction import Del, Op, Put, Seed, Seen, decode, encode

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
ops = st.one_of(
    st.builds(Put, table=tables, id=ids, at=moments, rev=hexes(16), past=pasts, doc=docs),
    st.builds(Del, table=tables, id=ids, at=moments, rev=hexes(16), past=pasts),
    st.builds(Seen, items=st.lists(hexes(32), max_size=3).map(tuple)),
    st.builds(Seed, key_id=hexes(16), seed=hexes(64)),
)


def put(**more: object) -> Put:
    """Return a put of a small document."""
    fields = {"table": "entry-2026", "id": RECORD, "at": 0, "rev": "0" * 16, "past": (), "doc": b'{"text":"canary"}'}
    return Put(**(fields | more))


@given(st.lists(ops, max_size=5))
def test_ops_come_back_as_they_were(written: list[Op]) -> None:
    """Encoding and decoding is the identity, down to the documents' bytes."""
    text = encode(written)
    assert decode(text) == tuple(written)
    assert strict_json.canonical(strict_json.parse(text)) == text


@pytest.mark.parametrize(
    "wrong",
    [
        put(doc=b'{"a":1,"a":2}'),
        put(doc=b"{"),
        put(doc=b"[]"),
        put(doc=b'{"a":0.5}'),
        put(doc=b'{}},{"op":"seen","items":[]'),
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
