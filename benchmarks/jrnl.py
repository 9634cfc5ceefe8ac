"""The peer: jrnl (https://jrnl.sh), encrypted, in a virtual environment of its own. It is no part of the project.

    python benchmarks/jrnl.py        makes or renews .venv/jrnl; `make clean` removes it again

What is measured is the command a person would type, from its start to its end in a terminal, the password typed at
once when it is asked for. Of that time, start-up and key derivation are the same with one entry and with ten thousand,
so benchmarks also measure jrnl with one entry and say both. The keyring is switched off: asking one that is not there
would take jrnl longer.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measure import timed
from sample import entries
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from measure import Sample

VERSION = "4.6"
PLACE = Path(__file__).parent.parent / ".venv" / "jrnl"
COMMAND = PLACE / "bin" / "jrnl"
PASSWORD = b"six plain words"
ROUNDS = 100_000
"""What jrnl 4.6 asks of PBKDF2-SHA256 before every reading, and once more before every writing."""
_CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %H:%M'
version: '4.6'
"""


@dataclass(frozen=True)
class Jrnl:
    """An encrypted jrnl journal of ``size`` entries."""

    folder: Path
    size: int
    through: tuple[str, ...] = ()
    """What starts the command, if not the terminal itself."""

    def run(self, *words: str) -> None:
        """Run one command to its end."""
        with self._start(*words) as terminal:
            terminal.answer(b"Password:", PASSWORD)
            terminal.end()

    def command(self, *words: str) -> Callable[[], None]:
        """Return what runs one command."""
        return lambda: self.run(*words)

    def encrypt(self) -> None:
        """Encrypt the journal by jrnl's own command."""
        with self._start("--encrypt") as terminal:
            terminal.answer(b"Enter password", PASSWORD)
            terminal.answer(b"password again:", PASSWORD)
            terminal.wait_for(b"keychain?")
            terminal.type(b"n\n")
            terminal.end()

    def _start(self, *words: str) -> Terminal:
        environment = {
            "HOME": str(self.folder),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        return Terminal(
            [*self.through, str(COMMAND), "--config-file", str(self.folder / "jrnl.yaml"), *words], environment
        )


def make_jrnl(place: Path, size: int) -> Jrnl:
    """Make an encrypted journal of ``size`` entries, the very words and tags of the sample, under ``place``."""
    if not COMMAND.exists():
        raise SystemExit(f"First run: {sys.executable} {__file__}")
    place.mkdir(parents=True, exist_ok=True)
    lines = [
        f"[{entry.at[:10]} {entry.at[11:16]}] {entry.text} {' '.join('@' + tag for tag in entry.tags)}\n"
        for entry in entries(size)
    ]
    (place / "journal.txt").write_text("\n".join(lines))
    (place / "jrnl.yaml").write_text(_CONFIG.format(journal=place / "journal.txt"))
    jrnl = Jrnl(place, size)
    jrnl.encrypt()
    return jrnl


def key_derivation() -> Sample:
    """Measure one derivation as jrnl does it."""
    return timed(
        "jrnl's key derivation", 9, lambda: hashlib.pbkdf2_hmac("sha256", PASSWORD, bytes(16), ROUNDS, dklen=32)
    )


def main() -> None:
    """Install jrnl for the benchmarks alone."""
    venv.create(PLACE, with_pip=True)
    subprocess.run([PLACE / "bin" / "python", "-m", "pip", "install", "-q", f"jrnl=={VERSION}"], check=True)
    print(f"jrnl {VERSION} is in {PLACE}")


if __name__ == "__main__":
    main()
