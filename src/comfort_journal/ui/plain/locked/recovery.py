"""A forgotten passphrase in lines: the code opens the journal, and a new passphrase is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from comfort_journal.errors import ComfortError
from comfort_journal.ui.locked.recovery_screen import ANEW, FITS, HOW
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.locked.new_passphrase import choose_passphrase
from comfort_journal.ui.plain.questions import AS_IT_WAS
from comfort_journal.ui.plain.ways import Back
from comfort_journal.vault.passphrase import wipe

if TYPE_CHECKING:
    from comfort_journal.ui.plain.locked.locked_lines import LockedLines

CODE: Final = "The code; nothing is shown, and Enter alone steps back: "


def by_code(app: LockedLines) -> Any:  # noqa: ANN401  what recovering returns; naming it would load the journal
    """Return the journal, open under a new passphrase, with its new code. Raises Back where there is no code."""
    from comfort_journal.vault.opening import unlock_with_code  # noqa: PLC0415  hardly ever needed

    while True:
        app.console.say(HOW)
        code = app.console.secret(CODE)
        if not code:
            app.console.say(SHOWN)
            raise Back
        try:
            unlock_with_code(app.services.vault, code, state_dir=app.services.state_dir)
            app.console.say(FITS)
            passphrase = _new_passphrase(app)
            try:
                app.console.say(ANEW)
                return app.services.recover(code, passphrase)
            finally:
                wipe(passphrase)
        except ComfortError as fault:
            app.console.say(str(fault))
        finally:
            wipe(code)


def _new_passphrase(app: LockedLines) -> bytearray:
    try:
        return choose_passphrase(app.console)
    except Back:
        app.console.say(AS_IT_WAS)
        raise
