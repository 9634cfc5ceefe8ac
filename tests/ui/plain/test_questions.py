"""One question at a time, with its choices named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from comfort_journal.ui.plain.marking import several
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, line, named, number, yes
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo, LockNow, SaveAndQuit, ways_by_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.plain.console import Console

TWO = (NamedChoice("y", "Yellow"), NamedChoice("b", "Blue"))


@pytest.mark.parametrize(
    ("typed", "meant"), [("b\n", 1), ("blue\n", 1), ("Ye\n", 0), ("Y\n", 0), ("?\nb\n", 1), ("z\n\nb\n", 1)]
)
def test_a_choice_is_taken_by_its_key_or_the_beginning_of_its_name(lines: Lines, typed: str, meant: int) -> None:
    """A key, a name or its beginning take a choice; anything else is said to be none, and asks again."""
    assert choose(lines.press(typed).console, "Which?", TWO) is TWO[meant]


def test_a_question_mark_says_the_question_again(lines: Lines) -> None:
    """The question and all its choices are said once more, and nothing is chosen."""
    choose(lines.press("?\nb\n").console, "Which?", TWO)
    assert lines.said.count("Which? y Yellow b Blue") == 2


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("q\n", SaveAndQuit),
        ("l\n", LockNow),
        ("lock\n", LockNow),
        ("back\n", Back),
        ("{ctrl+c}", Back),
        ("{f3}", GoTo),
        ("history\n", GoTo),
    ],
)
def test_general_words_and_keys_lead_out_of_a_choice(lines: Lines, typed: str, way: type[Exception]) -> None:
    """From every choice a word or a key leads back, to a lock, and to each place."""
    lines.console.ways = ways_by_key({}, is_open=True)
    with pytest.raises(way):
        choose(lines.press(typed).console, "Which?", TWO)


def test_while_locked_no_word_leads_to_a_place(lines: Lines) -> None:
    """A place that waits until the unlock is none of the choices."""
    lines.console.ways = ways_by_key({}, is_open=False)
    assert choose(lines.press("history\nb\n").console, "Which?", TWO) is TWO[1]


def test_nothing_stands_for_a_number(lines: Lines) -> None:
    """An empty line is no number, nor is one beyond ten or with a fraction."""
    assert number(lines.press("\n11\n2.5\n-1\n3\n").console, "How much?") == 3


def test_a_number_says_that_back_leaves_and_it_does(lines: Lines) -> None:
    """Nothing at it says choices, so nobody would know; it is said again with the question."""
    with pytest.raises(Back):
        number(lines.press("?\nback\n").console, "Which line?", least=1, most=3)
    assert lines.said == "Which line? The word back leaves. 1 to 3: ? Which line? The word back leaves. 1 to 3: back"


def test_a_number_can_be_left_out_where_that_is_said(lines: Lines) -> None:
    """Only where leaving it out is offered does x do it."""
    assert number(lines.press("x\n").console, "How much?", may_skip="Leave it out") is None
    assert number(lines.press("x\n4\n").console, "How much?") == 4


def test_yes_and_no_are_asked_for_until_one_is_said(lines: Lines) -> None:
    """Nothing but a yes is a yes."""
    assert yes(lines.press("\nmaybe\ny\n").console, "Sure?")
    assert not yes(lines.press("no\n").console, "Sure?")


def test_several_of_a_list_are_named_by_number(lines: Lines) -> None:
    """Numbers mark and take back, an empty line keeps what stands, and 0 is none; each change is told at once."""
    told: list[tuple[int, ...]] = []
    names = ("sleep", "stress", "cycle")
    assert several(lines.press("1 3\n", "3\n", "\n").console, "Which?", names, (), told.append) == (0,)
    assert told == [(0, 2), (0,)]
    assert (
        "You: 1 3 Marked: sleep; cycle. Enter alone leaves. You: 3 Marked: sleep. Enter alone leaves. You:"
        in lines.said
    )
    assert several(lines.press("\n").console, "Which?", names, (1,)) == (1,)
    assert several(lines.press("4\n0\n\n").console, "Which?", names, (1,)) == ()


def test_what_is_marked_is_said_in_the_list_and_words_that_lead_on_are_heard(lines: Lines) -> None:
    """A question mark says the list with it; a word that is none of it says so, and back leads back."""
    with pytest.raises(Back):
        several(lines.press("2\n", "?\n", "f\n", "back\n").console, "Which?", ("sleep", "stress"))
    assert "1 sleep 2 stress, marked Marked: stress." in lines.said
    assert "You: f That is none of the choices." in lines.said


def test_an_action_is_called_what_it_is_called_on_a_page() -> None:
    """A choice that is an action has its name and its letter from the registry."""
    assert choice("star-entry") == NamedChoice("*", "Star", "star-entry")


def test_one_letter_is_a_key_and_no_beginning_of_a_name(lines: Lines) -> None:
    """Where a key does nothing now, its letter does not do what another choice begins with."""
    assert choose(lines.press("c\nb\n").console, "Which?", (NamedChoice("d", "Change the day"), TWO[1])) is TWO[1]


WAYS_IN = (
    NamedChoice("1", "New recovery code", words="For a forgotten passphrase."),
    NamedChoice("2", "Try the recovery code"),
    NamedChoice("3", "Lock after: 5 minutes"),
)


@pytest.mark.parametrize(("typed", "meant"), [("forgot\n", 0), ("try code\n", 1), ("minutes\n", 2), ("new rec\n", 0)])
def test_a_word_from_the_midst_takes_the_only_choice_that_has_it(lines: Lines, typed: str, meant: int) -> None:
    """Of the name, or of what it may be asked for by; each word that is typed has to be there."""
    assert choose(lines.press(typed).console, "Which?", WAYS_IN) is WAYS_IN[meant]


def test_a_word_that_several_have_says_which(lines: Lines) -> None:
    """Nothing is chosen; more words, or a key, choose."""
    assert choose(lines.press("recovery\n", "no\n", "1\n").console, "Which?", WAYS_IN) is WAYS_IN[0]
    assert "More than one has that; type more of one: 1 New recovery code 2 Try the recovery code You:" in lines.said
    assert "That is none of the choices." in lines.said


def test_a_word_that_hides_comes_before_the_beginning_of_a_name(lines: Lines) -> None:
    """Lock locks where a choice is called Lock after, too."""
    lines.console.ways = ways_by_key({}, is_open=True)
    with pytest.raises(LockNow):
        choose(lines.press("lock\n").console, "Which?", WAYS_IN)
    assert choose(lines.press("lock a\n").console, "Which?", WAYS_IN) is WAYS_IN[2]


def test_what_stands_in_a_line_is_said_to_stand_there(lines: Lines) -> None:
    """With the keys that take it back; an empty line needs no such word."""
    assert line(lines.press("{ctrl+u}bath\n").console, "Tags:", "#sleep") == "bath"
    assert lines.said.startswith(
        "Tags: It stands there already. Backspace takes back, Ctrl+U takes it all. You: #sleep"
    )
    assert line(lines.press("bath\n").console, "Tags:") == "bath"
    assert lines.said.count("Ctrl+U takes it all.") == 1


@pytest.mark.parametrize(
    ("ask", "answer"),
    [(lambda console: yes(console, "Which?"), "y"), (lambda console: number(console, "Which?"), "1")],
)
def test_help_says_a_yes_or_a_number_again(lines: Lines, ask: Callable[[Console], object], answer: str) -> None:
    """It leads nowhere: the same question stands, and nothing is said to be wrong."""
    lines.console.ways = ways_by_key({}, is_open=True)
    assert ask(lines.press("help\n", f"{answer}\n").console) == 1
    assert lines.said.count("Which?") == 2
    assert "please" not in lines.said


@pytest.mark.parametrize("ask", [lambda console: yes(console, "Yes?"), lambda console: number(console, "Which?")])
def test_general_words_lead_out_of_a_yes_or_a_number_too(lines: Lines, ask: Callable[[Console], object]) -> None:
    """Back steps back from them, and what is neither is said to be."""
    with pytest.raises(Back):
        ask(lines.press("perhaps\n", "back\n").console)
    assert "please" in lines.said


def test_back_is_no_beginning_of_a_longer_word(lines: Lines) -> None:
    """It steps back where a choice is called Backup, and takes one that begins with the very word."""
    with pytest.raises(Back):
        choose(lines.press("back\n").console, "Which?", (NamedChoice("1", "Backup to a file"), *TWO))
    leave = NamedChoice("2", "Back to the cards")
    assert choose(lines.press("back\n").console, "Which?", (leave, *TWO)) is leave


def test_a_choice_keeps_its_own_letter_though_it_quits_elsewhere(lines: Lines) -> None:
    """Only where q is no choice does it save and quit."""
    lines.console.ways = ways_by_key({}, is_open=True)
    own = NamedChoice("q", "Quiet")
    assert choose(lines.press("q\n").console, "Which?", (own, *TWO)) is own


@pytest.mark.parametrize("typed", ["{f6}", "breathe\n"])
def test_a_breath_comes_back_to_its_question(lines: Lines, typed: str) -> None:
    """The question is said again in short, and the next answer is its answer."""
    lines.console.ways = ways_by_key({}, is_open=True)
    breaths: list[str] = []
    lines.console.breath = lambda: breaths.append(lines.said)
    assert choose(lines.press(typed, "b\n").console, "Which?", TWO) is TWO[1]
    assert len(breaths) == 1
    assert lines.said.endswith("Which? A question mark says the choices. You: b")


def test_a_breath_takes_nothing_from_a_line(lines: Lines) -> None:
    """What was typed stands there again, and is gone on with."""
    lines.console.ways = ways_by_key({}, is_open=True)
    lines.console.breath = lambda: None
    assert line(lines.press("warm {f6}feet\n").console, "What?") == "warm feet"


def test_where_no_breath_is_possible_the_way_itself_is_gone(lines: Lines) -> None:
    """In a session under way, say, whose own keys lead out of it."""
    lines.console.ways = ways_by_key({}, is_open=True)
    with pytest.raises(Breathe):
        choose(lines.press("{f6}").console, "Which?", TWO)


def test_choices_beside_another_are_said_on_its_line() -> None:
    """Each with its key, and the first of them begins the line."""
    assert named((*TWO, NamedChoice("g", "Green", beside=True))) == ["y  Yellow", "b  Blue, g Green"]


def test_a_name_that_begins_with_its_own_number_is_heard_with_one(lines: Lines) -> None:
    """Not "thirty thirty minutes"; the number takes it, and so does all that was heard."""
    minutes = [NamedChoice(str(each), f"{each} minutes") for each in (3, 30)] + [NamedChoice("4", "40 minutes")]
    assert named(minutes) == ["3 minutes", "30 minutes", "4  40 minutes"]
    assert named([replace(each, beside=True) for each in minutes]) == ["3 minutes, 30 minutes, 4 40 minutes"]
    for typed in ("30\n", "30 minutes\n"):
        assert choose(lines.press(typed).console, "How long?", minutes) is minutes[1]


def test_an_empty_line_says_the_choices_and_not_what_came_before(lines: Lines) -> None:
    """A voice that hears only a prompt would not know where it is."""
    choose(lines.press("\nb\n").console, "Which?", TWO, about=["It was long."])
    assert "You: Enter alone chooses nothing here. There is: y Yellow b Blue You: b" in lines.said


@pytest.mark.parametrize(
    ("keyboard", "typed", "meant"), [("azerty", '"à\n', 30), ("", '"à\n3\n', 3), ("azerty", "45\n", 45)]
)
def test_on_azerty_digits_need_no_shift_where_a_number_is_asked(
    lines: Lines, keyboard: str, typed: str, meant: int
) -> None:
    """Only where the setting says so; else they are no number."""
    lines.console.keyboard = keyboard
    assert number(lines.press(typed).console, "How long?", least=3, most=60) == meant


def test_on_azerty_a_choice_by_number_needs_no_shift_and_a_key_stays_itself(lines: Lines) -> None:
    """``!`` is a key of its own before it is the 8 of a Mac."""
    lines.console.keyboard = "azerty"
    listed = (NamedChoice("2", "Write"), NamedChoice("8", "Settings"), NamedChoice("!", "A new symptom"))
    assert choose(lines.press("é\n").console, "Which?", listed) is listed[0]
    assert choose(lines.press("!\n").console, "Which?", listed) is listed[2]


def test_a_letter_stands_for_yes_and_no_among_choices(lines: Lines) -> None:
    """Only for the whole answer Yes or No, never for what merely begins so."""
    answers = (NamedChoice("1", "No"), NamedChoice("2", "Yes"), NamedChoice("3", "later"))
    assert choose(lines.press("y\n").console, "Is it?", answers) is answers[1]
    others = (NamedChoice("1", "None of these"), NamedChoice("2", "Yesterday"))
    assert choose(lines.press("n\ny\n2\n").console, "Is it?", others) is others[1]


TWINS = [NamedChoice("c", "Change a line"), NamedChoice("C", "Copy to the clipboard"), NamedChoice("D", "Delete it")]


def test_no_two_keys_that_are_said_sound_alike(lines: Lines) -> None:
    """A capital is said as its small letter, or as a word where another choice has that; each is taken as said."""
    assert named(TWINS) == ["c  Change a line", "copy  Copy to the clipboard", "d  Delete it"]
    for typed, taken in zip(("c", "copy", "C", "d", "D"), (0, 1, 1, 2, 2), strict=True):
        assert choose(lines.press(f"{typed}\n").console, "What?", TWINS) is TWINS[taken]


def test_a_capital_is_said_in_the_same_way_where_some_of_the_choices_are_said(lines: Lines) -> None:
    """The letter that is left out still belongs to another choice."""
    twins = [*TWINS, NamedChoice("x", "A clipboard")]
    assert choose(lines.press("clip\n", "x\n").console, "What?", twins) is twins[-1]
    assert "type more of one: copy Copy to the clipboard x A clipboard" in lines.said


@pytest.mark.parametrize("typed", ["vault", "circuit"])
def test_a_place_within_another_is_gone_to_by_its_name(lines: Lines, typed: str) -> None:
    """At any choice, as history is; but not where a choice has the word."""
    lines.console.ways = ways_by_key({}, is_open=True)
    with pytest.raises(GoTo) as gone:
        choose(lines.press(f"{typed}\n").console, "What?", TWINS)
    assert gone.value.place == typed
    own = NamedChoice("3", f"The {typed}")
    assert choose(lines.press(f"{typed}\n").console, "What?", [*TWINS, own]) is own


def test_the_prompt_is_a_word(lines: Lines) -> None:
    """A sign has a name that is read aloud each time."""
    line(lines.press("bath\n").console, "Tags:")
    assert lines.written == "Tags:\nYou: bath\n"
