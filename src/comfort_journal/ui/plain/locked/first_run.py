"""The first run in lines: what this is, and a passphrase; nothing else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from comfort_journal.content.about import load_about
from comfort_journal.errors import ComfortError
from comfort_journal.ui.locked.first_run_screens import MAKING
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.plain.locked.new_passphrase import choose_passphrase
from comfort_journal.ui.plain.questions import NamedChoice, choose
from comfort_journal.ui.plain.ways import Back, SaveAndQuit
from comfort_journal.vault.passphrase import FORGETTING, wipe

if TYPE_CHECKING:
    from comfort_journal.ui.plain.locked.locked_lines import LockedLines

GO_ON: Final = NamedChoice("g", "Go on: choose a passphrase")
LEAVE: Final = NamedChoice("q", "Quit; nothing is made")
OF_YOUR_OWN: Final = "A passphrase of your own"
WAY_TO_CODE: Final = "{settings}, then Vault"


def begin(app: LockedLines) -> Any:  # noqa: ANN401  what creating returns; naming it would load the journal
    """Return the new journal. Raises SaveAndQuit where none is wanted."""
    said = load_about()
    app.console.say(said.title, said.what, said.reflex, said.words, said.honest, said.first, said.kept)
    app.console.say(place(app.services.vault))
    while True:
        try:
            if choose(app.console, "What now?", (GO_ON, LEAVE)) is LEAVE:
                raise SaveAndQuit
            app.console.say(OF_YOUR_OWN, FORGETTING.format(way=WAY_TO_CODE.format(settings="Settings")))
            passphrase = choose_passphrase(app.console)
        except Back:
            continue
        try:
            app.console.say(MAKING)
            return app.services.create(passphrase)
        except ComfortError as fault:
            app.console.say(str(fault))
        finally:
            wipe(passphrase)
