"""With large words, on a keyboard whose digits have long names, and in a small window: the keys are always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moments import MOMENTS
from tests.ui.every.test_looks import rows
from tests.ui.partner.test_session_page import SAID, sentences, show

from comfort_journal.settings import Settings
from comfort_journal.ui.partner.screens.key_row import LargeKeys, large_rows

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["show"]
LARGE = Settings(motion="none", large_text=True)
ANSWERED = [name for name in MOMENTS if name.startswith(("touch", "still", "movement", "pause"))]
AZERTY_LARGE = Settings(motion="none", large_text=True, keyboard="azerty")


@pytest.mark.parametrize("size", [(60, 20), (40, 20), (40, 12)], ids=str)
async def test_how_it_stops_is_named_at_every_moment(show: Callable[..., Any], size: tuple[int, int]) -> None:
    """In letters large or small; also where a sentence about the record takes a row."""
    others = (SAID.keys.others, SAID.keys.others_short, SAID.keys.ends)
    async with show(MOMENTS["rehearse"](), size=size, settings=AZERTY_LARGE) as (app, pilot, page):
        for moment, make in MOMENTS.items():
            evening = make()
            if evening.state.phase != "agreement":
                page.say("No record is kept.")
            page.show(evening.state, evening.now)
            for _ in range(3):
                await pilot.pause()
            large, read = page.query_one(LargeKeys), sentences(app)
            stands_large = large.display and large_rows(large.keys, *large.content_size)
            if any(key == "" and does in others for key, does in page._shown.keys):
                assert stands_large or any(words in read for words in others), moment
            if page._shown.agreement:
                assert "& yes é slower" in read, moment


@pytest.mark.parametrize("chosen", [LARGE, AZERTY_LARGE], ids=["", "azerty"])
@pytest.mark.parametrize("size", [(60, 20), (40, 12)], ids=str)
async def test_every_key_of_a_moment_is_named_and_none_of_them_twice_in_small_letters(
    show: Callable[..., Any], size: tuple[int, int], chosen: Settings
) -> None:
    """Also the one that shows the breath, while the answers are large and leave it no row of its own."""
    async with show(MOMENTS["rehearse"](), size=size, settings=chosen) as (app, pilot, page):
        for moment in ANSWERED:
            evening = MOMENTS[moment]()
            page.show(evening.state, evening.now)
            for _ in range(3):
                await pilot.pause()
            drawn, large = "\n".join(rows(app)), page.query_one(LargeKeys)
            stands_large = large.keys if large.display and large_rows(large.keys, *large.content_size) else ()
            large_ones = {key.partition(" or ")[0] for key, _ in stands_large}
            for key, does in page._shown.keys:
                times = drawn.count(f"{key} {does}".strip())
                assert times == 1 or (times == 0 and key.partition(" or ")[0] in large_ones), (moment, key, drawn)
