"""What the keys of a session under way do, in a hold, beside a number and between two holds; each has one meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, Protocol

from comfort_journal.plan.practice import NUMBERS, End, Felt, More, Pressed, Said, Still
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.open.practice.step_words import SHARP
from comfort_journal.ui.plain.questions import NamedChoice, choice, number
from comfort_journal.ui.plain.ways import Back, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from comfort_journal.plan.practice import Event, StepState
    from comfort_journal.ui.plain.open.visit import OpenLines

SPOTS: Final = 12
MARKED: Final = "Marked as sharp; p takes it back."
WHEN_NOTED: Final = "That is noted in a hold, or with the number that comes. Say it again then."
TAKEN_BACK: Final = "The mark is taken back."


class UnderWay(Protocol):
    """A session that is going on."""

    @property
    def visit(self) -> OpenLines:
        """Where it is said."""

    @property
    def state(self) -> StepState:
        """Where it stands."""

    def happen(self, event: Event) -> None:
        """Let something happen."""


class SessionKey(Way):
    """What a session's key does, typed as the whole answer where a number is asked."""

    def __init__(self, action: str) -> None:
        """Do this."""
        super().__init__()
        self.action = action


def _stop(session: UnderWay) -> None:
    session.happen(End("stop"))


def _dizzy(session: UnderWay) -> None:
    """Stop, and only then say what brings one back into the room."""
    session.happen(End("stop"))
    session.visit.say(session.visit.library.sentences.session.dizzy)


def _sign(session: UnderWay) -> None:
    session.happen(End("flag"))


def _burns(session: UnderWay) -> None:
    _feel(session, "burning")


def _clenches(session: UnderWay) -> None:
    _feel(session, "clench")


def _feel(session: UnderWay, tag: Literal["burning", "clench", "sharp"]) -> None:
    """Note it, or say when it can be: nothing that was said of a hold is passed over."""
    before = session.state
    session.happen(Felt(tag, in_rest=True))
    if before.phase == session.state.phase == "placing":
        session.visit.say(WHEN_NOTED)


def _sharp(session: UnderWay) -> None:
    """End the hold, or mark it beside what is asked, or take that mark back."""
    before = session.state
    _feel(session, SHARP)
    if session.state.phase == before.phase in {*NUMBERS, "faded"} and session.state.sharp != before.sharp:
        session.visit.say(MARKED if session.state.sharp else TAKEN_BACK)


def _still(session: UnderWay) -> None:
    """Be still, or where there is no movement do what any key does."""
    state = session.state
    if state.phase == "holding" and state.terms.traits.takes_turns:
        session.happen(Still())
    elif state.phase == "holding":
        session.happen(Pressed())


def _more(session: UnderWay) -> None:
    session.happen(More() if session.state.phase == "more" else Pressed())


def _clock(session: UnderWay) -> None:
    if session.state.phase != "more":
        session.happen(Pressed())
        return
    said = session.visit.library.sentences.session
    try:
        session.happen(Said(spot=number(session.visit.console, said.where, least=1, most=SPOTS, also=ways())))
    except Back:
        return


DOES: Final[Mapping[str, Callable[[UnderWay], None]]] = {
    "step-stop": _stop,
    "step-burning": _burns,
    "step-clench": _clenches,
    "step-sharp": _sharp,
    "mark-sharp": _sharp,
    "step-still": _still,
    "step-more": _more,
    "step-clock": _clock,
    "step-dizzy": _dizzy,
    "step-sign": _sign,
}
BY_KEY: Final = {key: action for action in DOES for key in known_actions()[action].keys}
ENDS: Final = ("step-stop", "step-dizzy", "step-sign")
"""What ends a session at any time."""
FELT: Final = ("step-burning", "step-clench", "mark-sharp")
WORDS: Final = {
    "step-stop": "stop",
    "step-burning": "burning",
    "step-clench": "clench",
    "mark-sharp": "sharp",
    "step-dizzy": "dizzy",
    "step-sign": "symptom",
}
"""The word for each of them where a number is asked, beside its letter and its name."""
WHILE_IT_GOES_ON: Final = "At any time: {ends}. Also {felt}. Where a number is asked, Enter follows."


WHICH_ENDS: Final = "{any_key}: {burns} if it burns, {clenches} if it clenches, {sharp} if it is sharp."


def with_exceptions(any_key: str) -> str:
    """Return that any key ends a hold, and beside it the letters that tell what ended it."""
    burns, clenches, sharp = (choice(action).key for action in FELT)
    return WHICH_ENDS.format(any_key=any_key.removesuffix("."), burns=burns, clenches=clenches, sharp=sharp)


def ways() -> dict[str, Way]:
    """Return the answers that are no number and mean an action all the same: its letter, its word or its name."""
    return {
        said: SessionKey(action)
        for action, word in WORDS.items()
        for said in (choice(action).key, word, known_actions()[action].name.casefold())
    }


def as_choices(*actions: str) -> list[NamedChoice]:
    """Return some actions as choices, by their own keys, said on one line; their words are taken too."""
    return [replace(choice(action), beside=place > 0, words=WORDS[action]) for place, action in enumerate(actions)]


def in_words(state: StepState) -> str:
    """Return what the keys of this session do, in two sentences."""
    still = ["step-still"] if state.terms.traits.takes_turns else []
    return WHILE_IT_GOES_ON.format(ends=", ".join(_named([*ENDS, *still])), felt=", ".join(_named(FELT)))


def _named(actions: Iterable[str]) -> list[str]:
    named = [(choice(action).key or "Space", known_actions()[action].name) for action in actions]
    return [f"{key} {name[:1].lower()}{name[1:]}" for key, name in named]
