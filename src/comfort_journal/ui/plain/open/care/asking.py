"""What the pieces of work on the vault ask, asked in lines; Ctrl+C leaves a question as Esc does on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from comfort_journal.errors import BadInput
from comfort_journal.journal import importing
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.vault.import_report import report, why_not
from comfort_journal.ui.open.vault.messages import IN_FORCE, LOOKING, NOT_IN_FORCE, NOT_NOW, YOUR_CODE
from comfort_journal.ui.plain.locked.new_passphrase import choose_passphrase
from comfort_journal.ui.plain.open.care.recovery_code import AGAIN, HERE, say_code, show_code, try_code
from comfort_journal.ui.plain.open.care.secrets import UNSEEN, ask_secrets
from comfort_journal.ui.plain.open.care.work import done_to_vault
from comfort_journal.ui.plain.questions import NO, YES, NamedChoice, choice, choose, line
from comfort_journal.ui.plain.ways import Back, LockNow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.ui.open.vault.asking import Act, LineToWrite
    from comfort_journal.ui.plain.open.visit import OpenLines

Answer = TypeVar("Answer")

DOES: Final[Mapping[str, str]] = {"take-import": "new", "take-deleted": "all", "import-zone": "zone"}
"""What answers what an import would bring, by its action."""
KEYS: Final = {"take-import": "t"}
"""The letter of an action that has none on a page."""
ENTER_TAKES: Final = "Enter alone takes {}; or type another, and back leaves."
LEAVES: Final = "back"
NOW_THE_NEW: Final = "That is right. Now the new one."
LEAVE: Final = NamedChoice("n", NOT_NOW)
ON_PAPER: Final = NamedChoice("g", "Go on: it is on paper")
STARRED = "With a star:"


class LineAsking:
    """Asks in the lines of a visit."""

    def __init__(self, visit: OpenLines) -> None:
        """Ask here."""
        self._visit = visit
        self.shown_key = visit.host.shown_key
        self._said_code = ""
        self.told: list[str] = []
        """What was said of a piece of work as it ended; whoever began it does not say it again."""

    async def chosen(self, question: str, answers: Sequence[str]) -> str | None:
        listed = [NamedChoice(str(place), one_line(each)) for place, each in enumerate(answers, 1)]
        try:
            taken = choose(self._visit.console, question, listed, also=lambda said: _yes_or_no(said, listed))
        except Back:
            return None
        return answers[listed.index(taken)]

    async def written(self, asked: LineToWrite[Answer]) -> Answer | None:
        example = f" For example: {asked.example}" if asked.example else ""
        hint, typed = f" {ENTER_TAKES.format(asked.offered)}" if asked.offered else example, ""
        while True:
            try:
                typed = line(self._visit.console, f"{asked.question}{example if typed else hint}", typed)
            except Back:
                return None
            if typed.strip().casefold() == LEAVES:
                return None
            said = typed if typed.strip() else asked.offered
            try:
                answer = asked.read(said) if said.strip() else None
            except BadInput as unclear:
                self._visit.say(str(unclear))
                continue
            if answer is not None:
                return answer
            self._visit.say(asked.sorry if said.strip() else asked.blank)

    async def secrets(self, title: str, told: str, *labels: str, said: str = "") -> tuple[bytearray, ...] | None:
        self._visit.say(*([said] if said else [f"{title}.", told, UNSEEN]))
        try:
            return ask_secrets(self._visit.console, labels)
        except Back:
            return None

    async def new_passphrase(self, _title: str, _told: str) -> bytearray | None:
        """Ask at once: what this is was told with the passphrase of today."""
        self._visit.say(NOW_THE_NEW)
        try:
            return choose_passphrase(self._visit.console)
        except Back:
            return None

    async def work(self, doing: str, act: Act, *, seal_first: bool = False) -> Any:  # noqa: ANN401  each door returns its own
        return done_to_vault(self._visit, "" if doing == LOOKING else doing, act, seal_first=seal_first)

    async def tell(self, title: str, sentences: Sequence[str]) -> None:
        """Say what was done, and then what there is to know about it."""
        self.told += [f"{title}.", *sentences]
        self._visit.say(f"{title}.", *sentences)

    async def show_next_code(self, code: str) -> bool:
        """Say it as often as is wished until it is on paper. Raises what leads elsewhere; nothing is changed then."""
        self._said_code = code
        self._visit.say(f"{YOUR_CODE}.")
        say_code(self._visit, code)
        try:
            while choose(self._visit.console, IN_FORCE, (ON_PAPER, AGAIN)) is AGAIN:
                say_code(self._visit, code)
        except BaseException:
            self._visit.say(NOT_IN_FORCE)
            raise
        return True

    async def show_code(self, code: str) -> None:
        self.told.append(HERE)
        show_code(self._visit, code, said_before=code == self._said_code)
        self._said_code = ""

    async def try_code(self) -> str:
        return try_code(self._visit)

    async def would_come_in(self, found: Found, sorted_out: Sorted, zone: str) -> str | None:
        said = [*report(found, sorted_out, STARRED)]
        if not why_not("import-zone", found, sorted_out):
            said.append(importing.say_zone(found.imported, zone, "Z takes another"))
        can = [choice(each, key=KEYS.get(each, "")) for each in DOES if not why_not(each, found, sorted_out)]
        try:
            taken = choose(self._visit.console, "\n".join(["What would come in:", *said]), (*can, LEAVE))
        except Back:
            return None
        return DOES.get(taken.does)

    async def lock(self) -> None:
        raise LockNow


def _yes_or_no(said: str, answers: Sequence[NamedChoice]) -> NamedChoice | None:
    """Take yes and no where there is one answer that does something and one that does not."""
    others = [each for each in answers if each.name != NOT_NOW]
    if len(answers) != len(others) + 1 or len(others) != 1:
        return None
    is_yes = said.casefold() in YES
    left = next(each for each in answers if each.name == NOT_NOW)
    return others[0] if is_yes else left if said.casefold() in NO else None
