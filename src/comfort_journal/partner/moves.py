"""The ways from one phase to another. Every stop is one function, and nothing leads out of it but aftercare and lock.

Where a code guards the pause, a second one is a stop. What is entered always starts without typed digits and without
answers in a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from comfort_journal.partner.effects import Bell, Effects, Empty, Lock, PaintStop, Seal
from comfort_journal.partner.state import LATCHED, Ended, Phase, State, record_of

if TYPE_CHECKING:
    from typing import TypeAlias

Step: TypeAlias = "tuple[State, Effects]"


def enter(state: State, phase: Phase, **changes: Any) -> State:  # noqa: ANN401  the fields of State, as replace takes them
    """Return the beginning of a phase."""
    fresh: dict[str, Any] = {
        "since": state.now,
        "due": None,
        "row": 0,
        "digits": "",
        "code_until": None,
        "code_given": False,
        "halted": False,
    }
    return replace(state, phase=phase, **(fresh | changes))


def sealed(state: State) -> Effects:
    """Return the seal of the record as it stands; an agreement that led nowhere leaves none."""
    return () if state.started is None else (Seal(record_of(state)),)


def bell(state: State, says: Literal["pause", "due", "stop"]) -> Effects:
    """Return the bell, where it is on."""
    return (Bell(says),) if state.setup.bell else ()


def wait_for_answer(state: State) -> State:
    """Let T begin anew."""
    return replace(state, due=state.now + state.interval, prompted=False, rung=False)


def prepare(state: State, phase: Literal["circuit", "lubrication", "arousal", "choice"]) -> Step:
    """Enter one of the phases before touch."""
    state = enter(state, phase)
    return state, sealed(state)


def run(state: State, phase: Literal["touch", "still"]) -> Step:
    """Enter touch or stillness, the first answer due within T."""
    state = wait_for_answer(enter(state, phase))
    return state, sealed(state)


def move(state: State) -> Step:
    """Go from stillness to small movement; a code is no answer, so T runs on."""
    state = enter(state, "movement", due=state.due)
    return state, sealed(state)


def pause(state: State, why: Ended) -> Step:
    """Come apart and breathe; where no pause is left it is a stop, ended as ``why`` says."""
    if not state.may_pause:
        return stop(state, why)
    state = enter(state, "pause", pauses=state.pauses + 1, unanswered=why == "no_answer")
    return state, (*bell(state, "pause"), *sealed(state))


def miss(state: State) -> Step:
    """Take silence until T: a pause, or the second time a stop."""
    pauses, state = state.silence_pauses, replace(state, missed=state.missed + 1)
    return pause(state, "no_answer") if pauses else stop(state, "no_answer")


def stop(state: State, why: Ended) -> Step:
    """Stop; once stopped, nothing changes by it. Paint comes before the seal, which may be slow."""
    if state.phase in LATCHED:
        return state, ()
    state = enter(state, "stop", ended=why, finished=state.now)
    return state, (PaintStop(), *bell(state, "stop"), *sealed(state))


def finish(state: State) -> Step:
    """End where nothing has to be stopped, with "this is enough"."""
    state = enter(state, "aftercare", ended="key", finished=state.now)
    return state, sealed(state)


def lock(state: State, why: Ended) -> Step:
    """Stop and be gone at once: an empty screen, the seal, the neutral lock screen."""
    if state.phase in LATCHED:
        return enter(state, "locked"), (Empty(), Lock())
    state = enter(state, "locked", ended=why, finished=state.now)
    return state, (Empty(), *sealed(state), Lock())
