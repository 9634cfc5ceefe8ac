"""The partner process in lines: every press is the machine's, a stop is the first thing written, and nothing ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evenings import CODE, checkin, setup
from tests.ui.plain.conftest import Lines
from textual import events

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import HandOver, Inbox
from comfort_journal.settings import Settings
from comfort_journal.ui.keyboards import AZERTY
from comfort_journal.ui.partner.around import NOT_KEPT
from comfort_journal.ui.partner.record_saver import RecordSaver
from comfort_journal.ui.places import PLACES
from comfort_journal.ui.plain.partner.app import PartnerLines

if TYPE_CHECKING:
    from comfort_journal.partner import Setup

INBOX = Inbox(vault="/nowhere", vault_id=bytes(16), public=bytes(1216))
SAID = load_session_words()
STOP = "Stop. Hands away, gently. That is all."
BEGIN = ("x", 3.0, "\n")
"""Stop is rehearsed, every key is quiet, and Enter begins."""


class Kept(RecordSaver):
    """Keeping without a disk: what was kept, and what had been written by then."""

    def __init__(self, lines: Lines) -> None:
        """Begin with nothing."""
        super().__init__(None)
        self.records: list[Any] = []
        self.written: list[str] = []
        self._lines = lines

    def keep(self, record: Any) -> None:  # noqa: ANN401
        """Remember."""
        if record != (self.records or [None])[-1]:
            self.records.append(record)
            self.written.append(self._lines.written)


class Room:
    """One partner process over a script."""

    def __init__(self, lines: Lines, chosen: Setup | None, **told: Any) -> None:  # noqa: ANN401
        """Make it."""
        self.lines, self.followed, self.slept = lines, [], 0.0
        self.heard: list[tuple[str, str]] = []
        self.kept = Kept(lines)
        interval, keyboard = told.pop("interval", None), told.pop("keyboard", "any")
        self.app = PartnerLines(
            lines.console,
            HandOver(setup=chosen, **{"inbox": INBOX, **told}),
            Settings(keyboard=keyboard),
            interval=interval,
            slept=lambda: self.slept,
            follow=self.followed.append,
            keeping=self.kept,
        )
        self.app.sound = lambda tone, **_how: self.heard.append((tone, lines.written))  # type: ignore[method-assign]

    def run(self, *keys: str | float) -> str:
        """Press, and return what was said."""
        self.lines.press(*keys)
        return self.lines.until_over(self.app.run if self.app.state is None else self.app.go_on)

    @property
    def phase(self) -> str:
        """Where it stands."""
        assert self.app.state is not None
        return self.app.state.phase


@pytest.fixture
def room(lines: Lines) -> Room:
    """Return a check-in timer that was set up in private."""
    return Room(lines, checkin())


def test_three_presses_begin_and_every_way_on_is_named(room: Room) -> None:
    """What is agreed, the rehearsed stop, and where it runs each of its keys."""
    said = room.run(*BEGIN)
    assert "Stop word: stop" in said
    assert said.index("Press any key once.") < said.index(STOP) < said.index("The rehearsal is over. Begin when")
    assert said.count("Enter") == 1, "one line says what begins"
    assert said.endswith("1 yes, 2 slower, r breath, any other key stops.")
    assert room.phase == "touch"


@pytest.mark.parametrize(
    "key",
    [" ", "x", "\n", "{escape}", "{f1}", "{ctrl+c}", "{ctrl+z}", "{ctrl+s}", "{tab}", "?", "R", "3", "{left}", "stop"],
)
def test_any_key_stops(room: Room, key: str) -> None:
    """Also those that lead somewhere from every question."""
    room.run(*BEGIN, 5.0, key)
    assert room.phase == "stop"
    assert room.kept.records[-1].ended == "key"


def test_a_paste_stops(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it holds."""
    room.run(*BEGIN)
    coming = iter([events.Paste("1")])
    monkeypatch.setattr(room.lines.console, "press", lambda _seconds: next(coming))
    with pytest.raises(StopIteration):
        room.app.go_on()
    assert room.phase == "stop"


def test_the_stop_is_written_before_it_is_heard_and_before_it_is_sealed(room: Room) -> None:
    """Nothing slower than the line itself comes first."""
    room.run(*BEGIN, 5.0, "x")
    tone, then = room.heard[-1]
    assert tone == "stop"
    assert then.endswith(f"{STOP}\n")
    assert room.kept.written[-1].endswith(f"{STOP}\n")


