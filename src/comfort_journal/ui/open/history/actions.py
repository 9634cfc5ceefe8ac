"""Every key of the history, declared once; the screens bind them in groups."""

from __future__ import annotations

from typing import Any

from comfort_journal.text.dates import MONTHS
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action


def _on_entry(action_id: str, keys: str, name: str, told: str, footer: str = "", **more: Any) -> Action:  # noqa: ANN401  the action's other fields
    return Action(action_id, keys, name, told, footer, run=f"screen.{action_id.replace('-', '_')}", **more)


_MONTHS = " ".join(MONTHS)
STARS = "stars"
"""What ``s`` is about on every page."""

(ON_THIS_DAY,) = actions.declare(
    "History",
    Action(
        "on-this-day",
        "i",
        "On this day",
        "See the entries of this date in earlier years.",
        at="history",
        words="anniversary years ago memories look back",
    ),
)

NARROWING = actions.declare(
    "History",
    Action(
        "find",
        "slash",
        "Search",
        "Search as you type: all words, “quoted words” next to each other.",
        at="history",
        words="find look for around locked",
    ),
    Action(
        "only-days",
        "d",
        "Some days only",
        "Choose the days that are shown: one key each, or in words.",
        "days",
        at="history",
        words=f"last month week year date filter {_MONTHS}",
    ),
    Action(
        "practice-lines",
        "p",
        "Practice lines",
        "Show what was practised among the entries, or leave it out.",
        "practice",
        at="history",
        words="sessions steps circuit done log around marks door locked warm",
    ),
    Action(
        "month",
        "m",
        "Month",
        "See a month and the days that have entries.",
        "month",
        at="history",
        words=f"calendar {_MONTHS}",
    ),
    Action("go-to-day", "g", "Go to a day", "Go to days in words, like “3 weeks ago” or “last May”.", "go to day"),
    ON_THIS_DAY,
    Action("read-on", "r", "Reading mode", "Read one quiet column, nothing else on the screen.", "reading mode"),
    Action("only-safe", "o", "Only what felt safe", "Read only what felt safe, month by month.", at="history"),
    Action("only-tag", "t", "One tag only", "Show only entries with a tag; again shows all tags."),
    Action("only-starred", "s", "Stars only", "Show only entries with a star; again shows all.", sense=STARS),
    Action("show-all", "0", "Show everything", "Clear the search and every filter."),
    Action("leave-history", "escape", "Back", "Clear the search, or go back.", "back"),
)

CHANGING = actions.declare(
    "This entry",
    _on_entry("edit-entry", "e", "Edit", "Change this entry.", "edit"),
    _on_entry("note-entry", "n", "Later note", "Write a later note under this entry.", "later note"),
    _on_entry("star-entry", "asterisk", "Star", "Give this entry a star, or take it away.", "star"),
    _on_entry("for-hard-days", "h", "For hard days", "Have this shown to you after a hard session, or take that back."),
    _on_entry("fold-entry", "f", "Fold", "Fold this entry away, or unfold it; it is kept."),
    _on_entry(
        "delete-entry", "delete,D", "Delete", "Delete this entry; until you lock it can be brought back.", "delete"
    ),
    _on_entry("open-folded", "enter", "Open a folded entry", "Open what is folded, this once."),
    _on_entry(
        "bring-back",
        "u",
        "Bring back",
        "Bring back what was deleted last.",
        sense="undo",
        at="history",
        words="cancel mistake deleted",
    ),
)
"""The reader binds them too, so that its footer names them; wherever they are pressed, the screen does them."""

(COPY,) = actions.declare(
    "This entry",
    _on_entry(
        "copy-entry",
        "C",
        "Copy",
        "Copy what is selected, or this entry, to the clipboard; asks first.",
        words="clipboard paste share",
    ),
)
"""Possible where nothing can be changed too, and only with words that are shown."""

(FIND,) = actions.declare(
    "The entry",
    _on_entry("find-in-entry", "slash", "Find in this entry", "Find words in this entry.", sense="search"),
)

BY_PALETTE = actions.declare(
    "This entry",
    _on_entry("count-entry-words", "", "Count words", "Say how many words this entry has.", words="length how long"),
    _on_entry(
        "change-moment",
        "",
        "Change day and hour",
        "Give this entry another day or hour, not later than now.",
        words="date time moment move wrong late",
    ),
    _on_entry("rename-tag", "", "Rename a tag", "Rename a tag in every entry.", words="tags merge", at="history"),
)

(LEAVE_READER,) = actions.declare(
    "The entry", _on_entry("leave-reader", "escape", "Back to the list", "Go back to the list.", "list")
)

FINDING = actions.declare(
    "Find in this entry",
    Action("next-place", "enter", "Next", "Go to the next place that was found.", "next", palette=False),
    Action("place-below", "down", "Below", "Go to the next place.", run="next_place", palette=False),
    Action("place-before", "up", "Before", "Go to the place before.", "before", palette=False),
    Action("leave-finding", "escape", "Done", "Go back to the entry.", "done", palette=False),
)

NAMING = actions.declare(
    "Tags",
    Action("take-tag", "enter", "Choose", "Choose the tag that is marked.", "choose", run="submit", palette=False),
    Action("tag-above", "up", "One up", "Go to the tag above.", run="screen.tag_above", palette=False),
    Action("tag-below", "down", "One down", "Go to the tag below.", run="screen.tag_below", palette=False),
    Action(
        "leave-tags",
        "escape",
        "Back",
        "Show all tags again, or go back.",
        "back",
        run="screen.leave_tags",
        palette=False,
    ),
)

SEARCHING = actions.declare(
    "Search",
    Action("to-results", "enter,down", "Results", "Go to what was found.", "results", palette=False),
    Action("leave-search", "escape", "Clear", "Clear the search and go to the list.", "clear", palette=False),
)
