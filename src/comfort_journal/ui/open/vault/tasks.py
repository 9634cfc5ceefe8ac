"""What each line of the vault page does: it asks, lets the work be done, and says what came of it.

Every secret is a buffer that is wiped here, whatever happens. Nothing is changed before the last question is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, WrongPassphrase
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.vault.export_import import ExportImport
from comfort_journal.ui.open.vault.menu import NO_CODE, say_size
from comfort_journal.ui.open.vault.messages import (
    ANEW,
    ANOTHER_FILE,
    CODE_ENDS,
    ELSEWHERE,
    IN_FORCE,
    NOW,
    PURGE,
    REMAINING,
    RESTORE,
    UNFINISHED,
    many,
    say_merged,
    say_restored,
)
from comfort_journal.ui.open.vault.questions import wipe
from comfort_journal.ui.open.vault.recovery_code_screen import PAPER, RecoveryCodeScreen, try_code
from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.ui.open.vault.progress_screen import Act
    from comfort_journal.vault.rekey import NewKeys


class VaultTasks(ExportImport):
    """The questions and the work of one vault page; each method returns what to say, nothing when it was left."""

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
        report = await self.work("Reading every part of the journal.", lambda care, hear: care.verify(hear))
        if not report.problems:
            return f"All of it is sound: {many(report.records, 'record')} in {many(report.saves, 'save')}."
        way_out = "Restoring a backup, or merging another copy, brings back what they hold."
        await self.tell("The check found something", [*map(str, report.problems), way_out])
        return "The check found something that is not sound."

    async def backup(self) -> str:
        """Copy the journal to a new file."""
        path = await self.path("Back up to which new file?", new=True)
        if path is None:
            return ""
        waiting = await self.work("Copying the journal.", lambda care, hear: care.backup(path, hear))
        beside = f" Not in it yet: {many(waiting, 'sealed note')}." if waiting else ""
        return f"The backup is in {one_line(place(path))}, read back and sound.{beside}"

    async def compact(self) -> str:
        """Write the journal anew without what is dead."""
        given = await self.work(ANEW, lambda care, hear: care.compact(hear))
        return f"The journal takes {say_size(given)} less." if given > 0 else "There was nothing to leave out."

    async def purge(self) -> str:
        """Leave no deleted word in the folder; asks once."""
        if not await self.agreed(PURGE, "Remove them"):
            return ""
        removed = await self.work(ANEW, lambda care, hear: care.purge(hear))
        beside = f" Removed with it: {many(len(removed), 'older copy', 'older copies')}." if removed else ""
        return f"What was deleted is gone from the folder.{beside}"

    async def passphrase(self) -> str:
        """Change the passphrase, and with it a recovery code."""
        recovery = (await self.standing()).has_recovery
        told = "The journal is written anew under a new key." + (f" {CODE_ENDS}" if recovery else "")
        labels = (NOW, "The new passphrase", "The new one once more")
        said, choose = "", None
        while True:
            page = AskNewPassphrase(self._session, "Change the passphrase", told, *labels, said=said)
            secrets = await self._app.push_screen_wait(page)
            if secrets is None:
                return ""
            old, new, _ = secrets
            try:
                choose = choose or (await self._written_first() if recovery else None)
                changed = await self.work(ANEW, _changing(old, new, choose))
            except (WrongPassphrase, BadInput) as fault:
                said = str(fault)
            else:
                return await self._changed("The passphrase is changed.", changed, "passphrase")
            finally:
                wipe(secrets)

    async def code_new(self) -> str:
        """Make a new recovery code; an earlier one ends."""
        had = (await self.standing()).has_recovery
        told = (
            "The code opens the journal when the passphrase is forgotten. It belongs on paper, and whoever finds the "
            "paper can open the journal." + (" The code you have ends with this." if had else "")
        )
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
        return await try_code(self._session, self._app)

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
        sentences = say_merged(told)
        if len(sentences) > 1:
            await self.tell("Merged", sentences)
        return sentences[0]

    async def restore(self) -> str:
        """Put a backup in the vault's place, then lock."""
        path = await self.path("Restore which backup?", new=False)
        if path is None or not await self.agreed(RESTORE, "Restore it"):
            return ""
        told = await self.with_other_key(
            "Restoring the backup.",
            lambda secrets: lambda care, hear: care.restore(path, secrets, hear),
            seal_first=True,
        )
        if told is None:
            return ""
        await self.tell("Restored", [*say_restored(told), "This locks now. Unlock it with the backup's passphrase."])
        await self._app.action_lock_now()
        return ""

    # -- what they share

    async def _change_code(self, told: str, *, recovery: bool, had: bool, said: str) -> str:
        title, sorry, choose = "New recovery code" if recovery else "No recovery code", "", None
        while True:
            secrets = await self._app.push_screen_wait(AskSecret(self._session, title, told, NOW, said=sorry))
            if secrets is None:
                return ""
            try:
                choose = choose or (await self._written_first() if recovery else None)
                changed = await self.work(ANEW, _changing(secrets[0], secrets[0], choose))
            except WrongPassphrase as fault:
                sorry = str(fault)
            else:
                return await self._changed(said, changed, "recovery code" if had else None)
            finally:
                wipe(secrets)

    async def _written_first(self) -> Callable[[], str]:
        """Show the next code before it is in force: a lock while the journal is written anew must not take it away."""
        from comfort_journal.vault.recovery import in_groups, make_code  # noqa: PLC0415  loaded when a code is made

        code = make_code()
        await self.tell("The next recovery code", [in_groups(code), PAPER, IN_FORCE])
        return lambda: code

    async def _changed(self, said: str, changed: NewKeys, old: str | None) -> str:
        if changed.code is not None:
            await self._app.push_screen_wait(RecoveryCodeScreen(self._session, changed.code))
        more = [ELSEWHERE.format(old)] if old else []
        if changed.remaining:
            more.append(REMAINING.format(", ".join(changed.remaining)))
        if changed.unfinished:
            more.append(UNFINISHED.format(changed.unfinished.rstrip(".")))
        if more:
            await self.tell(said.rstrip("."), more)
        return said

    async def _copy(self) -> Path | None:
        """Ask which copy: one that was found, or another file."""
        if not self.copies:
            return await self.path("Merge which copy? A vault's folder, or a journal file.", new=False)
        names = {path.name: path for path in self.copies}
        chosen = await self._app.push_screen_wait(Choose(self._session, "Merge which copy?", (*names, ANOTHER_FILE)))
        if chosen == ANOTHER_FILE:
            return await self.path("Merge which copy? A vault's folder, or a journal file.", new=False)
        return names.get(chosen or "")


def _changing(old: bytearray, new: bytearray, choose: Callable[[], str] | None) -> Act:
    """Return the change; with ``choose`` there is a recovery code too."""
    if choose is None:
        return lambda care, hear: care.change_passphrase(old, new, recovery=False, progress=hear)
    return lambda care, hear: care.change_passphrase(old, new, recovery=True, choose=choose, progress=hear)
