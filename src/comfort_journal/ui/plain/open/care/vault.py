"""The vault in lines: where the journal is kept, and what can be done about it, by the same pieces of work as a page's.

A line of the page is chosen in its group, or at once by a word of its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.journal.outcomes import NO_VAULT
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.vault.menu import LINES, OF_A_CODE, MenuLine, say_standing, why_not
from comfort_journal.ui.open.vault.messages import COPY_BESIDE
from comfort_journal.ui.open.vault.tasks import VaultTasks
from comfort_journal.ui.open.vault.vault_screen import IN_DEMO, NOT_IMPORTED, STATUS
from comfort_journal.ui.places import REPORT
from comfort_journal.ui.plain.open.care.asking import LineAsking
from comfort_journal.ui.plain.open.plan.asks import at_once
from comfort_journal.ui.plain.open.report import write_page
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.journal.maintenance import VaultStatus
    from comfort_journal.ui.plain.open.visit import OpenLines

WHAT: Final = "The vault. What shall be done? A group, or a word of a name."
SAY_IT_THEMSELVES: Final = {REPORT, "passphrase", "code-new", "code-off"}
"""The lines that begin by saying what they do."""
UNCHANGED: Final = "Left; nothing is changed."
TAKE_OUT: Final = choice("take-out-import")
GROUPS: Final = tuple(
    NamedChoice(str(place), name) for place, name in enumerate(dict.fromkeys(e.group for e in LINES), 1)
)
ACTIONS: Final = {"standing": STATUS, REPORT: "page-for-clinician"} | {
    each.id: f"vault-{each.id}" for each in LINES if each.id not in {STATUS, REPORT}
}
"""The action of each line; how it stands is said without one."""


@dataclass
class CareUnderWay:
    """The vault as it is looked after here; ``standing`` is how it stood the last time."""

    visit: OpenLines
    tasks: VaultTasks
    asking: LineAsking
    standing: VaultStatus | None = None

    def look(self) -> None:
        """See how it stands, and which copies lie beside it."""
        care = self.visit.session.journal.care
        try:
            if care is not None:
                self.tasks.copies = tuple(each.path for each in care.conflict_copies() if each.holds_more)
                self.standing = care.standing()
        except ComfortError as fault:
            self.visit.say(str(fault))


def look_after_vault(visit: OpenLines, first: str = "") -> None:
    """Say how it stands, and do what is chosen until it is left; ``first`` is an action to begin with, left with it."""
    if visit.session.journal.care is None:
        visit.say(NO_VAULT)
        return
    asking = LineAsking(visit)
    care = CareUnderWay(visit, VaultTasks(asking, visit.session), asking)
    care.look()
    _say_standing(care)
    if first and not _do(care, first, known=False):
        return
    known = False
    while True:
        taken: NamedChoice | None = None
        try:
            take_out = [TAKE_OUT] if visit.session.imports else []
            taken = choose(visit.console, WHAT, (*GROUPS, *take_out), known=known, unsaid=_unsaid(care))
            known = True
            if taken in GROUPS:
                lines, others = _lines(care, taken.name), _unsaid(care, taken.name)
                taken = choose(visit.console, f"{taken.name}.", lines, unsaid=others)
        except Back:
            if taken is None:
                return
            continue
        _do(care, taken.does, known=bool(taken.key))


def _unsaid(care: CareUnderWay, but: str = "") -> list[NamedChoice]:
    """Return the lines of all groups but one, to be taken by their names."""
    lines = [each for each in _offered(care) if each.group != but]
    return [NamedChoice("", each.name, ACTIONS[each.id], f"{each.explanation} {each.words}") for each in lines]


def _offered(care: CareUnderWay) -> list[MenuLine]:
    """Return the lines, those about a code only where there is one."""
    without = care.standing is not None and not care.standing.has_recovery
    return [each for each in LINES if not (without and each.id in OF_A_CODE)]


def _lines(care: CareUnderWay, group: str) -> list[NamedChoice]:
    lines = [each for each in _offered(care) if each.group == group]
    return [
        NamedChoice(str(place), f"{each.name}. {each.explanation}", ACTIONS[each.id], each.words)
        for place, each in enumerate(lines, 1)
    ]


def _do(care: CareUnderWay, action: str, *, known: bool = True) -> bool:
    """Do what an action does, or say why not, and what came of it; what is not ``known`` is explained first.

    Returns False where it was left.
    """
    line = next((each for each in LINES if ACTIONS[each.id] == action), None)
    reason = _why_not(care, line)
    if reason is not None:
        care.visit.say(reason)
        return True
    if action == STATUS:
        care.look()
        _say_standing(care)
        return True
    if line is not None and line.id not in SAY_IT_THEMSELVES and not known:
        care.visit.say(line.explanation)
    if line is not None and line.id == "export" and care.visit.host.demo:
        care.visit.say(IN_DEMO.strip())
    said: str | None
    care.asking.told.clear()
    try:
        said = DOES[action](care)
    except ComfortError as fault:
        said = str(fault)
    except Back:
        said = ""
    if said is not None and said not in care.asking.told:
        care.visit.say(said or UNCHANGED)
    care.look()
    return said != ""


def _why_not(care: CareUnderWay, line: MenuLine | None) -> str | None:
    session = care.visit.session
    if line is None:
        return None if session.imports else NOT_IMPORTED
    has_code = care.standing is None or care.standing.has_recovery
    return why_not(line, session.journal.why_read_only, has_code=has_code, demo=care.visit.host.demo)


def _say_standing(care: CareUnderWay) -> None:
    if care.standing is not None:
        care.visit.say(say_standing(care.standing, care.visit.session.clock()))
    if care.tasks.copies:
        care.visit.say(COPY_BESIDE.format(", ".join(one_line(path.name) for path in care.tasks.copies)))


def _task(name: str) -> Callable[[CareUnderWay], str]:
    return lambda care: at_once(care.tasks.do(name))


def _page(care: CareUnderWay) -> None:
    write_page(care.visit)


DOES: Final[Mapping[str, Callable[[CareUnderWay], str | None]]] = {
    **{action: _task(name) for name, action in ACTIONS.items() if name not in {STATUS, REPORT}},
    "page-for-clinician": _page,
    "take-out-import": _task("take-out"),
}
"""What is done to the vault, by its action; returns what to say: nothing where it was left, None where it is said."""
