"""What is heard of a session: tones, the question and the stop in one word each, and nothing else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from comfort_journal.content.session import load_session_words

if TYPE_CHECKING:
    from comfort_journal.ui.sound.heard import LetsBeHeard
    from comfort_journal.ui.sound.tones import ToneName

Moment: TypeAlias = Literal["ask", "pause", "due", "stop"]
TONES: Final[dict[Moment, ToneName]] = {"ask": "ask", "pause": "change", "due": "due", "stop": "stop"}


def let_be_heard(app: LetsBeHeard, moment: Moment) -> None:
    """Let one moment be heard; the bell takes a tone's place for all but the question, which it never went with."""
    app.sound(TONES[moment], bell=moment != "ask")
    words = load_session_words().words
    app.speak({"ask": words.answer, "stop": words.stop}.get(moment, ""))
