"""Write the lock: every package with its version and the hashes of its files, for all systems and Pythons at once.

``python scripts/lock.py`` keeps what still fits ``pyproject.toml``; with ``--upgrade`` it takes the newest that does.
The lock stands in two files, each package in one of them: what the program is installed and runs with, and what its
makers need besides. It is uv that resolves; where there is none, one is brought into a folder that goes again.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
RUN, MAKERS = "requirements.lock", "requirements-dev.lock"
HEADS = {
    RUN: "# What the program is installed and runs with. Made by `make lock`; change pyproject.toml, not this.\n",
    MAKERS: f"# What its makers need besides {RUN}. Made by `make lock`; change pyproject.toml, not this.\n",
}
OPTIONS = ("--quiet", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate")


def bring_uv(folder: Path) -> str:
    """Return the uv there is, else one that pip puts into ``folder``."""
    if found := shutil.which("uv"):
        return found
    venv.create(folder / "uv", with_pip=True)
    subprocess.run([folder / "uv/bin/python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(folder / "uv/bin/uv")


def resolved(uv: str, *options: str, stdin: str = "") -> str:
    """Return what uv makes of ``pyproject.toml`` and further requirements."""
    command = [uv, "pip", "compile", *OPTIONS, *options]
    return subprocess.run(command, input=stdin, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True).stdout


def name_of(line: str) -> str:
    """Return whose line it is."""
    return re.split(r"[^\w.-]", line, maxsplit=1)[0]


def pins(text: str) -> dict[str, list[str]]:
    """Return each package's pins, with their hashes, by name; there may be one for each range of Pythons."""
    found: dict[str, list[str]] = {}
    for pin in re.findall(r"^\w.*\n(?:    .*\n)*", text, re.MULTILINE):
        found.setdefault(name_of(pin), []).append(pin)
    return found


def make_lock(uv: str, folder: Path, *, upgrade: bool) -> dict[str, str]:
    """Return both files' texts by their names, working in ``folder``."""
    whole = folder / "whole.txt"
    whole.write_text("".join((CHECKOUT / name).read_text() for name in HEADS if (CHECKOUT / name).is_file()))
    newest = ("--upgrade",) if upgrade else ()
    resolved(uv, "pyproject.toml", "--all-extras", "--generate-hashes", *newest, "--output-file", str(whole))
    built_by = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["build-system"]["requires"]
    run = pins(resolved(uv, "pyproject.toml", "-", "--constraint", str(whole), stdin="\n".join(built_by)))
    parts = dict.fromkeys(HEADS, "")
    for name, found in pins(whole.read_text()).items():
        parts[RUN if name in run else MAKERS] += "".join(found)
    return {name: HEADS[name] + parts[name] for name in HEADS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        lock = make_lock(bring_uv(Path(made)), Path(made), upgrade=sys.argv[1:] == ["--upgrade"])
    for name, text in lock.items():
        (CHECKOUT / name).write_text(text)
