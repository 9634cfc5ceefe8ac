"""Whether a screen reader or a braille display is in use here, as far as the system tells; guessed from nothing else.

It is asked once, in a thread, when the first page has been painted; whatever cannot be told counts as no.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from comfort_journal.ui.locked.vault_place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

READERS: Final = frozenset({"orca", "brltty", "fenrir", "espeakup", "speechd-up", "sbl", "yasr", "voiceover"})
"""The processes of those that there are, as the system names them."""
IN_KERNEL: Final = Path("/sys/accessibility/speakup")
"""There while the kernel itself reads the console aloud."""
LINES: Final = "With a screen reader: {command} --plain"


def typed_for(command: str) -> str:
    """Return what a shell finds a command of ours by: its name, or its place beside what was started."""
    if shutil.which(command):
        return command
    beside = (Path(started).with_name(command) for started in (sys.argv[0], sys.executable))
    found = next((each.absolute() for each in beside if each.is_file()), None)
    if found is None:
        return command
    here = Path.cwd()
    return place(found.relative_to(here) if found.is_relative_to(here) else found)


def reads(names: Iterable[str], *, in_kernel: bool = False) -> bool:
    """Whether one of these processes, or the kernel, reads the screen."""
    return in_kernel or any(name.strip().casefold() in READERS for name in names)


def reads_here(names: Callable[[], Iterable[str]] | None = None, in_kernel: Path = IN_KERNEL) -> bool:
    """Ask this machine. Blocks for some milliseconds, and raises nothing."""
    try:
        return reads((names or _named_by_system())(), in_kernel=in_kernel.exists())
    except (OSError, subprocess.SubprocessError):
        return False


def of_proc(folder: Path = Path("/proc")) -> Iterator[str]:
    """Yield the name of every process that may be seen; one that ends meanwhile is left out."""
    for each in folder.glob("[0-9]*/comm"):
        with suppress(OSError):
            yield each.read_text("utf-8", "replace")


def of_ps() -> Iterator[str]:
    """Yield the same where there is no such folder."""
    listed = subprocess.run(["/bin/ps", "-axco", "comm"], capture_output=True, text=True, timeout=2, check=False)
    yield from listed.stdout.splitlines()


def _named_by_system() -> Callable[[], Iterable[str]]:
    return of_ps if sys.platform == "darwin" else of_proc
