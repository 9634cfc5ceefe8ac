"""TODO."""

from __future__ import annotations


def to_the_sentence(app: App[Any], prompt: str) -> bool:
    """Go back to Today with this question, or leave what is being written there as it is; False without a Today."""
    today = next((screen for screen in app.screen_stack if isinstance(screen, Today)), None)
    if today is None:
        return False
    if not today.page.sheet.unsaved:
        today.page.ask(prompt or None)
    while app.screen is not today:
        app.pop_screen()
    return True
