"""The ways out of a question that every question has: each is raised where it is asked, and heard where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.places import PLACES, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Way(Exception):
    """A way out of whatever is asked; ``typed`` is what stood in the line by then, unless it was a secret."""

    typed = ""


class Back(Way):
    """One step back, without an answer."""


class LockNow(Way):
    """Lock at once; what is written waits, sealed. ``why`` says what locked where nobody asked for it."""

    why = ""


class SaveAndQuit(Way):
    """Save what is written, and leave."""


class EnoughForToday(Way):
    """Save what is written, say good night, and lock."""


class Breathe(Way):
    """Breathe for a while, and come back to the question."""


class Repeat(Way):
    """Say the question and its choices again."""


class Breathed(Repeat):
    """A breath is over: say the question again, with what was typed."""

    def __init__(self, typed: str) -> None:
        """Go on with this line."""
        super().__init__()
        self.typed = typed


class BecomePartner(Way):
    """Everything is sealed: go on as the partner process, which is told ``message`` and no more."""

    def __init__(self, message: bytes) -> None:
        """Go on with this."""
        super().__init__()
        self.message = message


class GoTo(Way):
    """Another place of the open journal."""

    def __init__(self, place: str) -> None:
        """Go to a place by its name, as ``history``."""
        super().__init__(place)
        self.place = place


BACK: Final = ("escape", "ctrl+c")
EVERYWHERE: Final[Mapping[str, Callable[[], Way]]] = {"help": Repeat, "lock-now": LockNow, "save-and-quit": SaveAndQuit}
OPEN: Final[Mapping[str, Callable[[], Way]]] = {"enough-for-today": EnoughForToday, "breathe": Breathe}


def ways_by_key(own_keys: Mapping[str, str], *, is_open: bool) -> dict[str, Callable[[], Way]]:
    """Return the way that each key leads to, the owner's own keys in force; letters and digits are what is typed."""
    known = known_actions()
    ways: dict[str, Callable[[], Way]] = dict.fromkeys(BACK, Back)
    for name, way in ({**EVERYWHERE, **OPEN} if is_open else EVERYWHERE).items():
        ways |= dict.fromkeys(_keys(own_keys.get(name, ",".join(known[name].keys))), way)
    for action in PLACES if is_open else ():
        place = place_of(action)
        ways |= dict.fromkeys(_keys(own_keys.get(action.id, action.keys)), _to(place))
    return ways


def _keys(written: str) -> list[str]:
    """Return those of some keys that type nothing."""
    return [key for key in written.split(",") if "+" in key or (len(key) > 1 and key[0] == "f" and key[1:].isdigit())]


def _to(place: str) -> Callable[[], Way]:
    return lambda: GoTo(place)
