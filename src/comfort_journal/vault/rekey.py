"""A changed passphrase or recovery code is a changed key: what the old ones open never holds another word.

Wrapping the same vault key anew would leave every later save readable to whoever kept the old file and its passphrase.
So each change draws a new vault key, writes the whole journal under it, and then removes the older copies in the
vault's folder. It is done when the new file stands at the journal's path; a crash before that changes nothing. What a
crash leaves of the removal is made up for at the next opening: a mark in the user's state folder names the new slot's
salt, and is taken away only when nothing older is left.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, WrongPassphrase
from comfort_journal.vault.backups import keep_only_fresh
from comfort_journal.vault.disk import because, why
from comfort_journal.vault.folder import BACKUPS, SET_ASIDE, Folder
from comfort_journal.vault.header import (
    NONCE_BYTES,
    Keyset,
    make_passphrase_slot,
    open_header,
)
from comfort_journal.vault.keys import KEY_BYTES, SALT_BYTES, KdfCost, fitting, machine_memory
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.passphrase import chosen, wipe
from comfort_journal.vault.recovery import make_code, make_recovery_slot, open_with_code
from comfort_journal.vault.rewrite import quietly

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.vault.rewrite import Progress
    from comfort_journal.vault.vault import Vault

_ELSEWHERE = (
    "The passphrase or the recovery code was changed on another computer. Older copies in the vault's folder still "
    "open with the old one. When you need nothing from them: comfort-journal compact --purge."
)
_UNFINISHED = "Older copies in the vault's folder still open with the old passphrase and could not be removed yet"


@dataclass(frozen=True, repr=False)
class NewKeys:
    """What a change came to: the new key, the recovery code (shown once), and what still opens with the old secrets.

    ``removed`` names the older copies that are gone from the vault's folder, ``remaining`` the paths of those that a
    sync tool made there and that are left alone; ``unfinished`` says why older copies of its own are still there.
    """

    key: VaultKey
    code: str | None
    removed: tuple[str, ...]
    remaining: tuple[str, ...]
    unfinished: str | None


def change(  # noqa: PLR0913  each is a choice of its own
    vault: Vault,
    passphrase: bytes | bytearray,
    *,
    recovery: bool,
    cost: KdfCost | None = None,
    choose: Callable[[], str] = make_code,
    progress: Progress = quietly,
) -> NewKeys:
    """Put the vault under a new key that this passphrase opens, and with ``recovery`` a new recovery code too.

    ``cost`` is that of the new slot (None: of the slot there is), lowered to what this machine can spare. Blocks for
    one key derivation and a rewrite. Raises the reason why the vault is read-only, BadInput for a passphrase against
    the rules, NotSaved with the old key still in force.
    """
    vault.require_writable()
    random, vault_id = vault.world.random, vault.vault_id
    cost = fitting(cost or vault.opened.header.passphrase_slot.cost, machine_memory())
    vk = random(KEY_BYTES)
    code = choose() if recovery else None
    # The slow derivation comes before the guard is taken: the journal can be read meanwhile.
    secret = chosen(passphrase)
    try:
        slot = make_passphrase_slot(vk, vault_id, secret, cost, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES))
    finally:
        wipe(secret)
    second = code and make_recovery_slot(vk, vault_id, code, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES))
    with vault.guard:
        vault.refresh()  # the inbox is empty of what the old key's public half had sealed, as far as it can be
        keyset = Keyset(vk, vault.opened.header.key_number + 1, slot, second or None)
        _mark(vault, slot.salt)
        vault.rewrite(keyset=keyset, progress=progress)
        removed: tuple[str, ...] = ()
        unfinished = None
        try:
            removed = remove_older_copies(vault)
        except (ComfortError, OSError) as fault:  # the key is changed all the same
            unfinished = because(fault) if isinstance(fault, OSError) else str(fault)
    remaining = tuple(str(each.path) for each in vault.conflict_copies())
    return NewKeys(VaultKey(vk, vault_id), code, removed, remaining, unfinished)


def remove_older_copies(vault: Vault) -> tuple[str, ...]:
    """Leave one fresh backup and no other copy in the vault's folder; return what was removed.

    Raises NotSaved where the fresh one cannot be made or an old one cannot be removed; the next opening tries again.
    """
    with vault.guard:
        removed = keep_only_fresh(vault)
        _unmark(vault)
    return removed


def finish(vault: Vault) -> None:
    """Remove the older copies that a change of key made here has left when it was interrupted.

    What cannot be done now is said. After a change on another machine nothing is removed unasked: a copy that was set
    aside here may hold what never reached the other one.
    """
    if not vault.writable:
        return
    if _marked(vault) == vault.opened.header.passphrase_slot.salt:
        try:
            remove_older_copies(vault)
        except (ComfortError, OSError) as fault:
            vault.notices += (Notice("older-copies", f"{_UNFINISHED} ({why(fault)})."),)
        return
    _unmark(vault)  # that change never came about, or another one has followed elsewhere
    if vault.key_changed and _holds_copies(vault):
        vault.notices += (Notice("older-copies", _ELSEWHERE),)


def check_passphrase(vault: Vault, passphrase: bytes | bytearray) -> None:
    """Raise WrongPassphrase unless it opens this vault as it stands now; blocks for the key derivation."""
    _require_same(vault, open_header(vault.first_bytes(), passphrase).vk)


def check_code(vault: Vault, typed: bytes | bytearray) -> None:
    """Raise unless this recovery code opens the vault; trying it does not use it up. BadInput for a typing error."""
    _require_same(vault, open_with_code(vault.first_bytes(), typed).vk)


def _holds_copies(vault: Vault) -> bool:
    found = False
    for where in (BACKUPS, SET_ASIDE):
        with suppress(ComfortError), vault.folder.subfolder(where, make=False) as folder:
            found = found or bool(folder.names())
    return found


def _require_same(vault: Vault, vk: bytes) -> None:
    if not hmac.compare_digest(vk, vault.opened.vk):
        raise WrongPassphrase("The vault's key was changed meanwhile. Unlock it again.")


def _mark(vault: Vault, salt: bytes) -> None:
    with Folder.make(vault.state_dir) as states:
        states.replace_file(_mark_name(vault), salt)


def _unmark(vault: Vault) -> None:
    with suppress(ComfortError, OSError), Folder.open(vault.state_dir) as states:
        states.remove(_mark_name(vault))


def _marked(vault: Vault) -> bytes | None:
    try:
        with Folder.open(vault.state_dir) as states:
            return states.read_file(_mark_name(vault), SALT_BYTES)
    except (ComfortError, OSError):
        return None


def _mark_name(vault: Vault) -> str:
    return f"{vault.vault_id.hex()}.changing"
