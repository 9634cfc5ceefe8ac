"""``plan`` and ``rate``: what is open now, and one number given without a passphrase. No command decides by itself."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from comfort_journal.cli.list_show import json_option
from comfort_journal.cli.output import quiet, say, say_bytes, strong
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.cli.context import CliContext
    from comfort_journal.plan import Assessment
    from comfort_journal.records import Size

_VALUE = re.compile(r"[0-9]|10")


@click.command(short_help="Say what is open now, and why.")
@click.option("--at", metavar="ISO", help="Ask about a moment, such as 2026-01-05T08:00:00+01:00 (else now).")
@json_option
@click.pass_obj
def plan(context: CliContext, *, at: str | None, as_json: bool) -> None:
    """Say what the plan leaves open now, and why, from your own notes and the clock alone.

    With --at it goes by what had been recorded until that moment.
    """
    from comfort_journal import paths, settings
    from comfort_journal.records import Profile

    now = datetime.now().astimezone() if at is None else _moment(at)
    with context.reading() as journal:
        from comfort_journal.content import ask_gate
        from comfort_journal.plan import ASKED_KINDS, to_answer

        records = [record for kind in ASKED_KINDS for record in journal.records(kind)]
        chosen, _ = settings.load(paths.settings_file())
        answer = ask_gate(records, now, sessions_a_day=chosen.sessions_a_day)
        if as_json:
            import msgspec

            say_bytes(msgspec.json.format(msgspec.json.encode(to_answer(answer)), indent=2) + b"\n")
            return
        sizes = next((record.sizes for record in records if isinstance(record, Profile)), ())
        for line in _page(answer, sizes):
            say(line)


@click.command(short_help="Give a number from 0 to 10; no passphrase needed.")
@click.argument("value", required=False, metavar="[VALUE]")
@click.option("--skip", is_flag=True, help="Leave the number of the day after out.")
@click.option("--at", metavar="ISO", help="When it was, such as 2026-01-05T08:00:00+01:00 (else now).")
@click.pass_obj
def rate(context: CliContext, *, value: str | None, skip: bool, at: str | None) -> None:
    """Give a number for discomfort, from 0 (none) to 10 (the worst you can imagine). Lower is better.

    It is sealed without a passphrase, and counts once you keep it at the next unlock. Most shells remember the line.
    """
    from comfort_journal.records.captured import sealed_number
    from comfort_journal.reminder.quiet_day import number_given
    from comfort_journal.vault.inbox import can_capture, capture

    if (value is None) is not skip:
        raise BadInput("Give one whole number from 0 to 10, or --skip. Nothing was kept.")
    if value is not None and not _VALUE.fullmatch(value):
        raise BadInput("value: expected 0..10")
    can_capture(context.vault, context.state_dir)
    now = datetime.now().astimezone()
    given = now.isoformat(timespec="seconds") if at is None else at
    document = sealed_number(None if value is None else int(value), given, str(uuid4()))
    capture(context.vault, document, state_dir=context.state_dir)
    number_given(context.state_dir, given, now)


def _moment(written: str) -> datetime:
    """Return the moment that ISO 8601 with an offset names. Raises BadInput, which does not repeat it."""
    from comfort_journal.records import from_document, moment

    rating = {"kind": "rating", "id": str(uuid4()), "about": "now", "value": None, "skipped": False, "at": written}
    from_document(rating)
    return moment(written)


def _page(answer: Assessment, sizes: tuple[Size, ...]) -> Iterator[str]:
    """Yield the answer for a person: the reason, what is open and offered, what comes first, what else is closed."""
    from comfort_journal.content import load_library, load_programme
    from comfort_journal.plan import CIRCUIT, step_name
    from comfort_journal.text.plain import one_line

    names = {CIRCUIT: CIRCUIT}

    def named(what: str) -> str:
        return names.get(what) or one_line(step_name(load_programme(), sizes, what))

    yield one_line(answer.reason)
    yield ""
    yield f"{strong('Open')}  {' · '.join(named(what) for what in answer.open)}"
    if answer.offered:
        yield f"{strong('Offered')}  {' · '.join(named(what) for what in answer.offered)}"
    for closed in answer.closed:
        what = closed.what if closed.what.startswith(("RC-", "STR")) else named(closed.what)
        # What stays open, but has the circuit first, is not called closed.
        how = "First" if answer.may(closed.what) else "Closed"
        yield f"{strong(how)}  {what} {quiet(one_line(closed.reason))}"
    if not sizes and answer.may("shallow"):
        yield quiet(load_library().sentences.plan.sizes_command)
