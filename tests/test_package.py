"""The wheel: what a person installs must run without the checkout it was built from.

With ``INSTALLED`` set it is the ``bin`` folder to be held to this, as `make smoke` does with a wheel in an empty venv.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pexpect
import pyte
import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ``bin`` folder of an otherwise empty venv with the built wheel in it.

    The dependencies are lent by this environment through a plain path line, which does not follow this
    environment's own editable install: the program itself can only come from the wheel.
    """
    if given := os.environ.get("INSTALLED"):
        return Path(given)
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=CHECKOUT, check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
    )
    (site,) = (folder / "venv").glob("lib/python3*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def environment(home: Path) -> dict[str, str]:
    """Return what a person's own shell would have, with nothing of this checkout."""
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def run(program: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program far from the checkout, with a home of its own."""
    command = [program, *arguments]
    return subprocess.run(command, cwd=home, env=environment(home), check=True, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["comfort-journal", "cj"])
def test_both_names_run_from_the_wheel(installed: Path, tmp_path: Path, name: str) -> None:
    """The long and the short name are the same program."""
    assert run(installed / name, "--version", home=tmp_path).stdout.startswith("comfort-journal ")


def test_the_wheel_carries_its_themes_and_its_words(installed: Path, tmp_path: Path) -> None:
    """Themes and content are found inside the installed package, not in a checkout."""
    told = run(
        installed / "python",
        "-c",
        "from importlib.resources import files; from comfort_journal import paths;"
        "print(paths.shipped_themes()); print(*[p.name for p in paths.shipped_themes().iterdir()]);"
        "print(*[p.name for p in files('comfort_journal.content').iterdir()])",
        home=tmp_path,
    ).stdout.splitlines()
    assert "site-packages/comfort_journal" in told[0]
    assert sum(name.endswith(".toml") for name in told[1].split()) >= 4
    assert "prompts.toml" in told[2].split()


def test_the_wheel_carries_the_manual_under_both_names(installed: Path) -> None:
    """Where ``man`` looks beside the programs of the same folder."""
    pages = installed.parent / "share" / "man" / "man1"
    assert {"cj.1", "comfort-journal.1", "cj-doctor.1", "comfort-journal-doctor.1"} <= {
        page.name for page in pages.iterdir()
    }


def test_a_journal_is_made_written_and_read_back(installed: Path, tmp_path: Path) -> None:
    """In an empty home, by the installed program alone."""
    secret = tmp_path / "secret"
    secret.write_text("six words that stand nowhere else")
    given = ("--passphrase-file", str(secret))
    run(installed / "cj", *given, "init", "--kdf-memory", "64", home=tmp_path)
    run(installed / "cj", "add", "The tea was warm.", home=tmp_path)
    assert "The tea was warm." in run(installed / "cj", *given, "list", home=tmp_path).stdout


@pytest.mark.parametrize(("arguments", "shows"), [(["demo"], "What felt safe today?"), ([], "Welcome")])
def test_the_app_opens_on_its_first_page(installed: Path, tmp_path: Path, arguments: list[str], shows: str) -> None:
    """On sample entries, and in an empty home; a key leaves it again."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    app = pexpect.spawn(
        str(installed / "cj"), arguments, cwd=tmp_path, env=environment(tmp_path), dimensions=(24, 80), timeout=30
    )
    while not any(shows in line for line in screen.display):
        stream.feed(app.read_nonblocking(65_536, timeout=30))
    app.send("\x11")
    app.expect(pexpect.EOF)
    app.close()
    assert app.exitstatus == 0
