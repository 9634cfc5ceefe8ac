"""The vault in lines over a real vault: each piece of work by script, what it leaves, and no secret behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.open.test_vault_page import NEW, OLD, cheap_keys, folder, home, real, state_dir, texts
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved, WrongPassphrase
from comfort_journal.journal.outcomes import NO_VAULT
from comfort_journal.ui import key_names
from comfort_journal.ui.open.vault.menu import DEMO, LINES, OF_A_CODE
from comfort_journal.ui.open.vault.messages import NOT_IN_FORCE, NOT_RIGHT, YOUR_CODE
from comfort_journal.ui.plain.open.care.recovery_code import HERE, STAYS, show_code
from comfort_journal.ui.plain.open.care.vault import UNCHANGED, look_after_vault
from comfort_journal.ui.plain.open.care.work import QUARTERS, done_to_vault
from comfort_journal.ui.plain.questions import NO_SUCH
from comfort_journal.ui.plain.ways import GoTo, LockNow
from comfort_journal.vault import recovery
from comfort_journal.vault.opening import unlock, unlock_with_code
from comfort_journal.vault.passphrase import SIX_WORDS
from comfort_journal.vault.recovery import BEFORE_CODE, CODE_OPENS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.plain.conftest import Lines

    from comfort_journal.journal.maintenance import Care
    from comfort_journal.ui.open.core.workspace import Workspace

__all__ = ["cheap_keys", "folder", "home", "real", "state_dir"]

SAME = bytearray(OLD.encode())
CODE = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-89AB"
OWN = f"o\n{NEW}\n{NEW}\n"


def vault(lines: Lines, session: Workspace, *keys: str | float) -> str:
    """Look after the vault by a script, and return what was said."""
    return lines.press(*keys).until_over(lambda: look_after_vault(visit_of(lines, session)))


def test_it_says_how_it_stands_and_names_the_groups(lines: Lines, real: Workspace) -> None:
    """The state of the vault comes first, then one question; a question mark says its choices again."""
    said = vault(lines, real, "?\n")
    assert "2 entries" in said
    assert "There is no recovery code." in said
    assert said.count("2 Backup and other copies") == 2


def test_a_journal_without_a_vault_says_so(lines: Lines, session: Workspace) -> None:
    """Where nothing can be looked after, nothing is asked."""
    assert vault(lines, session, "") == NO_VAULT


@pytest.mark.parametrize(
    "line", [each for each in LINES if each.id not in {"report", "standing", *OF_A_CODE}], ids=lambda e: e.id
)
@pytest.mark.usefixtures("home")
def test_every_line_can_be_left_at_its_first_question(
    lines: Lines, real: Workspace, folder: Path, line: object
) -> None:
    """Ctrl+C at a question leaves the vault as it is, and the group's question comes again."""
    before = (folder / "journal").read_bytes()
    said = vault(lines, real, f"{line.name}\n", "{ctrl+c}", "back\n")
    if line.id not in {"verify", "compact"}:
        assert UNCHANGED in said
        assert (folder / "journal").read_bytes() == before
    assert said.count("The vault. What shall be done?") >= 2


def test_the_passphrase_is_changed(lines: Lines, real: Workspace, folder: Path, state_dir: Path) -> None:
    """The one of today, a new one twice; after that the new one alone opens, and no secret was said."""
    said = vault(lines, real, "change the p\n", f"{OLD}\n", OWN)
    assert "The passphrase is changed." in said
    assert OLD not in said
    assert NEW not in said
    real.seal()
    assert texts(folder, NEW, state_dir) == {"warm feet", "the lamp"}
    with pytest.raises(WrongPassphrase):
        unlock(folder, OLD.encode(), state_dir=state_dir)


@pytest.mark.parametrize("line", ["change the p", "new recovery"])
def test_a_wrong_passphrase_is_said_before_anything_new_is_chosen_or_read_out(
    lines: Lines, real: Workspace, folder: Path, state_dir: Path, line: str
) -> None:
    """It is asked for again at once; leaving then leaves the old one in force."""
    real.look_after(lambda care: care.set_passphrase(SAME, recovery=True))
    said = vault(lines, real, f"{line}\n", "a wrong one\n", "{ctrl+c}")
    assert f"{NOT_RIGHT} Your passphrase now; nothing is shown:" in said
    assert YOUR_CODE not in said
    assert SIX_WORDS not in said
    assert UNCHANGED in said
    real.seal()
    assert texts(folder, OLD, state_dir) == {"warm feet", "the lamp"}


