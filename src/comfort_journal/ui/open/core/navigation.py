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


def leave_question(app: App[Any], prompt: str) -> Screen[Any] | None:
    """Have the page of the evening stand under this question, without going there; return it, if there is one."""
    for screen in app.screen_stack:
        if isinstance(screen, TakesQuestion) and isinstance(screen, Screen):
            screen.take_question(prompt)
            return screen
    return None


def to_the_sentence(app: App[Any], prompt: str) -> bool:
    """Go back to the page of the evening with this question; False where there is none."""
    page = leave_question(app, prompt)
    while page is not None and app.screen is not page:
        app.pop_screen()
    return page is not None
