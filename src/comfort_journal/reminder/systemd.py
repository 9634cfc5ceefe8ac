"""The reminder as a systemd user timer: two units under a neutral name, whose output no log keeps."""

from __future__ import annotations

import contextlib
import re
from datetime import time
from typing import TYPE_CHECKING, Final

from comfort_journal.reminder.own_file import NAME, OURS, read_own, remove_own, write_own
from comfort_journal.reminder.timer import Timer, need

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.reminder.machine import Machine

_TIMER: Final = f"{NAME}.timer"
_SERVICE: Final = f"{NAME}.service"
_HOUR: Final = re.compile(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d):00$", re.MULTILINE)


def timer_unit(hour: time) -> str:
    """Return the unit that waits; it fires later where the computer was off, and ``hour.is_due`` judges that."""
    return f"""# {OURS}
[Unit]
Description=Notes

[Timer]
OnCalendar=*-*-* {hour:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def service_unit(command: Sequence[str]) -> str:
    """Return the unit that shows the title."""
    return f"""# {OURS}
[Unit]
Description=Notes

[Service]
Type=oneshot
ExecStart={" ".join(map(_quoted, command))}
StandardOutput=null
StandardError=null
TimeoutStartSec=90
"""


def _quoted(word: str) -> str:
    """Return one word of a command as a unit writes it: C's escapes, no specifier and no variable."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _units(machine: Machine) -> Path:
    return machine.config / "systemd" / "user"


def _systemctl(machine: Machine, *words: str) -> int:
    return machine.ask("systemctl", "--user", *words).code


def _is_here(machine: Machine) -> bool:
    return machine.platform == "linux" and _systemctl(machine, "show", "--property=Version") == 0


def _hour(machine: Machine) -> time | None:
    text = read_own(_units(machine) / _TIMER)
    found = _HOUR.search(text) if text else None
    return time(int(found[1]), int(found[2])) if found else None


def _runs(machine: Machine) -> bool:
    return _systemctl(machine, "is-active", "--quiet", _TIMER) == 0


def _put_in(machine: Machine, hour: time, command: Sequence[str]) -> None:
    for name in (_SERVICE, _TIMER):
        read_own(_units(machine) / name)
    try:
        write_own(_units(machine) / _SERVICE, service_unit(command))
        write_own(_units(machine) / _TIMER, timer_unit(hour))
        for words in (("daemon-reload",), ("enable", "--quiet", _TIMER), ("restart", _TIMER)):
            need("systemd", _systemctl(machine, *words))
    except BaseException:
        _take_out(machine)
        raise


def _take_out(machine: Machine) -> None:
    """Stop it, and remove what it left: both units, the link that starts it, and the stamp of when it last fired."""
    units = _units(machine)
    ours = [name for name in (_TIMER, _SERVICE) if read_own(units / name) is not None]
    if not ours:
        return
    _systemctl(machine, "disable", "--quiet", "--now", _TIMER)
    for name in ours:
        remove_own(units / name)
    link = units / "timers.target.wants" / _TIMER  # still there where systemd could not be reached
    stamp = machine.data / "systemd" / "timers" / f"stamp-{_TIMER}"
    for left in (link, stamp):
        with contextlib.suppress(OSError):
            left.unlink()
    _systemctl(machine, "daemon-reload")


TIMER: Final = Timer("a systemd user timer", _is_here, _hour, _runs, _put_in, _take_out)
