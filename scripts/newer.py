"""Say what is newer than the lock, and whether tests pass with it: ``python scripts/newer.py [tests]``, once a week.

What is newer and fits ``pyproject.toml`` is locked into a folder that goes again, installed there by its hashes, and
tried. What a range holds back is named, and not tried. Exit 1 means that something newer does not pass; then the lock
stays as it is until it is known why. ``python scripts/lock.py --upgrade`` takes what passes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

import lock


def versions(text: str) -> dict[str, str]:
    """Return the version of each package that a lock's text names, several where Pythons differ."""
    return {
        name: ", ".join(dict.fromkeys(re.findall(r"==([^\s;]+)", "".join(line.split("\n")[0] + " " for line in found))))
        for name, found in lock.pins(text).items()
    }


def held_back(uv: str, found: dict[str, str]) -> list[str]:
    """Return a line for each package that has a version beyond the range we give it."""
    project = tomllib.loads((lock.CHECKOUT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    latest = versions(lock.resolved(uv, "-", stdin="\n".join(map(lock.name_of, wanted))))
    return [
        f"{name} {latest[name]} is there too; pyproject.toml holds it at {found[name]}."
        for name in sorted(latest.keys() & found.keys())
        if latest[name] != found[name]
    ]


def passes(folder: Path, newest: dict[str, str], tests: list[str]) -> bool:
    """Tell whether the tests pass with these locks in a venv of their own."""
    venv.create(folder / "venv", with_pip=True)
    python = [str(folder / "venv/bin/python"), "-m"]
    install = [*python, "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    for name, text in newest.items():
        (folder / name).write_text(text)
        subprocess.run([*install, "--require-hashes", "--requirement", str(folder / name)], check=True)
    subprocess.run([*install, "--no-build-isolation", "--editable", "."], cwd=lock.CHECKOUT, check=True)
    suite = ["pytest", "-n", "3", "--dist", "worksteal", "-m", "not soak", "-p", "no:cacheprovider", *tests]
    return subprocess.run([*python, *suite], cwd=lock.CHECKOUT, check=False).returncode == 0


def main(tests: list[str]) -> int:
    """Say what is newer and whether it passes; return the exit code."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        uv = lock.bring_uv(folder)
        newest = lock.make_lock(uv, folder, upgrade=True)
        here = versions("".join((lock.CHECKOUT / name).read_text() for name in newest))
        there = versions("".join(newest.values()))
        changed = [name for name in sorted(here | there) if here.get(name) != there.get(name)]
        for name in changed:
            print(f"{name}: {here.get(name, 'not locked')} -> {there.get(name, 'no longer needed')}")
        for line in held_back(uv, there):
            print(line)
        if not changed:
            print("Nothing that fits pyproject.toml is newer than the lock.")
            return 0
        if not passes(folder, newest, tests):
            print("Not every test passes with what is newer. The lock is as it was.")
            return 1
    print("Every test that was run passes with what is newer: python scripts/lock.py --upgrade takes it.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
