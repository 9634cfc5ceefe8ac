"""Settings in lines: every declared setting is reached by its group or name, and a change is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.plain.conftest import visit_of

from comfort_journal.settings import KEYS, OPTIONS, load
from comfort_journal.ui.open.settings.options import TITLE, VAULT, choices
from comfort_journal.ui.open.settings.settings_screen import NOT_KEPT, TOO_LONG
from comfort_journal.ui.plain.open.settings import DOES, MORE, NONE, settings
from comfort_journal.ui.plain.ways import LockNow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.plain.conftest import Lines

    from comfort_journal.settings import SettingOption
    from comfort_journal.ui.open.core.workspace import Workspace

VALUED = [each for each in OPTIONS.values() if each.field not in {TITLE, "theme"}]


def change(lines: Lines, session: Workspace, *keys: str | float, file: Path | None = None) -> str:
    """Go through the settings by a script, and return what was said."""
    visit = visit_of(lines, session)
    visit.host.settings_file = file
    return lines.press(*keys).until_over(lambda: settings(visit))


@pytest.mark.parametrize("option", VALUED, ids=lambda each: each.field)
def test_every_setting_is_chosen_by_its_name_and_changed(
    lines: Lines, session: Workspace, option: SettingOption, tmp_path: Path
) -> None:
    """The last value that is offered becomes the setting, in the session and in the file."""
    value = option.values[-1]
    whole = isinstance(value, int) and not isinstance(value, bool)
    typed = str(value) if whole else str(len(option.values))
    said = change(lines, session, f"{option.name}\n?\n{typed}\n", file=tmp_path / "settings.toml")
    assert getattr(session.settings, option.field) == value
    assert getattr(load(tmp_path / "settings.toml")[0], option.field) == value
    assert f"{option.name}: {option.say(value)}." in said


def test_a_group_says_its_settings_with_their_values(lines: Lines, session: Workspace) -> None:
    """A setting is reached by numbers alone too; Ctrl+C steps back from each question."""
    said = change(lines, session, "6\n{ctrl+c}6\n1\n{ctrl+c}6\n1\n10\n")
    assert said.count("1 Lock after: 5 minutes") == 3
    assert session.settings.idle_lock_minutes == 10


@pytest.mark.parametrize(("word", "command"), [("reminder", "cj remind on 08:30"), ("braille", "cj --plain")])
def test_what_is_switched_on_outside_is_told(lines: Lines, session: Workspace, word: str, command: str) -> None:
    """It is found by the words that people have for it, and the command is said."""
    assert command in change(lines, session, f"{word}\n")


def test_a_theme_is_chosen_by_name(lines: Lines, session: Workspace) -> None:
    """The themes that are there are offered with light or dark."""
    said = change(lines, session, "theme\nPaper\n")
    assert session.settings.theme == "paper"
    assert "Paper, light" in said


def test_a_word_for_the_lock_screen_is_typed(lines: Lines, session: Workspace) -> None:
    """One that is too long is told, and stands there to be shortened."""
    said = change(lines, session, f"name on\n{{ctrl+u}}{'x' * 30}\n{{ctrl+u}}List\n")
    assert TOO_LONG in said
    assert session.settings.title == "List"


def test_a_file_that_cannot_be_written_is_told(lines: Lines, session: Workspace, tmp_path: Path) -> None:
    """The setting holds until the lock."""
    (tmp_path / "no folder").write_text("")
    said = change(lines, session, "motion\n1\n", file=tmp_path / "no folder" / "settings.toml")
    assert NOT_KEPT in said
    assert session.settings.motion == "full"


def test_own_keys_are_said_and_an_id_is_found(lines: Lines, session: Workspace) -> None:
    """What a person needs to write a key of their own: the file, the form, and the id of any action."""
    said = change(lines, session, "keys of\nstar\n", "zzz\n", "e\n", "\n")
    assert "All keys are the shipped ones." in said
    assert "star-entry, shipped as" in said
    assert NONE in said
    assert MORE.partition("{}")[2] in said


def test_the_questions_to_write_about_are_changed(lines: Lines, session: Workspace) -> None:
    """The list is changed from the settings too."""
    change(lines, session, "questions\na\nWhat was warm?\n.\ns\n")
    assert session.journal.prompts()[-1] == "What was warm?"


def test_every_setting_of_the_page_is_done_in_lines() -> None:
    """No setting is declared that lines cannot change, or that leads nowhere."""
    assert len(DOES) == len(choices({}))
    assert {each.field for each in choices({})} >= {*OPTIONS, VAULT, KEYS}


def test_a_lock_leads_out_of_a_value(lines: Lines, session: Workspace) -> None:
    """A half-made choice changes nothing."""
    before = session.settings
    with pytest.raises(LockNow):
        change(lines, session, "lock after\n1{ctrl+l}")
    assert session.settings == before


def test_the_name_is_typed_into_an_empty_line_or_left(lines: Lines, session: Workspace) -> None:
    """What it is now is said, and Enter alone leaves it."""
    said = change(lines, session, "name on\nList\n", "name on\n\n")
    assert "Enter alone leaves Notes. You: List" in said
    assert "Enter alone leaves List." in said
    assert session.settings.title == "List"


@pytest.mark.parametrize(
    ("words", "asked"), [("hushed\n", "Which?"), ("dark\n", "Theme"), ("idle\n", "Lock after"), ("voice\n", "Voice.")]
)
def test_a_setting_is_found_by_what_else_people_call_it(
    lines: Lines, session: Workspace, words: str, asked: str
) -> None:
    """The words that the palette knows are understood here too; others are said to be none."""
    said = change(lines, session, words)
    assert asked in said.split("You: ", 1)[1] or asked == "Which?"
    assert ("That is none of the choices." in said) == (asked == "Which?")
