"""One line or one number without unlocking: sealed to the vault's public key, and not to be read back here."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.records.captured import captured_entry, sealed_number
from comfort_journal.ui.plain.questions import line, number
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.plain.locked.locked_lines import LockedLines

ONE_LINE: Final = "One line. Enter keeps it, and it can be read only after unlocking; an empty one keeps nothing."
NUMBER: Final = "Number 0-10. Enter keeps it; it can be read only after unlocking."


def write_line(app: LockedLines) -> bool:
    """Seal one line, and return whether there was one. One that cannot be sealed is asked for again, as it stands."""
    begun = ""
    while text := line(app.console, ONE_LINE, begun).strip():
        try:
            app.services.seal(captured_entry(text, _stamp(datetime.now().astimezone()), str(uuid.uuid4())))
        except ComfortError as fault:
            app.console.say(str(fault))
            begun = text
        else:
            return True
    return False


def give_number(app: LockedLines) -> bool:
    """Seal one number, and return whether there was one."""
    value = number(app.console, NUMBER)
    if value is None:
        raise Back
    now = datetime.now().astimezone()
    try:
        app.services.seal(sealed_number(value, _stamp(now), str(uuid.uuid4())))
    except ComfortError as fault:
        app.console.say(str(fault))
        return False
    app.number_given(_stamp(now), now)
    return True


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
