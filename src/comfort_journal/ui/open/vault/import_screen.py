"""What an import would bring, before anything is changed: how much, of which days, how it begins, what stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.journal import importing
from comfort_journal.records import Entry, moment
from comfort_journal.text.counts import many
from comfort_journal.text.dates import say_date
from comfort_journal.text.first_sentence import first_sentence
from comfort_journal.text.plain import one_line, say_tags
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.row_list import STAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from comfort_journal.interchange.sources import Remark
    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.ui.open.core.workspace import Workspace

SHOWN = 5
"""Entries whose first words are shown."""
NOTHING = "There is nothing in it that the journal does not have."

_TAKING = (
    Action(
        "take-import",
        "enter",
        "Take it in",
        "Take in what is new. One key takes it out again.",
        "import",
        words="import bring add",
    ),
    Action("take-deleted", "A", "The deleted ones too", "Also bring back what was deleted.", "deleted ones too"),
)
ON_IMPORT = actions.declare(
    "What an import would bring",
    *_TAKING,
    Action("import-zone", "Z", "Another zone", "Read its times by the clock of another place.", "another zone"),
    Action("leave-import", "escape,q", "Not now", "Leave the journal as it is.", "back", palette=False),
)


class ImportScreen(OpenScreen["str | None"]):
    """The report of an import; the result is ``new``, or ``all`` with the deleted ones, None for nothing.

    ``zone`` asks for it to be read anew by the clock of another zone than ``zone`` ("": this computer's).
    """

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar = actions.bindings(ON_IMPORT)

    def __init__(self, session: Workspace, found: Found, sorted_out: Sorted, zone: str = "") -> None:
        """Show what was found in a source, sorted by what the journal knows of it."""
        super().__init__(session)
        self._found, self._sorted, self._zone = found, sorted_out, zone

    def compose(self) -> ComposeResult:
        """Lay out the report, a paragraph each."""
        with VerticalScroll(id="page"):
            yield Static("What would come in", id="title", markup=False)
            other = f"{self.app.shown_key('import-zone')} takes another"
            zone = importing.say_zone(self._found.imported, self._zone, other)
            for said in (*_report(self._found, self._sorted), *filter(None, [zone])):
                yield Static(said, classes="paragraph", markup=False)
        yield KeysFooter()

    def footer_word(self, action_id: str) -> str | None:
        """Name no key that can do nothing here."""
        return "" if self.why_not(action_id) else None

    def why_not(self, action_id: str) -> str | None:
        """Say why something cannot be taken in."""
        if action_id == "take-import" and not self._sorted.new:
            return NOTHING
        if action_id == "take-deleted" and not self._sorted.deleted:
            return "Nothing of it was deleted here."
        if action_id == "import-zone" and not self._found.imported.naive:
            return "Its times say their zone themselves."
        return None

    def action_take_import(self) -> None:
        self.dismiss("new")

    def action_take_deleted(self) -> None:
        self.dismiss("all")

    def action_import_zone(self) -> None:
        self.dismiss("zone")

    def action_leave_import(self) -> None:
        self.dismiss(None)


def _report(found: Found, sorted_out: Sorted) -> Iterator[str]:
    new = sorted_out.new
    yield f"Read as {found.label}. " + (importing.say_what(new) if new else NOTHING)
    entries = sorted((each for each in new if isinstance(each, Entry)), key=lambda each: moment(each.at))
    if entries:
        begun = [_begins(each) for each in entries[:SHOWN]]
        more = len(entries) - len(begun)
        yield "\n".join([*begun, *([f"and {many(more, 'more entry', 'more entries')}"] if more else [])])
    if sorted_out.same:
        yield f"In the journal already, and left as they are: {len(sorted_out.same):,}."
    for count, how in importing.say_differences(sorted_out):
        yield f"In the journal {how}, and left as they are: {count:,}."
    if sorted_out.deleted:
        yield f"Deleted here since, and left out: {len(sorted_out.deleted):,}."
    for title, remarks in (("Left out", found.imported.left_out), ("Good to know", found.imported.decided)):
        if remarks:
            yield _remarks(title, remarks)


def _remarks(title: str, remarks: tuple[Remark, ...]) -> str:
    return "\n".join([f"{title}:", *map(one_line, importing.say_remarks(remarks))])


def _begins(entry: Entry) -> str:
    """Return an entry's day, its clock, star, first words and tags."""
    at = moment(entry.at)
    words = "folded." if entry.folded else one_line(first_sentence(entry.text))
    parts = (STAR if entry.starred else "", words, say_tags(entry.tags))
    return f"{say_date(at.date())}, {at:%H:%M}: {' '.join(filter(None, parts))}"
