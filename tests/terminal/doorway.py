"""The program with one door more: on SIGUSR1 the open app hands over to a check-in session that is set up already."""

import asyncio
import signal

from comfort_journal.process import harden

harden()

from comfort_journal.cli import main  # noqa: E402  Textual reads the environment when it is imported
from comfort_journal.partner import Setup  # noqa: E402
from comfort_journal.ui.open.home import start  # noqa: E402

enter = start.start
SETUP = Setup(
    id="6a1f6f0e-3f5c-4c53-9f2e-0d6b8a4d2f11", mode="checkin", began_at="2026-01-05T21:40:00+00:00", code="4071"
)


def enter_with_a_door(opened, app, code=None):  # noqa: ANN001, ANN201  as the one it stands for
    """Enter, and listen."""
    screen = enter(opened, app, code)
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGUSR1, app.call_later, app.hand_over, SETUP, {"WORDS-1": "the phrase"}
    )
    return screen


start.start = enter_with_a_door
main()
