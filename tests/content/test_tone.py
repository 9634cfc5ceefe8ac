"""The tone: no text of the program judges, hurries, promises or keeps a score."""

from __future__ import annotations

import re

import pytest

from comfort_journal.content import default_prompts, load_library
from comfort_journal.content.report import load_report_words
from comfort_journal.content.session import load_session_words
from comfort_journal.content.templates import texts

NEVER = (
    # judging
    r"fail\w*",
    r"wrong",
    r"lazy",
    r"weak\w*",
    r"bad(ly)?",
    r"normal\w*",
    r"abnormal\w*",
    r"dysfunction\w*",
    r"disorder\w*",
    r"patient",
    r"frigid\w*",
    # pushing
    r"must",
    r"should( have)?",
    r"have to",
    r"need to",
    r"ought",
    r"try",
    r"just relax",
    r"relax!",
    r"push through",
    r"no excuses?",
    r"hurry up",
    r"keep going",
    r"come on",
    r"still there",
    # scoring
    r"streaks?",
    r"scores?",
    r"goals?",
    r"levels?",
    r"badges?",
    r"progress\w*",
    r"percent",
    r"missed",
    r"miss(es)?",
    r"overdue",
    r"late",
    r"behind",
    r"relapsed?",
    r"well done",
    r"great job",
    r"congrat\w*",
    r"achiev\w*",
    r"locked",
    # promising
    r"cures?d?",
    r"fix(es|ed)?",
    r"heals?(ed|ing)?",
    r"treat(s|ed|ment)?",
    r"therap(y|ies)",
    r"guarantee\w*",
    r"proven",
    r"always works?",
    r"diagnos\w*",
    # alarming
    r"warning",
    r"danger(ous)?",
    r"alert",
    r"emergency",
    r"probably nothing",
    # naming a gender or a relationship
    r"(s?he|her|hers|him|his)",
    r"wom[ae]n",
    r"m[ae]n",
    r"girl\w*",
    r"boy\w*",
    r"wife",
    r"husband",
    r"spouse",
    r"(girl|boy)friend",
    r"lover",
    r"partner",
    r"intercourse",
)

ALLOWED = {
    ("framing.toml: FR-1.text", "wrong"): "says that nothing was done wrong",
    ("framing.toml: FR-2.text", "bad"): "says that no answer is bad",
    ("framing.toml: FR-1.text", "bad"): "says that nothing bad follows",
    ("sentences.toml: around.first[0]", "locked"): "a door, by the one inside",
    ("report.toml: page.honest", "diagnosis"): "says that the page is none",
    ("framing.toml: FR-3.title", "danger"): "the body's reading, in a card that takes the blame away",
}
"""Where a word of the list may stand, and why."""


def all_texts() -> list[tuple[str, str]]:
    """Return every text with its place, the prompts, the partner process and the page to print among them."""
    session = [(f"session.toml: {path}", text) for path, text in texts(load_session_words())]
    assert len(session) > 80
    report = [(f"report.toml: {path}", text) for path, text in texts(load_report_words())]
    assert len(report) > 70
    prompts = [("prompts.toml", prompt) for prompt in default_prompts()]
    return [*load_library().texts(), *session, *report, *prompts]


def found(text: str) -> set[str]:
    """Return the listed words in a text, in lower case."""
    return {match[0] for word in NEVER for match in re.finditer(rf"(?<!\w){word}(?!\w)", text.lower())}


def test_no_text_has_a_word_that_judges_pushes_scores_promises_or_alarms() -> None:
    """Each exception has its place and its reason, and none is left over."""
    places = {(path, word) for path, text in all_texts() for word in found(text)}
    assert places == set(ALLOWED)


@pytest.mark.parametrize(
    "text", ["You failed.", "Try to relax.", "You missed 6 days", "Locked.", "back to normal", "overdue"]
)
def test_the_list_would_notice(text: str) -> None:
    """The words that the programme names as never are found in whole sentences."""
    assert found(text)


def test_nothing_shouts() -> None:
    """No exclamation mark, no capitals for effect, no ellipsis that waits for an answer."""
    for path, text in all_texts():
        assert not re.search(r"!|\.\.\.|…|\b[A-Z]{3,}\b", text), path


def test_hard_moments_are_one_or_two_short_sentences() -> None:
    """After a stop, a sign or too much, there is little to read."""
    together, session = load_library().sentences.together, load_library().sentences.session
    shown = load_session_words()
    for text in (
        together.refusal,
        session.too_much,
        session.ended_above,
        session.flag,
        *(text for part in (shown.stop, shown.pause, shown.aftercare) for _, text in texts(part)),
    ):
        assert len(text) <= 110
        assert len(re.findall(r"[.?]", text)) <= 3
