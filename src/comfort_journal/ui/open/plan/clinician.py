"""What a clinician should know: asked before the first touch, and once more after a longer time away.

What was answered is never shown again. Said once more it only adds: what was named before still stands.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from comfort_journal.records import programme_day
from comfort_journal.ui.open.practice.red_flags import TO_PLAN

if TYPE_CHECKING:
    from datetime import date

    from comfort_journal.records import Profile
    from comfort_journal.ui.open.core.plan_service import PlanService
    from comfort_journal.ui.open.plan.questions import PlanQuestions

GO_ON, NONE, LATER = "go-on", "none", "later"


async def clinician_knows(flow: PlanQuestions) -> bool:
    """Ask what a clinician should know where it is time to; return whether to go on."""
    practice, profile = flow.practice, flow.practice.profile()
    if profile is None:
        return True
    first = not profile.history or (profile.history == (LATER,) and not practice.sessions())
    again = not first and away_too_long(practice, profile, flow.session.today)
    if not (first or again):
        return True
    # First, so that a yes keeps nothing and is met by the same question the next time.
    if not await _clinician_first(flow, again=again):
        return False
    answer = await _history(flow, again=again)
    if answer is None or answer == (GO_ON,):
        return False
    kept = await flow.keep(_with_history(flow, profile, answer))
    if kept:
        practice.intake_on = flow.session.today
    return kept


def away_too_long(practice: PlanService, profile: Profile, today: date) -> bool:
    """Whether it is more than the plan's days since touch and since the questions were answered once more.

    Where nothing was touched yet, since they were first answered as they are.
    """
    touched = [each.started_at for each in practice.sessions()]
    touched += [each.started_at for each in practice.partners() if each.mode == "step"]
    answered = [each.at for each in takewhile(lambda past: past.history == profile.history, practice.profiles())]
    since = max(map(programme_day, touched or answered[-1:]))
    since = max(since, practice.intake_on or since)
    return (today - since).days > practice.library.number("GATE-7", "days").value


async def _clinician_first(flow: PlanQuestions, *, again: bool) -> bool:
    card, words = flow.practice.library.card("ASK"), flow.practice.library.sentences.before
    items = "\n".join(f"· {each.label}" for each in card.choices)
    text = "\n\n".join([*([words.again] if again else []), card.text, items])
    answer = await flow.ask(card.title, text, [("no", "No"), ("yes", "Yes"), (LATER, words.later)])
    if answer == ("yes",):
        await flow.ask(card.title, flow.words.ask_first, [TO_PLAN])
        return False
    return answer is not None


async def _history(flow: PlanQuestions, *, again: bool) -> tuple[str, ...] | None:
    """Return what was ticked and then the answer; None for Escape."""
    card, words = flow.practice.library.card("RF-4"), flow.practice.library.sentences.before
    none = words.nothing_new if again else "None of these"
    answers = [(NONE, none), (GO_ON, "Go on with what is ticked"), (LATER, words.later), ("unsaid", words.unsaid)]
    text = f"{words.stands}\n\n{card.text}" if again else card.text
    return await flow.ask(card.title, text, answers, [(each.key, each.label) for each in card.choices])


def _with_history(flow: PlanQuestions, profile: Profile, answer: tuple[str, ...]) -> Profile:
    """Return the profile with what was named added; care that knew the earlier history need not know a new one."""
    *ticked, last = answer
    known = {choice.key for choice in flow.practice.library.card("RF-4").choices}
    named = tuple(
        dict.fromkeys([each for each in profile.history if each in known] + (ticked if last == GO_ON else []))
    )
    care = profile.in_care if set(named) <= set(profile.history) else None
    return flow.changed(history=named or (last,), in_care=care)
