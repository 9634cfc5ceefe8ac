"""Numbers and the plan over ten years in a real terminal, opened and walked, beside a plain Textual DataTable.

python benchmarks/numbers_page.py [YEARS] [RUNS]        default: 10 25

The peer shows the same lines as text on a page of its own, with nothing worked out and nothing drawn; a step in it is
one row. All are measured from the key to what is painted because of it, and opening in processor time too.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import gate
from comfort_journal.journal import Journal
from comfort_journal.records import programme_day
from comfort_journal.text.dates import WEEKDAYS
from comfort_journal.ui.open.plan.ladder_view import SELECTED
from comfort_journal.vault import opening
from measure import Sample as Runs
from measure import compare, head, interleaved, within
from sample import PASSPHRASE, Sample, environment
from terminal import Terminal

PLAIN = """
from textual.app import App
from textual.screen import Screen
from textual.widgets import DataTable, Static
class Lines(Screen):
    BINDINGS = [("q", "dismiss")]
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Day", "During", "After", "Next day", "Step")
        table.add_rows((f"day {n} of", "1", "1", "1", "4 Size small") for n in range(LINES))
class Plain(App):
    BINDINGS = [("f7", "open")]
    def compose(self):
        yield Static("ready")
    def action_open(self):
        self.push_screen(Lines())
Plain().run()
"""
F4, F7, LEFT, UP, DOWN = b"\x1bOS", b"\x1b[18~", b"\x1b[D", b"\x1b[A", b"\x1b[B"


@dataclass(frozen=True)
class Page:
    """A page that was opened; leaving it is not measured."""

    terminal: Terminal

    def close(self) -> None:
        """Leave it, and wait until nothing is painted any more."""
        self.terminal.type(b"q")
        self.terminal.settle(0.5)


@dataclass(frozen=True)
class Step:
    """A step within a page; what is painted after it is not measured."""

    terminal: Terminal

    def close(self) -> None:
        """Wait until nothing is painted any more."""
        self.terminal.settle(0.15)


def open_page(terminal: Terminal, words: bytes, spent: list[float], key: bytes = F7) -> Page:
    """Open it, up to these words of it; ``spent`` takes the processor time."""
    before = terminal.processor
    terminal.type(key)
    terminal.wait_for(words)
    spent.append(terminal.processor - before)
    return Page(terminal)


def practised(place: Path, days: int) -> tuple[Sample, date]:
    """Make a vault of a session every other day up to yesterday; return it with that day."""
    folder, state_dir = place / "comfort-journal" / "journal.vault", place / "state" / "comfort-journal"
    folder.parent.mkdir(parents=True)
    last = (datetime.now().astimezone() - timedelta(days=1)).replace(hour=6)
    gate.BEGAN = last - timedelta(days=days - 1)
    profile, *told = gate.practised(days)
    records = [profile, *(record for place, record in enumerate(reversed(told)) if place // 2 % 2 == 0)]
    key = opening.create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=64)
    journal = Journal.open(folder, key, state_dir=state_dir)
    journal.save(*records)
    journal.close()
    return Sample(folder, state_dir, key, len(records)), programme_day(last)


def main() -> None:
    """Open and walk in both, in turn."""
    years, runs = (int(given) for given in (sys.argv[1:] + ["10", "25"][len(sys.argv) - 1 :])[:2])
    head()
    with tempfile.TemporaryDirectory() as name:
        sample, day = practised(Path(name), years * 365)
        lines = str(sample.size // 2)
        with (
            Terminal([sys.executable, "-m", "comfort_journal"], environment(sample)) as ours,
            Terminal([sys.executable, "-c", PLAIN.replace("LINES", lines)], environment(sample)) as plain,
        ):
            ours.wait_for(b"breathe")
            ours.type(PASSPHRASE + b"\r")
            ours.wait_for(b"Ctrl+S save")
            ours.settle(1.0)
            plain.wait_for(b"ready")
            numbers, plan, table = f"Numbers over {years} years", f"the plan over {years} years", f"{lines} lines"
            spent: dict[str, list[float]] = {numbers: [], plan: [], table: []}
            *opened, peer = interleaved(
                runs,
                {
                    f"{numbers}, from the key to the chart": lambda: open_page(ours, b"worst", spent[numbers]),
                    f"{plan}, from the key to the page": lambda: open_page(ours, b"open today,", spent[plan], F4),
                    f"a DataTable of the same {table}": lambda: open_page(plain, b"day 0 of", spent[table]),
                },
            )
            peer_spent = Runs("the same", tuple(spent[table]))
            for runs_of, page, most in zip(opened, (numbers, plan), (0.050, 0.060), strict=True):
                within(runs_of, most)
                compare(runs_of, peer)
                compare(Runs(f"{page}, of that the processor", tuple(spent[page])), peer_spent)
            open_page(ours, b"open today,", [], F4)
            ours.settle(1.0)
            keys = cycle((UP, DOWN))
            rung_spent: list[float] = []

            def go_to_rung() -> Step:
                before = ours.processor
                ours.type(next(keys))
                ours.wait_for(SELECTED.encode())
                rung_spent.append(ours.processor - before)
                return Step(ours)

            within(interleaved(runs, {f"a rung up or down in {plan}, to its picture": go_to_rung})[0], 0.008)
            within(Runs("a rung up or down, of that the processor", tuple(rung_spent)), 0.008)
            Page(ours).close()
            open_page(ours, b"worst", [])
            open_page(plain, b"day 0 of", [])
            ours.settle(1.0)
            plain.settle(1.0)
            walked = {ours: 0, plain: 0}

            def walk(terminal: Terminal, key: bytes) -> None:
                walked[terminal] += 1
                before = day - timedelta(days=walked[terminal])
                terminal.type(key)
                terminal.wait_for(
                    (WEEKDAYS[before.weekday()] if terminal is ours else f"day {walked[plain]} of").encode()
                )

            steps = interleaved(
                runs,
                {
                    f"a day walked in Numbers over {years} years": lambda: walk(ours, LEFT),
                    "a row gone down in the DataTable": lambda: walk(plain, DOWN),
                },
            )
            within(steps[0], 0.050)
            compare(*steps)


if __name__ == "__main__":
    main()
