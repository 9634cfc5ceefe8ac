"""The wheel: what a person installs must run without the checkout it was built from."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ``bin`` folder of an otherwise empty venv with the built wheel in it.

    The dependencies are lent by this environment through a plain path line, which does not follow this
    environment's own editable install: the program itself can only come from the wheel.
    """
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


def run(program: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program far from the checkout, with a home of its own."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run([program, *arguments], cwd=home, env=environment, check=True, capture_output=True, text=True)


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
    assert str(CHECKOUT) not in told[0]
    assert sum(name.endswith(".toml") for name in told[1].split()) >= 4
    assert "prompts.toml" in told[2].split()


def test_the_wheel_carries_the_manual_under_both_names(installed: Path) -> None:
    """Where ``man`` looks beside the programs of the same folder."""
    pages = installed.parent / "share" / "man" / "man1"
    assert {"cj.1", "comfort-journal.1", "cj-doctor.1", "comfort-journal-doctor.1"} <= {
        page.name for page in pages.iterdir()
    }