def test_what_fell_due_in_the_moment_of_a_stop_is_not_heard_any_more(room: Room) -> None:
    """A press that comes with the question is a stop and no question."""
    room.run(*BEGIN, 34.9)
    room.heard.clear()
    room.lines.clock.now += 0.5  # nobody looked at the clock meanwhile
    room.run("x")
    assert [tone for tone, _ in room.heard] == ["stop"]


def test_it_asks_once_and_says_once_that_an_answer_is_due(room: Room) -> None:
    """One line ten seconds before, two words five seconds before, and none between; what silence does was said before.

    A voice of 150 words a minute has said each of them with more than half of its seconds left.
    """
    said = room.run(*BEGIN, 44.0, "1", 1.0)
    assert said.index("No answer pauses it") < said.index("It asks every")
    assert said.endswith("Comfortable? 1 yes, 2 slower. 5 seconds. Comfortable. It asks again in 45 seconds.")
    for line, seconds in (("Comfortable? 1 yes, 2 slower.", 5), ("5 seconds.", 5)):
        assert len(line.split()) * 60 / 150 < seconds / 2


def test_that_no_answer_stops_is_said_where_it_begins_to_be_so(room: Room) -> None:
    """After one that was missed; the first time it pauses, as the agreement says."""
    said = room.run(*BEGIN, 46.0)
    assert "No answer stops it." not in said
    said = room.run(21.0, "1")
    assert said.endswith("No answer stops it. 1 yes, 2 slower, r breath, any other key stops.")
    assert room.run(46.0).count("No answer stops it.") == 1
    assert room.phase == "stop"


def test_nothing_ticks(room: Room) -> None:
    """Half a minute in which nothing is due is silent."""
    before = len(room.run(*BEGIN))
    assert len(room.run(30.0)) == before


@pytest.mark.parametrize(
    ("chosen", "slower"),
    [
        (checkin(), "2 slower, which is a pause, r breath."),
        (setup(), "2 slower, which is a pause, or stillness again, r breath."),
    ],
)
def test_the_agreement_names_every_key_that_does_not_stop(lines: Lines, chosen: Setup, slower: str) -> None:
    """And what slower comes to: of small movement there is none in the timer."""
    assert f"Keys: 1 comfortable, {slower} Any other key stops it." in Room(lines, chosen).run(0.1)


def test_a_held_one_is_no_answer(room: Room) -> None:
    """A key held down answers once, and is not told again."""
    said = room.run(*BEGIN, 3.0, "1111111")
    assert said.count("It asks again") == 1


def test_slower_pauses_and_a_fresh_one_goes_on_from_twenty_seconds_on(room: Room) -> None:
    """The pause says that it is too early, and then that it may go on."""
    said = room.run(*BEGIN, 5.0, "2", 1.0)
    assert said.endswith("Left alone, it stops after 3 min. 1 works in 20 s, any other key stops.")
    assert room.run(20.0).endswith("1 goes on, if comfortable. Left alone, it stops after 3 min. Any other key stops.")
    room.run("1")
    assert room.phase == "touch"


def test_a_one_that_comes_too_early_is_told_when_it_goes_on(room: Room) -> None:
    """Each press for itself, a held key once; and at the second that was told it does go on."""
    room.run(*BEGIN, 5.0, "2", 8.0, "1")
    assert room.lines.said.endswith("The pause goes on. 1 works in 12 seconds.")
    room.run(5.0, "1", 0.1, "1", 0.1, "1")
    assert room.lines.said.endswith("The pause goes on. 1 works in 7 seconds.")
    room.run(6.0, "1")
    assert room.lines.said.endswith("The pause goes on. 1 works in 2 seconds.")
    assert room.lines.said.count("The pause goes on.") == 3
    room.run(2.1, "1")
    assert room.phase == "touch"


def test_a_one_before_the_minute_of_a_code_is_told_when_it_goes_on(lines: Lines) -> None:
    """Once the code is in; before that a 1 is one of its digits, and nothing is said of those."""
    room = Room(lines, checkin(code=CODE))
    room.run("x", 3.0, CODE, 5.0, "2", 10.0, "1")
    assert "The pause goes on." not in lines.said
    room.run("999" + CODE, 5.0, "1")
    assert lines.said.endswith("The pause goes on. 1 works in 45 seconds.")
    assert room.phase == "pause"


