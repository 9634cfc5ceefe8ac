"""The app as its screens know it, locked and open alike, so that none of them needs to know the one that is run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from textual import events

from comfort_journal import settings
from comfort_journal.ui import actions
from comfort_journal.ui.idle import Watch
from comfort_journal.ui.key_queue import KeysInOrder
from comfort_journal.ui.keyboards import meant, without_shift
from comfort_journal.ui.passing_note import PassingNote
from comfort_journal.ui.places import GoesToPlaces
from comfort_journal.ui.themed_app import ThemedApp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime
    from pathlib import Path

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from comfort_journal.partner import Setup
    from comfort_journal.settings import Settings


class Sealable(Protocol):
    """An open journal as the app sees it that has to close it."""

    def seal(self, *, save: bool = False) -> None:
        """Refuse new writes, wait for the running one, seal the draft on the screen, and close the vault.

        With ``save`` what is written becomes entries first; what cannot is sealed as a draft all the same.
        Called from a thread while the screens stand covered and get no keys; it may read widgets but not change them,
        and a second call after a good one does nothing. Raises NotSaved when the draft cannot be sealed, and then
        leaves the session open as it was.
        """


class HostApp(GoesToPlaces, ThemedApp):
    """What a screen may ask of the app it is shown by.

    ``session`` is the open journal, or None while locked; ``clock`` is monotonic seconds, and ``lookout`` says when
    nobody is there any more. ``refused_keys`` says which of the owner's own keys cannot be used.
    """

    def __init__(
        self,
        chosen: Settings,
        messages: tuple[str, ...] = (),
        *,
        demo: bool = False,
        settings_file: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read the themes; ``settings_file`` is where other settings are kept, if they are."""
        super().__init__(chosen, messages, demo=demo)
        self.clock = clock
        self.session: Sealable | None = None
        self.lookout = Watch(chosen.idle_lock_minutes * 60, clock)
        self.refused_keys: tuple[str, ...] = ()
        self._take_keys(chosen.keys)
        self.settings_file = settings_file
        self._note = PassingNote(self)
        self._keys = KeysInOrder(self, self._carry_out)

    def _take_keys(self, written: Collection[tuple[str, str]]) -> None:
        """Use the keys that the owner wrote; those that cannot be used are told once the journal is open."""
        own: dict[str, str] = {}
        if written:
            from comfort_journal.ui.keymap import read_keys  # noqa: PLC0415  most people have none of their own

            own, self.refused_keys = read_keys(written)
        if self.settings.one_hand:
            from comfort_journal.ui.keymap import with_single_keys  # noqa: PLC0415  as above

            own = with_single_keys(own)
        self.own_keys = own
        self.set_keymap(own)

    def shown_key(self, action_id: str) -> str:
        """Return the first key of an action as this keyboard has it; nothing where it has none.

        With one hand two keys that are held together are not named: the key that finds everything is, and the word.
        """
        key = without_shift(super().shown_key(action_id), self.settings.keyboard)
        return f'{self.shown_key(actions.FINDER)} "{self._found_by(action_id)}"' if self.takes_two(action_id) else key

    def takes_two(self, action_id: str) -> bool:
        """Whether somebody who has chosen one hand would have to hold two keys."""
        key = super().shown_key(action_id)
        return self.settings.one_hand and action_id != actions.FINDER and key.startswith(actions.HELD_TOGETHER)

    def _found_by(self, action_id: str) -> str:
        """Return the words that an action is found by: its name, to the first comma."""
        return actions.REGISTRY[action_id].name.partition(",")[0].casefold()

    def _is_lock_key(self, event: events.Event) -> bool:
        """Whether a key that is not the shipped one locks, as one single key may."""
        shipped = actions.RESERVED["lock-now"]
        own = self.own_keys.get("lock-now", "").split(",")
        return isinstance(event, events.Key) and event.key != shipped and event.key in own

    def number_given(self, at: str, now: datetime) -> None:
        """Have a reminder say nothing more on a day that has its number. Blocks, and raises nothing."""
        raise NotImplementedError

    async def action_lock_now(self) -> None:
        """Seal what is open, and become the lock screen."""
        raise NotImplementedError

    async def hand_over(self, setup: Setup | None, phrases: Mapping[str, str] | None = None) -> None:
        """Seal what is open, and become the partner process, which is told ``setup`` and ``phrases`` and no more.

        Without a setup it begins with the check-in timer's own page. What cannot be sealed keeps this process, as for
        a lock, and then no session begins.
        """
        raise NotImplementedError

    def apply_settings(self, chosen: Settings) -> None:
        """Use and keep other settings from now on; raises OSError when their file cannot be written."""
        if chosen.one_hand != self.settings.one_hand:
            self.settings = chosen
            self._take_keys(chosen.keys)
        self.settings = chosen
        self.lookout.idle = chosen.idle_lock_minutes * 60
        self.move_or_not()
        self.show_theme()
        if self.settings_file is not None:
            settings.save(self.settings_file, chosen)

    def say_in_passing(self, sentence: str) -> None:
        """Say what a press came to; it stands until the next one, on this page and on no other."""
        self._note.say(sentence)

    def give_to_next_page(self, event: events.Key | events.Paste) -> None:
        """Have a press that only closed a page count on the page underneath, in its place among the others."""
        again = event.copy() if isinstance(event, events.Key) else events.Paste(event.text)
        self._keys.take_next(again)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Say why an action is not possible instead of doing nothing."""
        reason = self._why_not(action, default_namespace) if isinstance(action, str) else None
        if reason is None:
            return await super().run_action(action, default_namespace, namespaces)
        self._note.say(reason)
        return True

    def _why_not(self, action: str, node: DOMNode | None) -> str | None:
        mine = action.startswith(actions.OF_APP)
        return actions.why_not(self if mine else node or self, action.removeprefix(actions.OF_APP))

    async def _carry_out(self, event: events.Event) -> None:
        """Let what comes of an event happen; a press ends the reason that one before it had none."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown) and not event.is_forwarded:
            self._note.end()
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            event = meant(event, self.screen, self.settings.keyboard)
        await super().on_event(event)