def test_a_new_code_is_in_force_only_once_it_is_on_paper(
    lines: Lines, real: Workspace, folder: Path, state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said letter by letter first; Ctrl+C there changes nothing, going on makes it open the vault."""
    first, second = recovery.make_code(), recovery.make_code()
    coming = iter([first, first, second])
    monkeypatch.setattr("comfort_journal.ui.open.vault.tasks.make_code", lambda: next(coming))
    said = vault(lines, real, "new recovery\n", f"{OLD}\n", "{ctrl+c}")
    assert UNCHANGED in said
    assert NOT_IN_FORCE in said
    with pytest.raises(GoTo):
        vault(lines, real, "new recovery\n", f"{OLD}\n", "plan\n")
    assert lines.said.count(NOT_IN_FORCE) == 2
    assert not real.journal.care.standing().has_recovery  # type: ignore[union-attr]
    said = vault(lines, real, "new recovery\n", f"{OLD}\n", "s\n", "g\n", f"t\n{first}\n{second}\n", "d\n")
    assert said.count(f"Group 1: {', '.join(second[:4])}") == 2, "once, and once more before it is in force"
    assert said.index(f"Group 1: {', '.join(second[:4])}") < said.index(HERE)
    assert "Looking." not in said
    assert CODE_OPENS in said
    assert STAYS in said
    real.seal()
    unlock_with_code(folder, second.encode(), state_dir=state_dir)


def test_a_code_that_is_removed_opens_nothing(lines: Lines, real: Workspace) -> None:
    """Without a code nothing of one is offered but making it; with one, it is gone after the passphrase was given."""
    offered = vault(lines, real, "passphrase\n", "back\n", "remove the r\n")
    assert "Remove the recovery code" not in offered
    assert "Try the recovery code" not in offered
    assert NO_SUCH in offered
    code = real.look_after(lambda care: care.set_passphrase(SAME, recovery=True)).code
    assert code is not None
    said = vault(lines, real, "try the\n", "nonsense\n", f"{code}\n", "remove the r\n", f"{OLD}\n")
    assert CODE_OPENS in said
    assert "There is no recovery code any more." in said
    assert not real.journal.care.standing().has_recovery  # type: ignore[union-attr]


def test_a_backup_is_made_checked_and_restored(lines: Lines, real: Workspace, home: Path, folder: Path) -> None:
    """Restoring puts the backup in the journal's place and locks."""
    assert "read back and sound" in vault(lines, real, "backup to\n", "\n")
    assert (home / "journal-copy").exists()
    assert "All of it is sound" in vault(lines, real, "check\n")
    real.remove(real.journal.entries()[0].id)
    with pytest.raises(LockNow):
        vault(lines, real, "restore\n", "~/nothing\n", "{ctrl+u}~/journal-copy\n", "2\n")
    assert (folder / "set-aside").exists()


def test_an_export_warns_that_anybody_can_read_it(lines: Lines, real: Workspace, home: Path) -> None:
    """Every form goes out after what is asked; "not now" writes nothing."""
    said = vault(lines, real, "export\n", "1\n1\n1\n", "\n", "1\n")
    assert not list(home.glob("journal.md"))
    assert "whoever has it can read it" in said
    said = vault(lines, real, "export\n", "1\n2\n6\n", "5.3.\n", "{ctrl+u}November 2026\n", "\n", "2\n")
    assert "warm feet" in (home / "journal.md").read_text()
    assert "2 entries written" in said


def test_an_import_is_shown_taken_in_and_taken_out_again(lines: Lines, real: Workspace, home: Path) -> None:
    """What would come in is said by day first; one key takes it in, another takes it out."""
    (home / "diary.md").write_text("## 1 May 2024\nA long bath.\n")
    said = vault(lines, real, "import\n", "~/diary.md\n", "n\n")
    assert "A long bath." in said
    assert len(real.journal.entries()) == 2
    vault(lines, real, "import\n", "~/diary.md\n", "z\nEurope/Nowhere\n{ctrl+u}Europe/Berlin\n", "t\n")
    assert len(real.journal.entries()) == 3
    said = vault(lines, real, "u\n")
    assert "taken out again" in said
    assert len(real.journal.entries()) == 2


def test_another_copy_is_merged_and_space_given_back(lines: Lines, real: Workspace, home: Path) -> None:
    """What only the other copy has comes in; shrinking and purging say what they gave."""
    vault(lines, real, "backup to\n", "\n")
    real.remove(real.journal.entries()[0].id)
    said = vault(lines, real, "merge\n", "~/journal-copy\n", "shrink\n", "purge\n", "2\n")
    assert "The other copy holds no record that is not here." in said or "Records:" in said
    assert "What was deleted is gone from the folder." in said
    assert (home / "journal-copy").exists()


def test_the_demo_says_what_needs_a_passphrase(lines: Lines, real: Workspace) -> None:
    """Nobody knows the demo's passphrase, so nothing asks for it."""
    visit = visit_of(lines, real)
    visit.host.demo = True
    assert DEMO in lines.press("backup to\n").until_over(lambda: look_after_vault(visit))


def test_a_fault_of_the_disk_is_said_and_the_vault_is_still_there(
    lines: Lines, real: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said, and the next question comes."""

    def refuses(*_given: object, **_named: object) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(type(real.journal.care), "verify", refuses)
    said = vault(lines, real, "check\n", "status\n")
    assert "The disk is full." in said
    assert said.count("2 entries") == 2


def test_long_work_says_a_line_at_quarters_and_no_more(lines: Lines, real: Workspace) -> None:
    """What is over at once says nothing but its beginning; what takes long says each quarter once."""

    def slowly(_care: Care, hear: Callable[[int, int], None]) -> None:
        for done in range(101):
            lines.clock.now += 0.3
            hear(done, 100)

    done_to_vault(visit_of(lines, real), "Slowly.", slowly)
    assert [line for line in lines.written.splitlines() if line in QUARTERS[1:]] == list(QUARTERS[1:])
    done_to_vault(visit_of(lines, real), "At once.", lambda _care, hear: [hear(done, 100) for done in range(101)])
    assert lines.written.endswith("At once.\n")


def test_a_lock_that_was_pressed_meanwhile_comes_when_the_work_is_over(lines: Lines, real: Workspace) -> None:
    """Other keys that were pressed answer nothing."""
    done: list[str] = []
    lines.keys.meanwhile.extend([key_names.key(b"y"), key_names.key(b"\x0c")])
    with pytest.raises(LockNow):
        done_to_vault(visit_of(lines, real), "Slowly.", lambda _care, _hear: done.append("done"))
    assert done == ["done"]


def test_a_code_is_said_letter_by_letter_and_pushed_out_of_sight(lines: Lines, real: Workspace) -> None:
    """A voice spells it; at the end the window shows nothing of it, and it is told that its lines still have it."""
    said = lines.press("s\nd\n").until_over(lambda: show_code(visit_of(lines, real), CODE))
    assert said.count("Group 1: A, B, C, D.") == 2
    assert lines.written.endswith("\n" * 3 + lines.written.strip().rpartition("\n\n")[2] + "\n")
    assert STAYS in said


@pytest.mark.parametrize("words", ["recovery\n", "4\nrecovery\n"])
def test_a_line_is_found_by_a_word_of_it(lines: Lines, real: Workspace, words: str) -> None:
    """Where several have the word those are said, and one more word chooses; also what it does is understood."""
    assert BEFORE_CODE in vault(lines, real, words, "{ctrl+c}back\n"), "the only one, while there is none"
    real.look_after(lambda care: care.set_passphrase(SAME, recovery=True))
    said = vault(lines, real, words, "remove the\n")
    assert "Remove the recovery code" in said.split("More than one has that; type more of one:")[1]
    assert "reads every part" in vault(lines, real, "4\ndamage\n", "{ctrl+c}").casefold()


def test_making_a_code_is_found(lines: Lines, real: Workspace) -> None:
    """Make is a word of a new code and of a backup, and both are said."""
    assert "More than one has that; type more of one: Backup to a file New recovery code You:" in vault(
        lines, real, "make\n"
    )


@pytest.mark.usefixtures("home")
def test_a_name_that_is_offered_is_taken_by_enter_alone(lines: Lines, real: Workspace, home: Path) -> None:
    """The line is empty, so another path is typed at once."""
    said = vault(lines, real, "backup to\n", "~/elsewhere\n", "backup to\n", "\n")
    assert "Enter alone takes ~/journal-copy; or type another, and back leaves. You: ~/elsewhere" in said
    assert (home / "elsewhere").exists()
    assert (home / "journal-copy").exists()


def test_an_import_is_offered_to_be_taken_out_only_after_one(lines: Lines, real: Workspace, home: Path) -> None:
    """Before, no letter is named for it."""
    assert "Take the import out again" not in vault(lines, real, "?\n")
    (home / "diary.md").write_text("## 1 May 2024\nA long bath.\n")
    vault(lines, real, "import\n", "~/diary.md\n", "t\n", "?\n")
    assert "u Take the import out again" in lines.said


def test_an_export_is_agreed_to_by_yes_too(lines: Lines, real: Workspace, home: Path) -> None:
    """y, yes and the number mean the one answer that does something; n and no the other."""
    to_file = ("export to\n", "1\n", "1\n", "1\n", "\n")
    said = vault(lines, real, *to_file, "n\n", *to_file, "y\n")
    assert "none of the choices" not in said
    assert said.count("Whoever has that file can read it.") == 1
    assert (home / "journal.md").exists()


def test_what_was_done_is_said_before_what_it_leaves_open_and_once(lines: Lines, real: Workspace) -> None:
    """After another passphrase: that it is changed, and then where the old one still opens a copy."""
    said = vault(lines, real, "change the passphrase\n", f"{OLD}\n", "o\n", "quite another line\n" * 2, "y\n")
    assert said.count("The passphrase is changed.") == 1
    assert said.index("The passphrase is changed.") < said.index("Copies elsewhere still open")
    assert said.index("That is right. Now the new one.") < said.index("Six random words")
    assert "Asks for the one of today" not in said.partition("You: change the passphrase")[2]


def test_what_was_asked_for_elsewhere_and_is_left_leaves_the_vault_too(lines: Lines, real: Workspace) -> None:
    """One step leads back to where it was asked for."""
    look_after_vault(visit_of(lines.press("{ctrl+c}"), real), "vault-backup")
    assert lines.said.endswith(UNCHANGED)
