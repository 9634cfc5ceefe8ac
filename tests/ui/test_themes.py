"""Every theme loads, can be read by everybody, and a bad file costs one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from tests.ui.wcag import contrast
from textual.theme import Theme

import comfort_journal
from comfort_journal import paths
from comfort_journal.settings import DEFAULTS
from comfort_journal.ui.themes import TOKENS, BadTheme, Palette, choose, read_theme, read_themes, textual_theme

PACKAGE = Path(comfort_journal.__file__).parent
THEMES, MESSAGES = read_themes([paths.shipped_themes()])
READ = ("text", "muted", "accent", "mark", "good", "caution")
GROUNDS = ("background", "surface", "panel")


def test_at_least_four_themes_are_shipped_and_all_of_them_load() -> None:
    """A warm dark one, a warm light one, a high-contrast one and the terminal's own."""
    assert MESSAGES == ()
    assert len(THEMES) >= 4
    assert DEFAULTS.theme in THEMES
    assert {True, False} == {theme.dark for theme in THEMES.values()}
    assert any(theme.high_contrast for theme in THEMES.values())
    assert any(theme.ansi for theme in THEMES.values())


@pytest.mark.parametrize("theme", [theme for theme in THEMES.values() if not theme.ansi], ids=lambda theme: theme.id)
def test_what_is_read_stands_out_from_what_it_stands_on(theme: Palette) -> None:
    """WCAG contrast: 4.5:1 for every text colour on every ground and the selection, 7:1 where high is promised."""
    least = 7.0 if theme.high_contrast else 4.5
    tone = theme.colours
    pairs = [(token, ground) for token in READ for ground in GROUNDS] + [("text", "selection")]
    short = {
        (token, ground): round(contrast(tone[token], tone[ground]), 2)
        for token, ground in pairs
        if contrast(tone[token], tone[ground]) < least
    }
    assert short == {}


def test_no_text_is_fainter_than_the_themes_tones() -> None:
    """No stylesheet or page mixes a text colour with its ground: what a theme promises holds for hints too."""
    sources = [path for kind in ("*.py", "*.tcss") for path in PACKAGE.rglob(kind)]
    faint = [path.name for path in sources if re.search(r"\$(text|muted|accent)\s+\d+%", path.read_text("utf-8"))]
    assert faint == []


@pytest.mark.parametrize("theme", [theme for theme in THEMES.values() if not theme.ansi], ids=lambda theme: theme.id)
def test_a_panel_can_be_told_from_the_page_in_256_colours(theme: Palette) -> None:
    """A dialog keeps its edge in a terminal that has no more colours."""
    page, panel = (
        Color.parse(theme.colours[tone]).downgrade(ColorSystem.EIGHT_BIT).number for tone in ("background", "surface")
    )
    assert page != panel


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.id)
def test_every_theme_becomes_a_textual_theme_with_all_meanings(theme: Palette) -> None:
    """No stylesheet can name a meaning that a theme does not have."""
    made = textual_theme(theme)
    assert isinstance(made, Theme)
    variables = {**made.to_color_system().generate(), **made.variables}
    assert set(TOKENS) <= set(variables)


def test_contrast_is_wcag_s() -> None:
    """Black on white is 21:1, a colour on itself 1:1, and #777 on white famously just misses 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_three_colours_are_enough(tmp_path: Path) -> None:
    """Everything else falls back to background, text and accent."""
    file = tmp_path / "mine.toml"
    file.write_text('[colours]\nbackground = "#101010"\ntext = "#f0f0f0"\naccent = "orange"\n')
    theme = read_theme(file)
    assert set(theme.colours) == set(TOKENS)
    assert theme.colours["mark"] == "orange"
    textual_theme(theme).to_color_system().generate()


GOOD = '[colours]\nbackground = "#101010"\ntext = "#f0f0f0"\naccent = "orange"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "is not valid TOML"),
        ('name = "x"\n', "has no [colours]"),
        (GOOD + 'accnet = "red"\n', "accnet; did you mean accent?"),
        (GOOD + 'mark = "reddish"\n', "mark is not a colour"),
        (GOOD + "mark = 3\n", "mark should be a colour in quotes"),
        ('[colours]\nbackground = "black"\ntext = "white"\n', "is missing accent"),
        ("drak = true\n" + GOOD, "drak; did you mean dark?"),
        ('dark = "yes"\n' + GOOD, "dark is of the wrong kind"),
        ('contrast = "some"\n' + GOOD, "contrast should be normal or high"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_it(tmp_path: Path, text: str, said: str) -> None:
    """A theme loads whole or not at all, and the sentence says what to mend."""
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(BadTheme) as caught:
        read_theme(file)
    assert said in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert read_themes([tmp_path]) == ({}, (str(caught.value),))


def test_a_file_from_any_editor_is_read_as_what_it_says(tmp_path: Path) -> None:
    """A byte order mark and other line endings are no fault."""
    (tmp_path / "mine.toml").write_bytes(("\ufeff" + GOOD).replace("\n", "\r\n").encode())
    themes, messages = read_themes([tmp_path])
    assert (list(themes), messages) == (["mine"], ())


def test_the_owner_s_theme_wins_over_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    """Later folders win."""
    (tmp_path / "paper.toml").write_text('name = "My paper"\n' + GOOD)
    themes, _messages = read_themes([paths.shipped_themes(), tmp_path])
    assert themes["paper"].name == "My paper"


def test_an_unknown_theme_falls_back_to_the_default_and_is_named() -> None:
    """A misspelt theme is said once, with what was probably meant."""
    assert choose("papr", THEMES) == (DEFAULTS.theme, "There is no theme called papr; did you mean paper?")
    assert choose("paper", THEMES) == ("paper", None)
