"""What every flow of the open journal has at hand, and what several of them do: tell, keep, and say why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.ui.open.core.screen import TO_VAULT, leads_to_vault
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.questions import yes

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.content import Library
    from comfort_journal.content.sentences import Scale
    from comfort_journal.ui.open.core.plan_service import PlanService
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.host import PlainHost

HEARD: Final = "A tone or a voice was played. Did you hear it?"
UNHEARD: Final = (
    "Then look at the computer's volume. It goes on without sound all the same: every change is a line here. Settings, "
    "then Sound, turns tones and voice off."
)


@dataclass(frozen=True)
class OpenLines:
    """The process and the open journal; neither is shown."""

    host: PlainHost
    session: Workspace
    scales_said: set[Scale] = field(default_factory=set)
    """The scales that were said whole since the unlock."""

    def __post_init__(self) -> None:
        """Have a breath lead back to the question that it was asked at."""
        self.console.breath = partial(breathe, self.host)

    @property
    def console(self) -> Console:
        """Where lines go out and come in."""
        return self.host.console

    @property
    def practice(self) -> PlanService:
        """What the plan knows."""
        return self.session.practice

    @property
    def library(self) -> Library:
        """All words and numbers that ship with the program."""
        return self.session.practice.library

    def say(self, *paragraphs: str) -> None:
        """Write paragraphs."""
        self.console.say(*paragraphs)

    def say_text(self, *texts: str) -> None:
        """Write texts without their empty lines."""
        self.say(*(line for text in texts for line in text.split("\n") if line.strip()))

    def done(self, write: Callable[[], object], or_else: str = "") -> bool:
        """Write something to the journal; where that fails say why, and ``or_else`` after it."""
        try:
            write()
        except ComfortError as fault:
            self.say(f"{fault} {or_else}".rstrip())
            return False
        return True

    def ask_heard(self, tried: str) -> None:
        """Ask whether what was tried out was heard, or say that it cannot be here. Raises what leads elsewhere."""
        if tried != self.library.sentences.heard.tried:
            self.say(*([tried] if tried else []))
        elif not yes(self.console, HEARD):
            self.say(UNHEARD)

    def tell_news(self) -> None:
        """Take in what came from elsewhere, and say what the vault has to say and has not said yet."""
        self.done(self.session.refresh)
        if news := self.session.news():
            way = TO_VAULT.format(settings="Settings", vault="Vault")
            self.say(*news, *([way] if leads_to_vault(news) else []))
