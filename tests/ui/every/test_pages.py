"""The list of pages that claims about all of them are held on is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.pages import LOCKED, OPEN, PARTNER, SHARED, every_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace


@pytest.mark.parametrize("base", sorted(SHARED, key=lambda each: each.__name__))
def test_what_pages_are_made_from_is_no_page(base: type) -> None:
    """Each of these has pages made from it, so it is one of the list's in them."""
    assert base.__subclasses__()


async def test_every_page_of_the_program_is_in_the_list(show_page: Callable[..., Any], furnished: Workspace) -> None:
    """Whoever adds a page adds the line that opens it; what nobody opens any more leaves the list."""
    async with show_page("told") as (app, _pilot):
        listed = {type(make(app, furnished)) for make in OPEN.values()} | {type(make()) for make in LOCKED.values()}
    assert listed | PARTNER == every_page()