def test_the_keys_are_those_of_the_keyboard(lines: Lines) -> None:
    """On AZERTY each line that names a digit names its key without Shift too, and that key answers."""
    room = Room(lines, checkin(), keyboard=AZERTY)
    room.run(*BEGIN, 40.0, "&", 5.0, "é", 8.0, "&")
    assert "Keys: & or 1 comfortable, é or 2 slower, which is a pause, r breath." in lines.said
    assert lines.said.count("& or 1 yes, é or 2 slower, r breath, any other key stops.") == 1
    assert "Comfortable? & or 1 yes, é or 2 slower." in lines.said
    assert lines.said.endswith("The pause goes on. & or 1 works in 12 seconds.")
    assert "& or 1 goes on, if comfortable. Left alone, it stops after 3 min." in room.run(13.0)
    room.run("&")
    assert room.phase == "touch"


def test_a_code_is_typed_as_the_keyboard_has_its_digits(lines: Lines) -> None:
    """At the first question too, and elsewhere a sign is none."""
    for keyboard, code in ((AZERTY, "1260"), ("any", None)):
        room = Room(lines, None, keyboard=keyboard)
        room.run("c\n", "&é-à\n", "\n", "\n")
        state = room.app.state
        assert state is None or state.setup.code == code


def test_help_names_only_what_this_process_has(lines: Lines) -> None:
    """There is no place to go to: the journal is closed."""
    room = Room(lines, None)
    said = room.run("{f1}")
    assert "Everywhere at a choice: back, lock, quit. Ctrl+C is back too." in said
    for place in PLACES:
        assert place.name.casefold() not in said.split("Everywhere")[1].split("steps back")[0]


def test_silence_pauses_and_after_three_minutes_stops(room: Room) -> None:
    """Its middle and its last ten seconds are said, and the stop by itself."""
    said = room.run(*BEGIN, 46.0)
    assert room.phase == "pause"
    assert "No answer came, so: stillness, and see how it is." in said
    said = room.run(180.0)
    assert said.count("90 seconds are left, then it stops.") == said.count("10 seconds are left, then it stops.") == 1
    assert room.phase == "stop"
    assert room.kept.records[-1].ended == "no_answer"


def test_a_code_shows_nothing_of_its_digits(lines: Lines) -> None:
    """A wrong one says that its places are empty again; the right one, that it is in, and when it goes on."""
    room = Room(lines, checkin(code=CODE))
    said = room.run("x", 3.0, "1234", 0.1)
    assert said.endswith("The places of the code are empty again.")
    room.run(CODE, 5.0, "2", 1.0, "1111" + CODE, 1.0)
    assert "The code is in. After 1 minute, 1 goes on." in lines.said
    assert room.run(60.0).endswith("1 goes on, if it is comfortable. Any other key stops.")
    assert room.run(3.0, "1").count("It asks every 45 seconds") == 2
    assert CODE not in lines.written
    assert "1234" not in lines.written


def test_the_reminder_says_two_breaths(room: Room) -> None:
    """``r`` says breathe in and out as they go, and the time runs on."""
    said = room.run(*BEGIN, 1.0, "r", 25.0)
    assert said.count("breathe in") == said.count("breathe out") == 2
    assert "Comfortable?" not in said


@pytest.mark.parametrize("key", ["{ctrl+l}", "{ctrl+q}"])
def test_the_lock_keys_push_it_away_and_lock_at_once(room: Room, key: str) -> None:
    """Neither a stop nor a rest is said; the record is kept, and the lock screen follows."""
    said = room.run(*BEGIN, 1.0, key)
    assert said.count(STOP) == 1
    assert room.lines.written.endswith("\n" * 50)
    assert (room.followed, room.kept.records[-1].ended) == ([()], "key")


def test_after_a_stop_there_is_rest_and_any_key_leads_to_the_lock_screen(room: Room) -> None:
    """In the first seconds keys do nothing."""
    said = room.run(*BEGIN, 1.0, "x", 2.0, "x", 9.0)
    assert "In a few seconds any key leaves." in said
    assert said.endswith("Any key: the lock screen.")
    room.run("x")
    assert room.followed == [()]


