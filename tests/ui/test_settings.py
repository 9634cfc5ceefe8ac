"""Settings: a wrong or unknown key is named, everything else holds, and the app always starts."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

import comfort_journal
from comfort_journal.settings import DEFAULTS, Settings, load, save


def test_a_missing_file_is_the_defaults_without_a_word(tmp_path: Path) -> None:
    """Nobody has to write a settings file."""
    assert load(tmp_path / "none.toml") == (DEFAULTS, ())


def test_an_unknown_key_is_named_with_its_nearest_match_and_the_rest_holds(tmp_path: Path) -> None:
    """A misspelt key costs one sentence, not the other settings."""
    file = tmp_path / "settings.toml"
    file.write_text('tehme = "paper"\nidle_lock_minutes = 9\n')
    settings, messages = load(file)
    assert settings == DEFAULTS._replace(idle_lock_minutes=9)
    assert messages == ("The settings file has an unknown key, tehme; did you mean theme?",)


def test_a_wrong_value_is_named_and_its_default_used(tmp_path: Path) -> None:
    """True is no number of minutes, and 0 would never lock."""
    file = tmp_path / "settings.toml"
    file.write_text('idle_lock_minutes = 0\nbreath_in = true\nmotion = "some"\ntitle = "a\\u001b[2Jb"\n')
    settings, messages = load(file)
    assert settings == DEFAULTS
    assert [message.split(",")[1].split()[0] for message in messages] == [
        "idle_lock_minutes",
        "breath_in",
        "motion",
        "title",
    ]


def test_broken_toml_is_named_with_its_place_and_the_app_starts(tmp_path: Path) -> None:
    """The place in the file is said, its content is not."""
    file = tmp_path / "settings.toml"
    file.write_text("theme = \nsecret words\n")
    settings, (message,) = load(file)
    assert settings == DEFAULTS
    assert "line 1" in message
    assert "secret" not in message


def test_saving_keeps_comments_and_writes_only_what_was_chosen(tmp_path: Path) -> None:
    """The file stays the owner's: comments, order and mode 0600."""
    file = tmp_path / "config" / "settings.toml"
    file.parent.mkdir()
    file.write_text('# mine\ntheme = "paper"  # warm\n')
    save(file, Settings(theme="contrast", idle_lock_minutes=7))
    assert file.read_text() == '# mine\ntheme = "contrast"  # warm\nidle_lock_minutes = 7\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]
    assert load(file) == (Settings(theme="contrast", idle_lock_minutes=7), ())


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_file_from_any_editor_is_read_and_saved_as_what_it_says(tmp_path: Path, mark: str, ending: str) -> None:
    """A byte order mark and other line endings are no fault, and saving sets nothing aside."""
    file = tmp_path / "settings.toml"
    file.write_bytes(f'{mark}# mine{ending}theme = "paper"{ending}idle_lock_minutes = 30{ending}'.encode())
    assert load(file) == (Settings(theme="paper", idle_lock_minutes=30), ())
    save(file, Settings(theme="contrast", idle_lock_minutes=30))
    assert file.read_text() == '# mine\ntheme = "contrast"\nidle_lock_minutes = 30\n'
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_saving_over_a_file_that_is_not_toml_keeps_it_aside(tmp_path: Path) -> None:
    """What the owner wrote is never thrown away."""
    file = tmp_path / "settings.toml"
    file.write_text("not toml at all\n")
    save(file, Settings(theme="paper"))
    assert load(file)[0].theme == "paper"
    assert (tmp_path / "settings.unreadable.toml").read_text() == "not toml at all\n"


def test_a_second_file_that_is_not_toml_leaves_the_first_where_it_was_set_aside(tmp_path: Path) -> None:
    """Each gets a name of its own."""
    file = tmp_path / "settings.toml"
    for written in ("one =\n", "two =\n", "three =\n"):
        file.write_text(written)
        save(file, Settings(theme="paper"))
    aside = {path.name: path.read_text() for path in tmp_path.iterdir() if path != file}
    assert aside == {
        "settings.unreadable.toml": "one =\n",
        "settings.unreadable-2.toml": "two =\n",
        "settings.unreadable-3.toml": "three =\n",
    }


def test_reading_settings_loads_neither_msgspec_nor_tomlkit() -> None:
    """The lock screen is painted from the standard library's TOML reader."""
    script = (
        "import sys, pathlib; from comfort_journal import settings; settings.load(pathlib.Path('none'));"
        "print([m for m in ('msgspec', 'tomlkit', 'textual') if m in sys.modules])"
    )
    source = str(Path(comfort_journal.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert done.stdout.strip() == "[]"
