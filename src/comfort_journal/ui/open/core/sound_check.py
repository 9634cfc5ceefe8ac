"""What was asked to be heard is tried out before it is needed, and what cannot be heard here is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.sound.heard import LetsBeHeard


def try_once(app: LetsBeHeard, session: Workspace) -> str:
    """Let a tone and the voice be heard once while the journal is open; return what to ask or say then, or nothing."""
    if app.sounds is not None:
        return ""
    return try_out(app, session)


def try_out(app: LetsBeHeard, session: Workspace) -> str:
    """Let what is on be heard now; return whether it was heard, or that it cannot be, or nothing where all is off."""
    chosen, words = app.settings, session.practice.library.sentences.heard
    if not (chosen.sounds or chosen.speech):
        return ""
    app.sound("change")
    app.speak(words.tried)
    lacks = {"tones": words.no_player, "voice": words.no_voice}
    return " ".join(lacks[each] for each in app.not_heard_here()) or words.tried
