"""A changed passphrase or recovery code is a changed key: what the old ones open never holds another word.

Wrapping the same vault key anew would leave every later save readable to whoever kept the old file and its passphrase.
So each change draws a new vault key, writes the whole journal under it, and then removes the older copies in the
vault's folder. It is done when the new file stands at the journal's path; a crash before that changes nothing. What a
crash leaves of the removal is made up for at the next opening, because the pin's key number follows only then.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, WrongPassphrase
from comfort_journal.vault.backups import keep_only_fresh
from comfort_journal.vault.disk import because
from comfort_journal.vault.folder import KNOWN_NAMES
from comfort_journal.vault.header import (
    ID_BYTES,
    MAGIC,
    NONCE_BYTES,
    Keyset,
    make_passphrase_slot,
    open_header,
)
from comfort_journal.vault.keys import KEY_BYTES, SALT_BYTES, KdfCost, fitting, machine_memory
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.recovery import make_code, make_recovery_slot, open_with_code
from comfort_journal.vault.rewrite import quietly

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.vault.folder import Folder
    from comfort_journal.vault.rewrite import Progress
    from comfort_journal.vault.vault import Vault

UNFINISHED = "Older copies in the vault's folder still open with the old passphrase and could not be removed yet"
_VAULT_ID_AT = 16


@dataclass(frozen=True, repr=False)
class NewKeys:
    """What a change came to: the new key, the recovery code (shown once), and what still opens with the old secrets.

    ``removed`` names the older copies that are gone from the vault's folder, ``remaining`` those in it that are left
    alone because they are not the program's; ``unfinished`` says why older copies of its own are still there.
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
    slot = make_passphrase_slot(vk, vault_id, passphrase, cost, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES))
    second = code and make_recovery_slot(vk, vault_id, code, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES))
    with vault.guard:
        vault.refresh()  # the inbox is empty of what the old key's public half had sealed, as far as it can be
        keyset = Keyset(vk, vault.opened.header.key_number + 1, slot, second or None)
        vault.rewrite(keyset=keyset, progress=progress)
        removed: tuple[str, ...] = ()
        unfinished = None
        try:
            removed = remove_older_copies(vault)
        except (ComfortError, OSError) as fault:  # the key is changed all the same
            unfinished = because(fault) if isinstance(fault, OSError) else str(fault)
    return NewKeys(VaultKey(vk, vault_id), code, removed, remaining(vault), unfinished)


def remove_older_copies(vault: Vault) -> tuple[str, ...]:
    """Leave one fresh backup and no other copy in the vault's folder; return what was removed.

    Raises NotSaved where the fresh one cannot be made or an old one cannot be removed; the next opening tries again.
    """
    with vault.guard:
        removed = keep_only_fresh(vault)
        vault.older_copies_are_gone()
    return removed


def finish(vault: Vault) -> None:
    """Remove the older copies that an interrupted change of key has left; what cannot be done now is said."""
    if not vault.writable or not vault.has_older_copies:
        return
    try:
        remove_older_copies(vault)
    except (ComfortError, OSError) as fault:
        why = because(fault) if isinstance(fault, OSError) else str(fault)
        vault.notices += (Notice("older-copies", f"{UNFINISHED} ({why.rstrip('.')})."),)


def remaining(vault: Vault) -> tuple[str, ...]:
    """Return the names of files in the vault's folder that are not the program's and yet copies of this journal.

    Sync tools leave such copies under names of their own; what they hold may be wanted, so they are never removed.
    """
    wanted = vault.vault_id
    return tuple(
        name for name in vault.folder.names() if name not in KNOWN_NAMES and _is_copy(vault.folder, name, wanted)
    )


def check_passphrase(vault: Vault, passphrase: bytes | bytearray) -> None:
    """Raise WrongPassphrase unless it opens this vault as it stands now; blocks for the key derivation."""
    _require_same(vault, open_header(vault.first_bytes(), passphrase).vk)


def check_code(vault: Vault, typed: bytes | bytearray) -> None:
    """Raise unless this recovery code opens the vault; trying it does not use it up. BadInput for a typing error."""
    _require_same(vault, open_with_code(vault.first_bytes(), typed).vk)


def _require_same(vault: Vault, vk: bytes) -> None:
    if not hmac.compare_digest(vk, vault.opened.vk):
        raise WrongPassphrase("The vault's key was changed meanwhile. Unlock it again.")


def _is_copy(folder: Folder, name: str, vault_id: bytes) -> bool:
    try:
        head = folder.read_start(name, _VAULT_ID_AT + ID_BYTES)
    except (ComfortError, OSError):
        return False
    return head.startswith(MAGIC) and head[_VAULT_ID_AT:] == vault_id