def test_what_could_not_be_kept_is_said_in_the_end(room: Room) -> None:
    """And holds nothing back."""
    room.kept.failed = True
    assert NOT_KEPT in room.run(*BEGIN, 1.0, "x", 11.0)


@pytest.mark.parametrize("how", ["slept", "woken"])
def test_a_machine_that_slept_locks(room: Room, how: str) -> None:
    """So does a process that was stopped: nobody was asked meanwhile."""
    room.run(*BEGIN, 1.0)
    if how == "slept":
        room.slept = 3.0
    else:
        room.app.woken = True
    room.run(1.0)
    assert room.phase == "locked"
    assert room.kept.records[-1].ended == "technical"


def test_cut_off_it_reads_early(room: Room) -> None:
    """Whatever ends the process keeps the record as it stands, and once."""
    room.run(*BEGIN, 5.0)
    assert room.app.seal_before_ending()
    assert room.kept.records[-1].ended == "early"


def test_the_first_question_begins_by_enter_alone(lines: Lines) -> None:
    """With what the settings say, or with what is changed before; what cannot begin is said."""
    room = Room(lines, None, interval=30)
    said = room.run("b\n", "i\n", "29\n", "40\n", "w\n", "\b" * 4 + "honey\n", "c\n", "1111\n", "4071\n", "\n")
    assert "It asks every 30 s" in said
    assert said.count("How many seconds between two questions? Now 30. The word back leaves.") == 2
    assert "A whole number from 30 to 60" in said
    assert "Stop word: honey" in said
    assert "A code is four digits, not all the same." in said
    assert "4071" not in said
    state = room.app.state
    assert state is not None
    assert (state.setup.interval, state.setup.bell, state.setup.code) == (40, False, "4071")


def test_what_is_kept_for_the_next_time_is_said_before_it_is_changed(lines: Lines) -> None:
    """Of the demo nothing is."""
    assert SAID.lines.kept in Room(lines, None).run("")
    assert SAID.lines.kept not in Room(Lines(), None, demo=True).run("")


@pytest.mark.parametrize(("key", "followed"), [("{ctrl+c}", 1), ("lock\n", 1), ("{ctrl+q}", 0), ("quit\n", 0)])
def test_the_first_question_can_be_left(lines: Lines, key: str, followed: int) -> None:
    """Nothing began, and nothing is kept."""
    room = Room(lines, None)
    room.run(key)
    assert len(room.followed) == followed
    assert room.kept.records == []


def test_the_step_says_each_of_its_times_at_its_middle_and_near_its_end(lines: Lines) -> None:
    """From the owner's code over circuit, warmth and time to the choice, and on to stillness and small movement."""
    room = Room(lines, setup(circuit=600), phrases={"WORDS-1": "Slowly, please."})
    said = room.run("x", 3.0, "y", CODE, 600.5)
    assert "Slowly, please." in said
    assert "About 5 min are left." in said
    assert said.count("10 seconds are left.") == 1
    said = room.run(60.5)
    assert "30 seconds are left." in said
    said = room.run(600.5)
    assert "5 min so far." in said
    assert "Enter goes on" in said
    said = room.run("\n", "{right}")
    assert "Left and Right change it. Now: lying on the side." in said
    assert said.endswith("on top.")
    said = room.run(CODE)
    assert "Be still now. Only the breath moves." in said
    said = room.run(20.0, "1", 20.0, "1", 20.0, "1")
    assert said.endswith("3 small movement, with the code.")
    assert room.run("3").endswith("any other key stops.")
    assert room.run(CODE).endswith("any other key stops.")
    assert room.phase == "movement"
    assert CODE not in lines.written


def test_a_preparation_waits_on_space(lines: Lines) -> None:
    """And says that it does, and that it goes on."""
    room = Room(lines, setup())
    said = room.run("x", 3.0, "y", CODE, 5.0, " ")
    assert "It waits for you. Space goes on." in said
    assert room.run(60.0, " ").count("Breath, jaw, hips, release.") == 2


def test_it_is_the_same_in_a_window_of_any_width() -> None:
    """No line is longer than the window, and no control sequence is written."""
    for columns in (12, 40, 200):
        lines = Lines(columns)
        Room(lines, None).run("\n", *BEGIN, 46.0, 21.0, "1", 3.0, "x", 11.0, "x")
        assert max(map(len, lines.written.split("\n"))) <= columns
