"""What one moment of a guided session says: a large word, the time, how long a hold is meant to be, and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.plan.practice import NUMBERS, left, moves
from comfort_journal.records.steps import step_of_size
from comfort_journal.text.counts import minutes_and_seconds
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from comfort_journal.plan.practice import StepState, Terms
    from comfort_journal.ui.open.core.plan_service import PlanService
    from comfort_journal.ui.widgets.pacer import Breathing

SHARP: Final = "sharp"


class StepMoment(NamedTuple):
    """What stands on the screen; an empty text has no place there."""

    word: str = ""
    time: str = ""
    target: str = ""
    cue: str = ""


class Offer(NamedTuple):
    """What is said where enough is one answer, and what the others are called, "" for one that there is not."""

    lines: tuple[str, ...]
    more: str
    spot: str = ""


class StepWords:
    """The words of one session, from the programme and from what its owner calls things."""

    def __init__(self, practice: PlanService, terms: Terms) -> None:
        """Speak of one step."""
        self._practice, self._library = practice, practice.library
        self._said = self._library.sentences.session
        self._step, self._traits = self._library.step(terms.kind), terms.traits

    def moment(self, state: StepState, now: float, pacer: Breathing) -> StepMoment:  # noqa: PLR0911  one answer for each phase
        """Return what is said at ``now``; ``pacer`` is where the breath is."""
        said = self._said
        match state.phase:
            case "ready":
                return StepMoment(cue=self._start(state))
            case "placing" | "waiting":
                return StepMoment(
                    time=clock(left(state, now)), cue=said.place if state.phase == "placing" else said.out
                )
            case "holding":
                return self._hold(state, now, pacer)
            case "breathing":
                cue = said.above if self._traits.inside else said.above_outside
                return StepMoment(time=clock(left(state, now)), cue=cue)
            case "faded":
                return StepMoment(cue="\n\n".join([*self._whole(state), said.fading, *self._sharp(state)]))
            case "more":
                return StepMoment(cue=self._offer(state))
            case _:
                return StepMoment(cue=self._noted(state))

    def large(self, state: StepState, chosen: int | None) -> str:
        """Return what stands large where that comes before everything else: the key, or the number that is asked."""
        said = self._said
        match state.phase:
            case "ready":
                return said.start_large
            case "holding":
                return said.hold_moving_large if self._traits.takes_turns else said.hold_large
            case phase if phase in NUMBERS:
                return said.number_large if chosen is None else str(chosen)
            case _:
                return ""

    def beside(self, state: StepState, cue: str) -> str:
        """Return the small words beside the large ones: of a hold only what those do not say."""
        if state.phase != "holding":
            return cue
        return cue.replace("\n\n", "\n") if self._traits.takes_turns else cue.partition("\n\n")[0]

    def _hold(self, state: StepState, now: float, pacer: Breathing) -> StepMoment:
        """Return a hold: it begins with an in-breath, large, and where it is a contact that comes with it."""
        said, turns = self._said, self._traits.takes_turns
        first = _first(pacer)
        word = said.still if turns and not moves(state, now) else self._step.word
        line = self._line(pacer)
        least, most = state.terms.least, state.most
        return StepMoment(
            word=said.breathe_in if first else word,
            time=clock(now - state.since),
            target=clock(most) if least >= most else f"{clock(least)}-{clock(most)}",
            cue=f"{line}\n\n{said.hold_moving if turns else said.hold}",
        )

    def _line(self, pacer: Breathing) -> str:
        if _first(pacer) and self._counts_holds:
            return self._said.contact
        return pacer.line(self._step.cue_in, self._step.cue_out)

    def spoken(self, state: StepState, pacer: Breathing) -> str:
        """Return what may be said aloud: the programme's own words, nothing that its owner calls a thing."""
        said = self._said
        match state.phase:
            case "placing":
                return said.place
            case "holding":
                return self._line(pacer)
            case "waiting":
                return said.out
            case "breathing":
                return said.above if self._traits.inside else said.above_outside
            case "during" | "faded":
                return "".join(self._whole(state))
            case _:
                return ""

    def _start(self, state: StepState) -> str:
        if not state.at_known:
            return self._said.start
        return f"{self._said.known_first.format(size=self._size_named(state.size))}\n\n{self._said.start}"

    def _noted(self, state: StepState) -> str:
        """Return what stands beside a number: that the time was whole, and what is marked."""
        tags = set(state.tags) - {SHARP}
        noted = [choice.label for choice in self._library.card("FR-2").choices if choice.key in tags]
        whole = self._whole(state) if state.phase == "during" and self._counts_holds else []
        return "\n".join([*whole, *noted, *self._sharp(state)])

    def _whole(self, state: StepState) -> list[str]:
        """Say that the time was whole, before anything is asked."""
        said = self._said
        return [said.ceiling if self._traits.inside else said.ceiling_outside] if state.ceiling else []

    def _sharp(self, state: StepState) -> list[str]:
        """Say what is marked with the number that is asked, and what stays of an earlier one."""
        if state.sharp is not None:
            return [self._said.sharp_held if state.sharp == "held" else self._said.sharp_asked]
        return [self._said.sharp_before] if SHARP in state.tags else []

    def offer(self, state: StepState) -> Offer:
        """Return what may follow where enough is one of the answers."""
        said = self._said
        if state.at_known and not state.hurt:
            new = self._size_named(state.terms.size)
            return Offer((said.then_new.format(size=new),), new)
        cut = [said.cut_short] if state.may_more and not (state.hurt or state.reached) and self._counts_holds else []
        settled = said.settled_sharp if SHARP in state.tags else said.settled
        lines = (*cut, settled if state.settled else said.more)
        more = (said.shorter if state.hurt else said.again) if state.may_more else ""
        if self._counts_holds:
            return Offer(lines, more)
        spot = state.holds[-1].spot if state.holds else None
        return Offer(lines, more, said.place_key if spot is None else said.place_kept.format(hour=spot))

    def _offer(self, state: StepState) -> str:
        offer = self.offer(state)
        lines = [*offer.lines, "", f"Enter  {self._said.enough}"]
        lines += [f"m      {offer.more}"] if offer.more else []
        return "\n".join([*lines, *([f"o      {offer.spot}"] if offer.spot else [])])

    @property
    def _counts_holds(self) -> bool:
        """Whether the plan asks for a hold of some length here; for a tender place it asks what became of it."""
        return not self._traits.asks_fading

    def _size_named(self, size: str | None) -> str:
        return one_line(self._practice.step_name(step_of_size(size or "")))


def _first(pacer: Breathing) -> bool:
    return pacer.breaths == 0 and pacer.breath().phase == "in"


def clock(seconds: float) -> str:
    """Return seconds as a clock has them, none below zero."""
    return minutes_and_seconds(round(max(0.0, seconds)))
