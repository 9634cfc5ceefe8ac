"""Every page that the program can show, by what opens it, so that a claim can be held on all of them.

``test_pages`` fails while a page of the program is missing here; a new one joins with a line.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

from tests.ui.every.furnished import circuit, entry_of, hold, number, session_of, sitting, stations, together
from textual.screen import Screen

import comfort_journal.ui
from comfort_journal.interchange.importer import Imported
from comfort_journal.interchange.sources import Remark
from comfort_journal.journal.importing import Found, Sorted
from comfort_journal.plan.practice import Pressed
from comfort_journal.records import Close
from comfort_journal.ui import actions
from comfort_journal.ui.locked.breath_screen import BreathScreen
from comfort_journal.ui.locked.cover_screen import CoverScreen
from comfort_journal.ui.locked.first_run_screens import NewPassphrase, Welcome
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.ui.locked.no_vault_screen import NoVaultScreen
from comfort_journal.ui.locked.quick_entry_screen import QuickEntryScreen
from comfort_journal.ui.locked.quick_rating_screen import QuickRatingScreen
from comfort_journal.ui.locked.recovery_screen import RecoveryScreen
from comfort_journal.ui.locked.vault_place import VaultPlace
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.core.lock_notice import GoodNight
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.core.screen import OpenScreen, OverPage
from comfort_journal.ui.open.core.text_edit_screen import TextEditScreen
from comfort_journal.ui.open.history.calendar_screen import CalendarScreen
from comfort_journal.ui.open.history.day_questions import COMMON, OTHER, ChooseDays
from comfort_journal.ui.open.history.entry_screen import EntryScreen
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.list_screen import ListScreen
from comfort_journal.ui.open.history.on_this_day_screen import OnThisDayScreen
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.open.history.safe_moments_screen import SafeMomentsScreen
from comfort_journal.ui.open.history.tags_screen import TagsScreen
from comfort_journal.ui.open.history.year_screen import YearScreen
from comfort_journal.ui.open.home.reminder_line import ReminderLine
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.library.library_screen import LibraryScreen
from comfort_journal.ui.open.library.strength_screen import StrengthScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.after_screen import AfterScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.circuit_end_screen import CircuitEndScreen
from comfort_journal.ui.open.practice.circuit_run_screen import CircuitRunScreen
from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen
from comfort_journal.ui.open.practice.step_end_screen import StepEndScreen
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen
from comfort_journal.ui.open.rating.numbers_screen import NumbersScreen
from comfort_journal.ui.open.rating.pending_screen import PendingRatingsScreen
from comfort_journal.ui.open.rating.rating_screen import AfterRatingScreen, AfterTogether, RatingScreen
from comfort_journal.ui.open.report.report_screen import ReportScreen
from comfort_journal.ui.open.settings.settings_screen import SettingsScreen
from comfort_journal.ui.open.together.checkin_intro_screen import CheckinIntroScreen
from comfort_journal.ui.open.together.debrief_details_screen import DebriefDetailsScreen
from comfort_journal.ui.open.together.debrief_screen import DebriefScreen, Support
from comfort_journal.ui.open.together.readiness_screen import ReadinessScreen
from comfort_journal.ui.open.together.refusal_screen import RefusalScreen
from comfort_journal.ui.open.vault.import_screen import ImportScreen
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.progress_screen import ProgressScreen
from comfort_journal.ui.open.vault.recovery_code_screen import RecoveryCodeScreen
from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret
from comfort_journal.ui.open.vault.vault_screen import VaultScreen
from comfort_journal.ui.open.write.editor_screen import edit
from comfort_journal.ui.open.write.long_entry_screen import LongEntryScreen
from comfort_journal.ui.open.write.prompts_screen import PromptsScreen
from comfort_journal.ui.open.write.saved_screen import SavedScreen
from comfort_journal.ui.open.write.writing_screen import WritingScreen
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.widgets.action_palette import ActionPalette
from comfort_journal.ui.widgets.asks_secret import AsksSecret
from comfort_journal.ui.widgets.help_screen import HelpScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

    Make = Callable[[MainApp, Workspace], Screen[Any]]

SHARED: set[type[Screen[Any]]] = {
    AfterScreen,
    AsksSecret,
    EntryScreen,
    ListScreen,
    OpenScreen,
    OverPage,
    ReminderLine,
    WritingScreen,
}
"""What pages are made from, and is never a page by itself."""
PARTNER: set[type[Screen[Any]]] = {CheckinPage, SessionPage}
"""The pages of the partner process, which have tests of their own beside these."""
WORDS = "Words that are long enough to need more than one line of a page that is not very wide at all."
FEW = (("yes", WORDS), ("no", "no"))
CLOSE = Close(respected="yes", ended_as="done", during=None, after=None, settled=None, tags=(), fear=None)


def _all_actions() -> list[actions.Usable]:
    return [
        actions.Usable(each, each.key_names, each.method, LockScreen(), WORDS if number % 5 == 0 else None)
        for number, each in enumerate(actions.REGISTRY.values())
    ]


def _strength(_app: MainApp, session: Workspace) -> Screen[Any]:
    page = StrengthScreen(session)
    page._reasons = None  # as where the gate has opened it
    return page


def _working(_app: MainApp, session: Workspace) -> Screen[Any]:
    def work(care: Any, hear: Callable[[int, int], None]) -> None:  # noqa: ANN401  the furnished one
        hear(1, 3)
        care.over.wait(30)

    return ProgressScreen(session, WORDS, work)


def _would_come_in(_app: MainApp, session: Workspace) -> Screen[Any]:
    entries = session.journal.entries()
    remarks = (Remark("2026/05.txt, line 12", "a picture"), Remark("line 7", WORDS))
    found = Found("jrnl", Imported(entries, remarks, remarks, elsewhere=True, naive=True))
    return ImportScreen(session, found, Sorted([*entries], [*entries[:1]], [*entries[:1]], [*entries[:1]]))


LOCKED: dict[str, Callable[[], Screen[Any]]] = {
    "breathe": BreathScreen,
    "by code": RecoveryScreen,
    "one line": QuickEntryScreen,
    "explain": lambda: NoVaultScreen(VaultPlace.GONE),
    "welcome": Welcome,
    "new passphrase": NewPassphrase,
    "lock": LockScreen,
    "neutral": CoverScreen,
    "number": QuickRatingScreen,
    "help": lambda: HelpScreen(_all_actions()),
    "palette": lambda: ActionPalette(_all_actions()),
}
"""The pages of the locked process, and those that every process has."""

FIRST = {"explain", "welcome", "new passphrase"}
"""Those of them that stand where there is no lock screen."""

OPEN: dict[str, Make] = {
    "today": lambda _app, session: first_screen(session),
    "editor": lambda _app, session: edit(session, entry_of(session)),
    "viewer": lambda _app, session: LongEntryScreen(session, entry_of(session), said=WORDS),
    "kept": lambda _app, session: SavedScreen(session, entry_of(session), seconds=600),  # it would leave on a long walk
    "numbers": lambda _app, session: NumbersScreen(session),
    "history": lambda _app, session: HistoryScreen(session),
    "reading": lambda _app, session: ReaderScreen(session, session.journal.entries(), entry_of(session).id),
    "month": lambda _app, session: CalendarScreen(session, session.today),
    "year": lambda _app, session: YearScreen(session, session.today),
    "on this day": lambda _app, session: OnThisDayScreen(session, session.today),
    "safe": lambda _app, session: SafeMomentsScreen(session),
    "questions": lambda _app, session: PromptsScreen(session),
    "rewriting": lambda _app, session: TextEditScreen(session, WORDS, WORDS, lambda _text: None),
    "ask": lambda _app, session: Ask(session, WORDS, "6", lambda _text: None, WORDS),
    "choose": lambda _app, session: Choose(session, WORDS, [WORDS, *session.journal.tags(), *"abcdefghijklmnop"]),
    "tags": lambda _app, session: TagsScreen(session, WORDS),
    "choose by number": lambda _app, session: Choose(session, WORDS, [WORDS, *"abcdefghi"], numbered=True),
    "days": lambda _app, session: ChooseDays(session, WORDS, [*COMMON, OTHER], numbered=True),
    "ask a secret": lambda _app, session: AskSecret(session, "The code", WORDS, "The code on your paper"),
    "ask a new passphrase": lambda _app, session: AskNewPassphrase(session, "Anew", WORDS, "New", "Again"),
    "new code": lambda _app, session: RecoveryCodeScreen(session, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"),
    "told": lambda _app, session: MessageScreen(session, "Done", [WORDS, WORDS]),
    "what would come in": _would_come_in,
    "working": _working,
    "settings": lambda _app, session: SettingsScreen(session),
    "page for a clinician": lambda _app, session: ReportScreen(session),
    "vault": lambda _app, session: VaultScreen(session),
    "one number": lambda _app, session: RatingScreen(session, "now", WORDS),
    "number after": lambda _app, session: AfterRatingScreen(session, session_of(session), WORDS),
    "number after together": lambda _app, session: AfterTogether(session, together(session), WORDS),
    "unkept": lambda _app, session: PendingRatingsScreen(session),
    "plan": lambda _app, session: PlanScreen(session),
    "plan page": lambda _app, session: QuestionScreen(session, "The plan", WORDS * 9, FEW, ticks=FEW),
    "library": lambda _app, session: LibraryScreen(session),
    "card": lambda _app, session: CardScreen(session, "RC-1"),
    "circuit": lambda _app, session: CircuitScreen(session),
    "circuit, under way": lambda _app, session: CircuitRunScreen(session, stations()),
    "circuit, its end": lambda _app, session: CircuitEndScreen(session, circuit(), whole=True),
    "before a step": lambda _app, session: StepIntroScreen(session, "entrance"),
    "step, ready": lambda app, session: StepRunScreen(sitting(app, session, "entrance")),
    "step, a place": lambda app, session: StepRunScreen(sitting(app, session, "entrance", Pressed())),
    "step, a hold": lambda app, session: StepRunScreen(hold(app, session, "entrance")),
    "step, movement": lambda app, session: StepRunScreen(hold(app, session, "movement")),
    "step, a number": lambda app, session: StepRunScreen(number(app, session, "entrance")),
    "after a step": lambda app, session: StepEndScreen(number(app, session, "entrance")),
    "what was around": lambda _app, session: AroundScreen(session, (WORDS[:60].strip(), "眠り"), lambda _marks: None),
    "breath": lambda _app, session: StepBreathScreen(session, 180.0),
    "breath without an end": lambda _app, session: StepBreathScreen(session),
    "strength": _strength,
    "strength, closed": lambda _app, session: StrengthScreen(session),
    "check-in door": lambda _app, session: CheckinIntroScreen(session),
    "readiness": lambda _app, session: ReadinessScreen(session),
    "refusal": lambda _app, session: RefusalScreen(session, 0.0),
    "close question": lambda _app, session: DebriefScreen(session, "After", WORDS, FEW),
    "support": lambda _app, session: Support(session),
    "felt": lambda _app, session: DebriefDetailsScreen(session, together(session), CLOSE),
    "good night": lambda _app, _session: GoodNight(waiting=True),
}
"""The pages of the open journal, several of them at more than one moment."""


def _pages(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    for each in kind.__subclasses__():
        yield each
        yield from _pages(each)


def every_page() -> set[type[Screen[Any]]]:
    """Return every screen that the program's own modules define, found by importing all of them."""
    for module in pkgutil.walk_packages(comfort_journal.ui.__path__, "comfort_journal.ui."):
        importlib.import_module(module.name)
    return {each for each in _pages(Screen) if each.__module__.startswith("comfort_journal.")} - SHARED
