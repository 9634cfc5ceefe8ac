"""The way in: a passphrase, or what can be done without one; nothing here tells what is behind it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from comfort_journal.errors import ComfortError, InUse, WrongPassphrase
from comfort_journal.ui.locked.lock_screen import (
    BY_CODE,
    ELSEWHERE,
    SLOW,
    STILL_WRONG,
    SURE_AFTER,
    TIDYING,
    VERY_SLOW,
    WRONG,
)
from comfort_journal.ui.locked.vault_place import EXPLAINED, VaultPlace, place, standing
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.locked.capture import give_number, write_line
from comfort_journal.ui.plain.locked.first_run import begin
from comfort_journal.ui.plain.locked.recovery import by_code
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back, Repeat, SaveAndQuit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.locked.locked_lines import LockedLines

ASKED: Final = "Passphrase; nothing is shown. Enter alone says what else there is."
BEHIND_ENTER: Final = "Enter alone and then {}"
WITHOUT: Final = "Without a passphrase:"
QUITS: Final = bytearray(b"quit")
ASK_WHAT_ELSE: Final = (bytearray(b"?"), bytearray(b"help"), bytearray(b"back"))
"""Heard as words only once they have not opened the journal: a passphrase may be one of them."""
KEPT: Final = "Kept. It will be inside when you open."
TO_PASSPHRASE: Final = NamedChoice("p", "Passphrase")
LEAVE: Final = choice("save-and-quit", key="q", name="Quit")


def let_in(app: LockedLines) -> Any:  # noqa: ANN401  what unlocking returns; naming it would load the journal
    """Return what was unlocked or begun. Raises SaveAndQuit, or BecomePartner for the check-in timer."""
    app.console.say(app.settings.title, *app.messages)
    found = standing(app.services.vault, app.services.state_dir)
    if found is VaultPlace.NEW:
        return begin(app)
    if found is not VaultPlace.HERE:
        heading, advice = EXPLAINED[found]
        app.console.say(heading, place(app.services.vault), advice)
        raise SaveAndQuit
    return _unlocked(app)


def _unlocked(app: LockedLines) -> Any:  # noqa: ANN401  as above
    """Ask for the passphrase until it fits; however often it is wrong, nothing is counted against anybody."""
    wrong, asks_what_else = 0, False
    app.console.say(ASKED)
    while True:
        if asks_what_else and (opened := _otherwise(app)) is not None:
            return opened
        app.console.say(*([ASKED] if asks_what_else else []))
        try:
            passphrase = app.console.secret("Passphrase: ")
            app.console.say(*([] if passphrase else [SHOWN]))
        except (Back, Repeat):
            passphrase = bytearray()
        asks_what_else = not passphrase
        if asks_what_else:
            continue
        try:
            app.console.say(VERY_SLOW if _is_slow_here(app) else SLOW)
            return app.services.unlock(passphrase, lambda: app.console.say(TIDYING))
        except WrongPassphrase:
            if passphrase == QUITS:
                raise SaveAndQuit from None
            asks_what_else = passphrase in ASK_WHAT_ELSE
            if asks_what_else:
                app.console.say(SHOWN)
                continue
            wrong += 1
            app.console.say(WRONG if wrong < SURE_AFTER else f"{STILL_WRONG}{_about_code(app)}")
        except InUse as fault:
            by = f" (process {fault.pid})" if fault.pid else ""
            app.console.say(ELSEWHERE.format(by=by, key=BEHIND_ENTER.format("2")))
        except ComfortError as fault:
            app.console.say(str(fault))
        finally:
            passphrase[:] = bytes(len(passphrase))


def _otherwise(app: LockedLines) -> Any:  # noqa: ANN401  as above
    """Offer what needs no passphrase; returns an open journal where the recovery code opened it."""
    choices = (
        TO_PASSPHRASE,
        choice("write-line", key="2"),
        choice("seal-number", key="0"),
        choice("check-in-timer", key="5"),
        choice("breathe", key="6"),
        choice("use-code", key="r"),
        LEAVE,
    )
    while True:
        try:
            taken = choose(app.console, WITHOUT, choices)
        except Back:
            return None
        if taken is LEAVE:
            raise SaveAndQuit
        with suppress(Back):  # one step, to these choices
            return DOES[taken.does](app) if taken.does else None


def _kept(write: Callable[[LockedLines], bool]) -> Callable[[LockedLines], None]:
    def run(app: LockedLines) -> None:
        if write(app):
            app.console.say(KEPT)

    return run


def _check_in(app: LockedLines) -> None:
    """Begin the check-in timer, in a process that has no way to the journal."""
    app.hand_over(None)


def _is_slow_here(app: LockedLines) -> bool:
    """Tell whether the vault was made on a machine with more memory to spare than this one."""
    try:
        from comfort_journal.vault.opening import is_slow_here  # noqa: PLC0415  only once somebody knocks

        return is_slow_here(app.services.vault, state_dir=app.services.state_dir)
    except ComfortError:  # whatever is the matter, unlocking says it
        return False


def _about_code(app: LockedLines) -> str:
    """Return the sentence about the recovery code where the vault has one."""
    try:
        from comfort_journal.vault.opening import read_header  # noqa: PLC0415  as above
        from comfort_journal.vault.recovery import has_code  # noqa: PLC0415  as above

        there = has_code(read_header(app.services.vault, app.services.state_dir))
    except ComfortError:
        there = False
    return f" {BY_CODE.format(key=BEHIND_ENTER.format('r'))}" if there else ""


DOES: Final[Mapping[str, Callable[[LockedLines], Any]]] = {
    "write-line": _kept(write_line),
    "seal-number": _kept(give_number),
    "check-in-timer": _check_in,
    "breathe": breathe,
    "use-code": by_code,
}
"""What needs no passphrase, by its action."""
