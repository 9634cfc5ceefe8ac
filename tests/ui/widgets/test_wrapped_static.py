"""An answer that takes more than a line is seen to be one: where it turns it goes on further in than it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.content import Content

from comfort_journal.ui.widgets.wrapped_static import Hung, WrappedStatic, hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

WORDS = "words that take more than one line"


@pytest.mark.parametrize(("lead", "edge"), [("· ", 2), ("[ ] ", 4), ("[x] ", 4), ("▸ ", 2), ("  ", 2), ("Enter  ", 7)])
def test_a_line_goes_on_beside_its_point_its_box_or_its_key(lead: str, edge: int) -> None:
    """And no word of it is lost."""
    first, *others = hung(Content(lead + WORDS))(20).plain.split("\n")
    assert first.startswith(lead)
    assert others
    assert all(line.startswith(" " * edge) and line[edge] != " " for line in others)
    assert " ".join(line.strip() for line in (first.removeprefix(lead), *others)) == WORDS


def test_an_answer_without_a_mark_goes_on_two_cells_in() -> None:
    """Its first line stands at the edge, and one that fits is left as it is."""
    answer = Hung(WORDS)
    assert str(answer) == WORDS
    assert answer.get_height({}, 20) == 2
    assert answer.get_height({}, len(WORDS)) == 1
    assert hung(Content(WORDS), 2)(20).plain == "words that take\n  more than one line"


async def test_a_text_is_laid_out_for_no_width_but_its_own() -> None:
    """Laying it out takes longest where it is long, and nobody looks at it in another width unless they ask."""
    widths: list[int] = []

    def lay(width: int) -> Content:
        widths.append(width)
        return hung(Content(WORDS))(width)

    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield WrappedStatic()

    app = Page()
    async with app.run_test(size=(20, 5)) as pilot:
        text = app.query_one(WrappedStatic)
        text.show(lay)
        await pilot.pause()
        assert text.size.height == len(["words that take more", "than one line"])
        assert widths == [20]
        assert text.content.plain == WORDS
