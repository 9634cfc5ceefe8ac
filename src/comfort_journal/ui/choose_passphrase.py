"""A new passphrase: six words to take with one key, or one's own, typed twice and looked at before it counts.

What is the matter with it is said once, in one sentence, and Enter uses it all the same. Blanks around it are left out,
and that is said before anything is made with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from comfort_journal.errors import BadInput
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

DIFFER = "The two are not the same. Please type both again."
EMPTY = "Type the passphrase you want in both lines."
NOTHING = "Nothing is typed yet. Type it here, or take the six words with {take}."
TO_TAKE = "{take} takes these. Others: {others}."
TAKEN = "The six words stand in both lines. Write them down; then Enter uses them."
ALL_THE_SAME = "Enter uses it all the same; {take} takes the six words."
WITHOUT = "Enter goes on."
SHOWN_FOR = 10.0
"""Seconds for which what was typed may be read."""
TICK = 0.25

CHOOSING = actions.declare(
    "A new passphrase",
    Action("take-words", "ctrl+y", "Take these words", "Put the six words into both lines.", "take them"),
    Action("other-words", "ctrl+o", "Other words", "Suggest six other words.", "others", sense="others"),
    Action("show-typed", "ctrl+e", "Show what is typed", "Show it for ten seconds, or hide it again.", "show"),
)


class ChoosePassphrase(Widget):
    """The suggestion over the two lines for the new passphrase.

    ``clock`` is monotonic seconds. ``Said`` asks the page to say a sentence, ``Chosen`` hands both lines over.
    """

    DEFAULT_CSS = """
    ChoosePassphrase { width: 100%; height: auto; }
    """
    BINDINGS: ClassVar = actions.bindings(CHOOSING)

    app = getters.app(HostApp)
    field = getters.query_one(PassphraseField)

    class Said(Message):
        """There is a sentence to say."""

        def __init__(self, sentence: str) -> None:
            """Say what."""
            super().__init__()
            self.sentence = sentence

    class Chosen(Message):
        """A passphrase was chosen; ``lines`` are two buffers that the receiver wipes."""

        def __init__(self, lines: tuple[bytearray, ...]) -> None:
            """Hand every line over."""
            super().__init__()
            self.lines = lines

    def __init__(
        self,
        first: str,
        second: str,
        *,
        clock: Callable[[], float],
        words: str = "",
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Begin with an empty line under each label; ``words`` are to be suggested first, where there are some."""
        super().__init__(id=id)
        self._labels = (first, second)
        self._clock = clock
        self._hidden_at = clock()
        self._words = words
        self._taken = False
        self._asked_at: int | None = None
        self._stands = False

    def compose(self) -> ComposeResult:
        """Lay out the suggestion over the lines."""
        from comfort_journal.vault.passphrase import SIX_WORDS  # noqa: PLC0415  not before the first paint

        key = self.app.shown_key
        yield Static(SIX_WORDS, classes="label", markup=False)
        yield Static(id="suggestion", markup=False)
        yield Static(TO_TAKE.format(take=key("take-words"), others=key("other-words")), id="how", markup=False)
        yield PassphraseField(*self._labels)

    def on_mount(self) -> None:
        """Suggest the first six words, and watch how long what was typed is shown."""
        if self._words:
            self._show_words()
        else:
            self.action_other_words()
        self.set_interval(TICK, self.tick)

    def on_unmount(self) -> None:
        """Keep no word of the suggestion: it may have been taken."""
        self._words = ""

    def tick(self) -> None:
        """Hide what was shown once its time is over."""
        if self.field.shows and self._clock() >= self._hidden_at:
            self.field.show(shown=False)

    def action_other_words(self) -> None:
        """Suggest six other words; those that were taken leave the lines, for nobody can read them any more."""
        from comfort_journal.vault.passphrase import suggest  # noqa: PLC0415  as above

        if self._taken:
            self._taken = False
            self.field.wipe()
        self._asked_at = None
        self._take_back()
        self._words = suggest()
        self._show_words()

    def _show_words(self) -> None:
        self.query_one("#suggestion", Static).update(Content.styled(self._words, "$accent"))

    @property
    def words(self) -> str:
        """The words that are suggested now."""
        return self._words

    def action_take_words(self) -> None:
        """Put the six words into both lines; nothing is made before Enter."""
        self._taken = True
        self.field.fill(self._words.encode())
        self._asked_at = None
        self._say(TAKEN)

    def action_show_typed(self) -> None:
        self._hidden_at = self._clock() + SHOWN_FOR
        self.field.show(shown=not self.field.shows)

    def _say(self, sentence: str) -> None:
        self._stands = bool(sentence)
        self.post_message(self.Said(sentence))

    @on(PassphraseField.Refused)
    def _refused(self, event: PassphraseField.Refused) -> None:
        event.stop()
        self._say(self._by_key(NOTHING))

    @on(PassphraseField.Typed)
    def _take_back(self) -> None:
        """Let go of what was said, which is about lines that are others now; ask about Caps Lock where it may be on."""
        if (said := self.field.about_capitals) or self._stands:
            self._say(said)

    @on(PassphraseField.Submitted)
    def _submitted(self, event: PassphraseField.Submitted) -> None:
        event.stop()
        self.field.show(shown=False)
        try:
            doubts = self._doubts()
        except BadInput as fault:
            self.field.wipe()
            self._say(str(fault))
            return
        if doubts and self._asked_at != self.field.changes:
            self._asked_at = self.field.changes
            self._say(doubts)
            return
        self._words = ""
        self.query_one("#suggestion", Static).update("")  # no word of it left in a widget: it may have been taken
        self.post_message(self.Chosen(self.field.take_each()))

    def _doubts(self) -> str:
        """Return what to say before it is used, nothing where there is nothing. Raises BadInput where it cannot be."""
        from comfort_journal.vault.guessing import doubt  # noqa: PLC0415  not before the first paint
        from comfort_journal.vault.passphrase import (  # noqa: PLC0415  as above
            BLANKS_AROUND,
            chosen,
            has_blanks_around,
            wipe,
        )

        with self.field.seen(0) as one, self.field.seen(1) as two:
            if not one or not two:
                raise BadInput(DIFFER if one or two else EMPTY)
            blanks = has_blanks_around(one) or has_blanks_around(two)
            first, second = chosen(one), chosen(two)
        same, weak = first == second, doubt(first)
        wipe(first)
        wipe(second)
        if not same:
            raise BadInput(DIFFER)
        said = [BLANKS_AROUND] * blanks + [weak] * bool(weak)
        return " ".join([*said, self._by_key(ALL_THE_SAME) if weak else WITHOUT]) if said else ""

    def _by_key(self, sentence: str) -> str:
        return sentence.format(take=self.app.shown_key("take-words"))
