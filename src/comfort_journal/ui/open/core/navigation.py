"""The way back to the page of the evening, for screens that lie above it and need not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.app import App


@runtime_checkable
class TakesQuestion(Protocol):
    """A page to write on that another page may send its owner to."""

    def take_question(self, prompt: str) -> None:
        """Stand under this question, "" for none, unless something is being written."""


def to_the_sentence(app: App[Any], prompt: str) -> bool:
    """Go back to the page of the evening with this question; False where there is none."""
    for screen in app.screen_stack:
        if isinstance(screen, TakesQuestion) and isinstance(screen, Screen):
            screen.take_question(prompt)
            while app.screen is not screen:
                app.pop_screen()
            return True
    return False
