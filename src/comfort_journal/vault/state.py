"""Pure: what a log, an inbox and other copies of a vault come to, whatever the order in which they are read.

For each record id the state is the set of versions that no other version names in its ``past``. There is one rule,
``applied``; reading the log, importing a sealed item and taking in another copy do nothing else, so order and
repetition do not matter. Two people's, or two machines', edits of one record both stay: the newer one is shown as the
record, the other as a record of its own. An edit outlives a deletion that did not know it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from comfort_journal.records import read_record
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Del, Op, Put, Seed, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comfort_journal.records import AnyRecord

Version: TypeAlias = Put | Del
Versions: TypeAlias = tuple[Version, ...]

_COPY_UUID_VERSION = 8
_SEEN_TOGETHER = 1000


class Shown(Struct, frozen=True, gc=False):
    """One record as a person sees it; ``conflict_of`` is set on a copy that stands beside the record itself."""

    id: str
    put: Put
    conflict_of: str | None = None

    def document(self) -> bytes:
        """Return the canonical document, a copy's under the copy's id and with ``conflict_of``."""
        if self.conflict_of is None:
            return self.put.doc
        return canonical(msgspec.json.decode(self.put.doc) | {"id": self.id, "conflict_of": self.conflict_of})

    def record(self) -> AnyRecord | None:
        """Return what the document holds, or None where this version cannot read it."""
        said = self.put.said
        if self.conflict_of is not None or isinstance(said, bytes):
            return read_record(self.document())
        return said


class Change(Struct, frozen=True, gc=False):
    """The versions of one record before and after something was applied."""

    id: str
    before: Versions
    after: Versions


def applied(present: Versions, new: Version) -> Versions:
    """Return the versions after ``new``; the very same tuple if it was known or replaced already."""
    if not present:  # nearly every version that a log brings
        return (new,)
    for version in present:
        if new.rev == version.rev or new.rev in version.past:
            return present
    return (*(version for version in present if version.rev not in new.past), new)


def shown(versions: Versions) -> tuple[Shown, ...]:
    """Return what a person sees of one record: the record itself first, then each copy in conflict with it."""
    if len(versions) == 1:  # nearly every record of every journal
        only = versions[0]
        return (Shown(only.id, only),) if type(only) is Put else ()
    live = sorted((version for version in versions if type(version) is Put), key=_newest, reverse=True)
    if not live:
        return ()
    first = live[0]
    copies = [Shown(copy_id(put.id, put.rev), put, put.id) for put in live[1:] if put.doc != first.doc]
    return (Shown(first.id, first), *copies)


def copy_id(record_id: str, rev: str) -> str:
    """Return the id under which a version is shown beside its record, the same on every machine (UUID version 8)."""
    digest = bytearray(hashlib.sha256(b"jv1 copy" + UUID(record_id).bytes + bytes.fromhex(rev)).digest()[:16])
    digest[6] = digest[6] & 0x0F | _COPY_UUID_VERSION << 4
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))


def past_of_change(versions: Versions, made_from: Put) -> tuple[str, ...]:
    """Return what editing or deleting a shown version replaces: it, its past, deletions beside it, its doubles.

    A double is a live version with the very same document: the person saw that text and changed it. A copy with
    other words is a record of its own and stays.
    """
    doubles = [version for version in versions if type(version) is Put and version.doc == made_from.doc]
    return _past([made_from, *doubles, *(version for version in versions if type(version) is Del)])


def past_of_return(versions: Versions) -> tuple[str, ...]:
    """Return what bringing a deleted record back replaces: every deletion of it."""
    return _past([version for version in versions if type(version) is Del])


def past_of_copy(copy: Put) -> tuple[str, ...]:
    """Return what settling a copy (edited or deleted) covers of the original record: that version alone."""
    return _past([copy])


@dataclass(repr=False)
class VaultState:
    """Everything a vault knows; changed by ``apply`` only."""

    versions: dict[str, Versions] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    seeds: dict[str, bytes] = field(default_factory=dict)

    def apply(self, ops: Iterable[Op]) -> list[Change]:
        """Apply ops in the order given and return what changed, one change for each op that did something."""
        changes = []
        for op in ops:
            if isinstance(op, (Put, Del)):
                before = self.versions.get(op.id, ())
                after = applied(before, op)
                if after is not before:
                    self.versions[op.id] = after
                    changes.append(Change(op.id, before, after))
            elif isinstance(op, Seen):
                self.seen.update(op.items)
            else:
                self.seeds[op.key_id] = bytes.fromhex(op.seed)
        return changes

    def restate(self, ops: Iterable[Op]) -> list[Change]:
        """Let versions that are present have the documents they have in ``ops``, where these are bytes."""
        changes = []
        for op in ops:
            if type(op) is Put and isinstance(op.said, bytes):
                before = self.versions.get(op.id, ())
                after = tuple([op if version.rev == op.rev else version for version in before])
                if after != before:
                    self.versions[op.id] = after
                    changes.append(Change(op.id, before, after))
        return changes

    def copy(self) -> VaultState:
        """Return a state that can be changed without changing this one."""
        return VaultState(dict(self.versions), set(self.seen), dict(self.seeds))

    def shown(self) -> Iterator[Shown]:
        """Yield every record and every copy a person sees."""
        for versions in self.versions.values():
            yield from shown(versions)

    def knows_revision(self, record_id: str, rev: str) -> bool:
        """Tell whether a revision is present or was replaced by one that is."""
        return any(rev == version.rev or rev in version.past for version in self.versions.get(record_id, ()))

    def knows(self, record_id: str) -> bool:
        """Tell whether the id was ever a record here, deleted ones and copies in conflict included."""
        if record_id in self.versions:
            return True
        try:
            if UUID(record_id).version != _COPY_UUID_VERSION:
                return False
        except ValueError:
            return False
        return any(
            copy_id(known, rev) == record_id
            for known, versions in self.versions.items()
            for version in versions
            for rev in (version.rev, *version.past)
        )

    def ops(self) -> Iterator[Op]:
        """Yield ops that make this state again, and nothing that is replaced."""
        for key_id, seed in sorted(self.seeds.items()):
            yield Seed(key_id=key_id, seed=seed.hex())
        seen = sorted(self.seen)
        for start in range(0, len(seen), _SEEN_TOGETHER):
            yield Seen(items=tuple(seen[start : start + _SEEN_TOGETHER]))
        for versions in self.versions.values():
            yield from versions

    def digest(self) -> bytes:
        """Return a SHA-256 that two states share only if they are the same, in whatever order they came about."""
        total = hashlib.sha256()
        for record_id in sorted(self.versions):
            for version in sorted(self.versions[record_id], key=lambda version: version.rev):
                total.update(_fingerprint(version))
        for part in (sorted(self.seen), sorted((name, seed.hex()) for name, seed in self.seeds.items())):
            total.update(hashlib.sha256(msgspec.json.encode(part)).digest())
        return total.digest()


def _fingerprint(version: Version) -> bytes:
    said = (version.table, version.id, version.at, version.rev, version.past)
    doc = version.doc if type(version) is Put else b""
    return hashlib.sha256(msgspec.json.encode(said) + b"\n" + doc).digest()


def _newest(put: Put) -> tuple[int, str]:
    return put.at, put.rev


def _past(replaced: Iterable[Version]) -> tuple[str, ...]:
    """Return revisions with all of their past, newest first, each once."""
    return tuple(dict.fromkeys(rev for version in replaced for rev in (version.rev, *version.past)))
