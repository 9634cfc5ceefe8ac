"""``numbers``: one's own ratings as they were given, a line for each practice day and step; nothing is worked out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.list_show import days, json_option, since_option, until_option
from comfort_journal.cli.output import say, say_bytes, tell
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from comfort_journal.cli.context import CliContext
    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.records import Size

NOTHING, NOTHING_YET = "No number was given then.", "No number was given yet."
FIELDS = (
    "day", "step", "step_name", "size", "size_label", "sessions", "seconds",
    "before", "during", "after", "next_day", "easy", "too_much", "ended", "masked",
)  # fmt: skip
"""What a line holds for machines, in this order; a number that was not given is null, and blank in CSV."""


@click.command(short_help="List the numbers you gave, a line for each practice day.")
@since_option
@until_option
@click.option(
    "--step",
    metavar="S",
    help="Only one step, as listed, like 4; or mapping, entrance, shallow, dilator, dilator:ID, movement, partner.",
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with the names of the columns first.")
@click.pass_obj
def numbers(  # noqa: PLR0913  one argument per option
    context: CliContext, *, since: str | None, until: str | None, step: str | None, as_json: bool, as_csv: bool
) -> None:
    """List the numbers you gave, a line for each practice day and step, the newest first.

    Discomfort from 0 to 10: the highest during, after and on the next day. What was not given stays blank.
    """
    from comfort_journal.content import load_programme
    from comfort_journal.plan import ASKED_KINDS, sizes_known
    from comfort_journal.plan.case import work_out
    from comfort_journal.plan.numbers_given import numbers_given
    from comfort_journal.records import Profile

    if as_json and as_csv:
        raise BadInput("Choose one of --json and --csv.")
    first, last = days(since, until)
    with context.reading() as journal:
        records = [record for kind in ASKED_KINDS for record in journal.records(kind)]
    given = numbers_given(work_out(records, load_programme(), datetime.now().astimezone()))
    sizes = sizes_known(record for record in records if isinstance(record, Profile))
    steps = None if step is None else _steps(step, {line.step for line in given.days}, sizes)
    lines = [line for line in reversed(given.between(first, last).days) if steps is None or line.step in steps]
    if as_json:
        import msgspec

        documents = [_document(line, sizes) for line in lines]
        say_bytes(msgspec.json.format(msgspec.json.encode(documents), indent=2) + b"\n")
    elif as_csv:
        say_bytes(_csv([_document(line, sizes) for line in lines]))
    else:
        for said in _page(lines, sizes):
            if not say(said):
                break
        if not lines:
            tell(NOTHING if given.days else NOTHING_YET)


def _steps(said: str, practised: Collection[str], sizes: Sequence[Size]) -> set[str]:
    """Return the steps that are meant: by key, or as the list calls them, whole, by number or by name.

    Raises BadInput for what is no step.
    """
    from comfort_journal.journal.search import fold
    from comfort_journal.plan.ladder import Ladder
    from comfort_journal.records.steps import SIZED, STEPS, kind_of_step

    found = {step for step in practised if said in {step, kind_of_step(step)}}
    if found or kind_of_step(said) in STEPS:
        return found
    for step in {*practised, *Ladder.of(sizes).order}:
        whole = fold(_named(step, sizes))
        if fold(said.strip()) in {whole, *whole.split(maxsplit=1)}:
            found.add(step)
    if not found:
        raise BadInput(
            f"--step: expected a step as it is listed, one of {', '.join(STEPS)}, or {SIZED}: and the id of a size"
        )
    return found


def _document(line: DayAtStep, sizes: Sequence[Size]) -> dict[str, Any]:
    """Return a line for machines; a size and a step have their names beside their ids."""
    values = (
        line.day.isoformat(),
        line.step,
        _called(line, sizes),
        line.size,
        next((size.label for size in sizes if size.id == line.size), None),
        len(line.sessions),
        line.seconds,
        line.before,
        line.during,
        line.after,
        line.next_day,
        line.easy,
        line.too_much,
        list(line.ended),
        line.masked,
    )
    return dict(zip(FIELDS, values, strict=True))


def _csv(documents: Sequence[dict[str, Any]]) -> bytes:
    """Return the lines as RFC 4180 has them: a blank for null, true and false as JSON has them, words by a blank."""
    import csv
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    writer.writerows([_cell(value) for value in document.values()] for document in documents)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, list) else value


def _page(lines: Sequence[DayAtStep], sizes: Sequence[Size]) -> Iterator[str]:
    """Yield a line each for a person: the day, the numbers in their places, then what they are about."""
    from comfort_journal.cli.formatting import fit
    from comfort_journal.cli.output import width
    from comfort_journal.content.numbers_words import noted, size_in_words
    from comfort_journal.text.counts import minutes_and_seconds
    from comfort_journal.text.dates import short_day
    from comfort_journal.text.plain import one_line

    room, some_before = width(), any(line.before is not None for line in lines)
    for line in lines:
        named = (
            *((("before", line.before),) if some_before else ()),
            ("during", line.during),
            ("after", line.after),
            ("next day", line.next_day),
        )
        told = [f"{name} {value:>2}" if value is not None else " " * len(f"{name} 10") for name, value in named]
        time = minutes_and_seconds(line.seconds) if line.seconds else ""
        about = [one_line(_called(line, sizes)), size_in_words(line, sizes), time, noted(line)]
        said = "  ".join([f"{short_day(line.day)} {line.day.year}".ljust(15), *told, ", ".join(filter(None, about))])
        yield fit(said, room) if room else said


def _called(line: DayAtStep, sizes: Sequence[Size]) -> str:
    return _named(line.step, sizes)


def _named(step: str, sizes: Sequence[Size]) -> str:
    from comfort_journal.content import load_programme
    from comfort_journal.plan import step_name

    return step_name(load_programme(), sizes, step)
