"""What each line of the vault page does: it asks, lets the work be done, and says what came of it.

Every secret is a buffer that is wiped here, whatever happens. Nothing is changed before the last question is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, WrongPassphrase
from comfort_journal.journal import outcomes
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.vault.export_import import ExportImport
from comfort_journal.ui.open.vault.messages import (
    ANEW,
    ANOTHER_FILE,
    CHECKING,
    CODE_ENDS,
    NOT_IN_FORCE,
    NOT_RIGHT,
    NOW,
    TODAY_FIRST,
)
from comfort_journal.ui.open.vault.questions import wipe
from comfort_journal.vault.recovery import BEFORE_CODE, NO_CODE, make_code

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.ui.open.vault.asking import Act
    from comfort_journal.vault.rekey import NewKeys


class VaultTasks(ExportImport):
    """The questions and the work of the vault's care; each method returns what to say, nothing when it was left."""

    copies: tuple[Path, ...] = ()

    async def do(self, line_id: str) -> str:
        """Do what a line says; raises ComfortError with the reason where it could not be done."""
        by_id = {
            "verify": self.verify,
            "export": self.export,
            "import": self.import_,
            "take-out": self.take_out,
            "backup": self.backup,
            "compact": self.compact,
            "purge": self.purge,
            "passphrase": self.passphrase,
            "code-new": self.code_new,
            "code-off": self.code_off,
            "code-test": self.code_test,
            "merge": self.merge,
            "restore": self.restore,
        }
        return await by_id[line_id]() if line_id in by_id else ""

    async def verify(self) -> str:
        """Check the whole vault as it lies on the disk."""
        report = await self._asking.work("Reading every part of the journal.", lambda care, hear: care.verify(hear))
        if problems := outcomes.say_problems(report):
            await self._asking.tell("The check found something", problems)
        return outcomes.say_checked(report)

    async def backup(self) -> str:
        """Copy the journal to a new file."""
        path = await self.path("Back up to which new file?", new=True)
        if path is None:
            return ""
        waiting = await self._asking.work("Copying the journal.", lambda care, hear: care.backup(path, hear))
        said = outcomes.say_backed_up(one_line(place(path))), outcomes.say_not_in_backup(waiting)
        return " ".join(filter(None, said))

    async def compact(self) -> str:
        """Write the journal anew without what is dead."""
        return outcomes.say_compacted(await self._asking.work(ANEW, lambda care, hear: care.compact(hear)))

    async def purge(self) -> str:
        """Leave no deleted word in the folder; asks once."""
        if not await self.agreed(outcomes.PURGE, "Remove them"):
            return ""
        return outcomes.say_purged(await self._asking.work(ANEW, lambda care, hear: care.purge(hear)))

    async def passphrase(self) -> str:
        """Change the passphrase, and with it a recovery code."""
        recovery = (await self.standing()).has_recovery
        told = TODAY_FIRST + (f" {CODE_ENDS}" if recovery else "")
        title = "Change the passphrase"
        old = await self._known(title, told)
        if old is None:
            return ""
        wipe([old])
        new = await self._asking.new_passphrase(title, told)
        if new is None:
            return ""
        try:
            changed = await self._changing(new, recovery=recovery)
        finally:
            wipe([new])
        return await self._changed("The passphrase is changed.", changed, "passphrase")

    async def code_new(self) -> str:
        """Make a new recovery code; an earlier one ends."""
        had = (await self.standing()).has_recovery
        told = BEFORE_CODE + (" The code you have ends with this." if had else "")
        return await self._change_code(told, recovery=True, had=had, said="The new recovery code is in force.")

    async def code_off(self) -> str:
        """Leave no recovery code."""
        if not (await self.standing()).has_recovery:
            return NO_CODE
        told = "After this only the passphrase opens the journal. If it is forgotten, nobody can open it again."
        return await self._change_code(told, recovery=False, had=True, said="There is no recovery code any more.")

    async def code_test(self) -> str:
        """Say whether the code on the paper opens the vault."""
        if not (await self.standing()).has_recovery:
            return NO_CODE
        return await self._asking.try_code()

    async def merge(self) -> str:
        """Take in what another copy holds."""
        path = await self._copy()
        if path is None:
            return ""
        told = await self.with_other_key(
            "Taking in the other copy.", lambda secrets: lambda care, hear: care.merge(path, secrets, hear)
        )
        if told is None:
            return ""
        sentences = [*outcomes.say_merged(told), *([outcomes.DAMAGED_COPY] if outcomes.is_damaged(told) else [])]
        if len(sentences) > 1:
            await self._asking.tell("Merged", sentences)
        return sentences[0]

    async def restore(self) -> str:
        """Put a backup in the vault's place, then lock."""
        path = await self.path("Restore which backup?", new=False)
        if path is None or not await self.agreed(f"{outcomes.BEFORE_RESTORE} Then this locks.", "Restore it"):
            return ""
        told = await self.with_other_key(
            "Restoring the backup.",
            lambda secrets: lambda care, hear: care.restore(path, secrets, hear),
            seal_first=True,
        )
        if told is None:
            return ""
        said = [*outcomes.say_restored(told, "merging that file"), *map(str, told.notes)]
        await self._asking.tell("Restored", [*said, "This locks now. Unlock it with the backup's passphrase."])
        await self._asking.lock()
        return ""

    # -- what they share

    async def _change_code(self, told: str, *, recovery: bool, had: bool, said: str) -> str:
        passphrase = await self._known("New recovery code" if recovery else "No recovery code", told)
        if passphrase is None:
            return ""
        try:
            changed = await self._changing(passphrase, recovery=recovery)
        finally:
            wipe([passphrase])
        return await self._changed(said, changed, "recovery code" if had else None)

    async def _known(self, title: str, told: str) -> bytearray | None:
        """Ask for the passphrase of today until it opens the journal: nothing new is chosen or shown before that.

        Returns it for the caller to wipe, or None where the question was left.
        """
        said = ""
        while (typed := await self._asking.secrets(title, told, NOW, said=said)) is not None:
            right = False
            try:
                await self._asking.work(CHECKING, _opening(typed[0]))
                right = True
            except (WrongPassphrase, BadInput):
                said = NOT_RIGHT
            finally:
                if not right:
                    wipe(typed)
            if right:
                return typed[0]
        return None

    async def _changing(self, passphrase: bytearray, *, recovery: bool) -> NewKeys | None:
        """Put the journal under a new key for this passphrase, with a code where one is wanted.

        The code is shown before it is in force: a lock while the journal is written anew must not take it away. Where
        that page is left, nothing is changed and None returned.
        """
        code = make_code() if recovery else ""
        if recovery and not await self._asking.show_next_code(code):
            return None
        changed: NewKeys = await self._asking.work(
            ANEW,
            lambda care, hear: care.set_passphrase(passphrase, recovery=recovery, choose=lambda: code, progress=hear),
        )
        return changed

    async def _changed(self, said: str, changed: NewKeys | None, old: str | None) -> str:
        if changed is None:
            return f"Nothing was changed. {NOT_IN_FORCE}"
        if changed.code is not None:
            await self._asking.show_code(changed.code)
        if more := outcomes.say_still_open(changed, old):
            await self._asking.tell(said.rstrip("."), more)
        return said

    async def _copy(self) -> Path | None:
        """Ask which copy: one that was found, or another file."""
        if not self.copies:
            return await self.path("Merge which copy? A vault's folder, or a journal file.", new=False)
        names = {path.name: path for path in self.copies}
        chosen = await self._asking.chosen("Merge which copy?", (*names, ANOTHER_FILE))
        if chosen == ANOTHER_FILE:
            return await self.path("Merge which copy? A vault's folder, or a journal file.", new=False)
        return names.get(chosen or "")


def _opening(passphrase: bytearray) -> Act:
    """Return what raises unless this passphrase opens the journal."""
    return lambda care, _hear: care.check_passphrase(passphrase)
