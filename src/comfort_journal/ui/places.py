"""The places of the open journal, by name and key, and the way from each of them to each other.

A page says by ``place`` where it belongs. Whoever leaves it for another place comes from there back to Today, so a page
has a ``place`` only where leaving it loses nothing; every other page is closed first.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textual.app import App

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.key_words import key_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen
    from textual.widget import Widget

TODAY: Final = "today"
BREATHE: Final = "breathe"
REPORT: Final = "report"
LOCKED: Final = "This waits until the journal is open."
NOT_FROM_HERE: Final = "{name} can be opened once this page is closed."
HERE: Final = "This is {name}."
NOT_NOW: Final = "This page keeps your breath or your time already."

PLACES = actions.declare(
    actions.ELSEWHERE,
    Action(
        "go-today",
        "f2,alt+1",
        "Today",
        "Write.",
        run="go('today')",
        words="write new entry sentence home journal diary question",
        sense="write",
    ),
    Action(
        "go-history",
        "f3,alt+2",
        "History",
        "Read and search what was written.",
        run="go('history')",
        words="read entries find diary past old",
    ),
    Action(
        "go-plan",
        "f4,alt+3",
        "Plan",
        "See the steps, and practise.",
        run="go('plan')",
        words="steps practise practice start timer hold dilator exercise ladder",
    ),
    Action(
        "go-check-in",
        "f5,alt+4",
        "Check-in",
        "A timer that asks, for any touch.",
        run="go('check-in')",
        words="checkin timer partner together sex stop word touch consent",
    ),
    Action(
        "go-numbers",
        "f7,alt+5",
        "Numbers",
        "See the numbers you gave, over time.",
        run="go('numbers')",
        words="ratings discomfort pain hurts chart over time clinician doctor table around",
    ),
    Action(
        "go-library",
        "f10,alt+6",
        "Library",
        "Read what the plan rests on, and what helps.",
        run="go('library')",
        words="cards learn why help pain vaginismus pelvic floor penetration dilator Kegel spooning prolapse",
    ),
    Action(
        "go-settings",
        "f8",
        "Settings",
        "Choose how it looks and locks, and look after the vault.",
        run="go('settings')",
        words="options preferences configuration font",
    ),
)
ANYWHERE = actions.declare(
    actions.EVERYWHERE,
    Action(
        "breathe",
        "f6",
        "Breathe",
        "A quiet breath to follow, and nothing else.",
        words="calm relax pacer panic afraid fear anxious pause",
    ),
)
FINDING = actions.declare(
    actions.EVERYWHERE,
    Action(
        "help",
        "f1,question_mark",
        "Help",
        "Show every key of this page.",
        footer="help",
        words="keys shortcuts commands keyboard how",
    ),
    Action("palette", "ctrl+p", "Find an action", "Find an action by its name.", palette=False),
)
ROW = PLACES[:6]
"""What the row at the top of a page names; the settings join it while one is there."""


def place_of(action: Action) -> str:
    """Return the place that an action goes to: ``go-plan`` leads to ``plan``."""
    return action.id.removeprefix("go-")


class Pages(NamedTuple):
    """How the open journal makes the first page of a place by its name, knows one, and loads every place there is."""

    make: Callable[[str], Screen[Any]]
    load: Callable[[], None]
    is_first: Callable[[str, Screen[Any]], bool]


class GoesToPlaces(App[int]):
    """An app in which every place can be reached from every page that names its own; ``pages`` is None while locked.

    ``own_keys`` are the owner's own keys by the action's id.
    """

    pages: Pages | None = None
    own_keys: Mapping[str, str] = MappingProxyType({})

    def keys_in_force(self, action_id: str) -> tuple[str, ...]:
        """Return the keys that lead to an action now, its owner's own in the place of the shipped one.

        Of a page that is not loaded the table of all actions knows them.
        """
        if own := self.own_keys.get(action_id):
            return tuple(own.split(","))
        action = actions.REGISTRY.get(action_id)
        if action is not None:
            return tuple(action.keys.split(","))
        from comfort_journal.ui.keymap import known_actions  # noqa: PLC0415  hardly ever needed

        return known_actions()[action_id].keys

    def shown_key(self, action_id: str) -> str:
        """Return the first key of an action as a person reads it; nothing where it has none."""
        return key_name(self.keys_in_force(action_id)[0])

    async def action_go(self, place: str) -> None:
        """Go to a place, leaving the page that is shown."""
        assert self.pages is not None  # noqa: S101  why_not asked for it
        if not self._stands_at(place):
            await self._back_to_today()
            if place != TODAY:
                await self.push_screen(self.pages.make(place))
        elif place == TODAY:
            self.screen.set_focus(self._text)

    async def action_breathe(self) -> None:
        """Breathe, over whatever page this is."""
        assert self.pages is not None  # noqa: S101  why_not asked for it
        await self.push_screen(self.pages.make(BREATHE))

    async def action_page_for_clinician(self) -> None:
        """Choose the page for a clinician, over whatever page this is."""
        assert self.pages is not None  # noqa: S101  only open pages lead there
        await self.push_screen(self.pages.make(REPORT))

    def action_help(self) -> None:
        from comfort_journal.ui.widgets.help_screen import HelpScreen  # noqa: PLC0415  the lock screen paints before it

        self.push_screen(HelpScreen(actions.usable(self.screen), in_text=actions.letters_are_text(self.screen)))

    async def action_palette(self) -> None:
        """Find an action by its name, here or at another place."""
        from comfort_journal.ui.widgets.action_palette import ActionPalette  # noqa: PLC0415  as above

        if self.screen is not self._page:
            await self.pop_screen()
        here = actions.usable(self.screen)
        if self.pages is None or not getattr(self.screen, "place", ""):
            self.push_screen(ActionPalette(here), self._perform)
            return
        self.pages.load()
        there = [actions.Usable(each, self._way(each), "", self, None) for each in actions.elsewhere(here)]
        self.push_screen(ActionPalette([*here, *there]), self._perform)

    async def _perform(self, item: actions.Usable | None) -> None:
        """Do what the palette found, at its place."""
        if item is None:
            return
        if not item.run:
            await self.action_go(item.action.at)
            item = next((each for each in actions.usable(self.screen) if each.action.id == item.action.id), None)
        if item is not None:
            await actions.perform(self, item)

    def why_no_place(self, action: Action) -> str | None:
        """Return why the place of an action cannot be gone to from here, or None."""
        if self.pages is None:
            return LOCKED
        if not getattr(self._page, "place", ""):
            return NOT_FROM_HERE.format(name=action.name)
        at_it = self._page is self.screen and self._stands_at(place_of(action))
        return HERE.format(name=action.name) if at_it and place_of(action) != TODAY else None

    @property
    def _page(self) -> Screen[Any]:
        """The page that is shown, or that help and the palette are about."""
        return next(page for page in reversed(self.screen_stack) if not getattr(page, "about_page", False))

    @property
    def _text(self) -> Widget | None:
        """What one writes in on the page that is shown; nothing before the page has been laid out."""
        return next(iter(self.screen.query(self.screen.AUTO_FOCUS or "")), None)

    def _stands_at(self, place: str) -> bool:
        """Whether the first page of the place is the page that is shown."""
        if place == TODAY:
            return getattr(self.screen, "place", "") == TODAY
        return self.pages is not None and self.pages.is_first(place, self.screen)

    def _way(self, action: Action) -> tuple[str, ...]:
        """Return the two keys that do it from anywhere: that of its place, and its own there."""
        going = next((each for each in PLACES if place_of(each) == action.at), None)
        return (f"{self.shown_key(going.id)} {self.shown_key(action.id)}",) if going and action.keys else ()

    async def _back_to_today(self) -> None:
        with self.batch_update():
            while len(self.screen_stack) > _TODAY:
                await self.pop_screen()


_TODAY = 1
"""Screens in the stack while Today is shown."""
