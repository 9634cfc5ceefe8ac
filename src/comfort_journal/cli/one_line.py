"""One entry from the shell, sealed without a passphrase. It loads no click: a line without options needs none."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from comfort_journal import paths
from comfort_journal.cli.output import ask, say_bytes
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LARGEST = 2**20
QUESTION = "What felt safe today? "


def add_bare(words: Sequence[str]) -> int:
    """Do what ``add`` does where none of its options is given."""
    add_entry(paths.default_vault().absolute(), paths.state_dir(), tuple(words))
    return 0


def add_entry(
    vault: Path, state_dir: Path, text: tuple[str, ...], *, at: str | None = None, tags: Iterable[str] = ()
) -> None:
    """Seal one entry and print its id. Raises ComfortError."""
    from comfort_journal.records import from_document, tags_once
    from comfort_journal.records.captured import captured_entry
    from comfort_journal.vault.inbox import can_capture, capture

    can_capture(vault, state_dir)
    entry_id = str(uuid4())
    written_at = datetime.now().astimezone().isoformat(timespec="seconds") if at is None else at
    document = captured_entry("", written_at, entry_id, tags_once(map(_tag, tags)))
    from_document(document)  # a wrong moment is refused before anybody has written a line
    capture(vault, document | {"text": words(text)}, state_dir=state_dir)
    say_bytes(f"{entry_id}\n".encode())


def words(text: tuple[str, ...]) -> str:
    """Return the entry's words from the arguments, standard input or the person asked. Raises BadInput."""
    if text and text != ("-",):
        data = os.fsencode(" ".join(text))
    elif not text and sys.stdin.isatty():
        ask(QUESTION)
        data = sys.stdin.buffer.readline(LARGEST + 2).removesuffix(b"\n")
    else:
        data = sys.stdin.buffer.read(LARGEST + 2).removesuffix(b"\n")
    if len(data) > LARGEST:
        raise BadInput("This is more than 1 MiB, too much for one entry. Nothing was kept.")
    written = _utf8(data).removeprefix("\ufeff")  # an editor's mark at the head of a file is nobody's word
    if not written.strip():
        raise BadInput("There are no words to keep.")
    return written


def _tag(written: str) -> str:
    tag = _utf8(os.fsencode(written)).strip().removeprefix("#").strip()
    if not tag:
        raise BadInput("A tag needs at least one letter.")
    return tag


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        offset = fault.start
    raise BadInput(f"This is not UTF-8: the first wrong byte is at offset {offset}. Nothing was kept.")
