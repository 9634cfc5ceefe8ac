"""``remind``: a neutral reminder by the system's own timer, off unless it was asked for; nothing is opened for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.output import say, tell

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext

_OFF = "off"
_IS_OFF = "The reminder is off."
_COMES = (
    "At {hour:%H:%M} every day it says {title}, and nothing else. 'comfort-journal remind test' shows it now, "
    "and 'comfort-journal remind off' ends it."
)
_NOT_RUNNING = (
    "The timer is there, but the system does not run it. 'comfort-journal remind on {hour:%H:%M}' puts it in again."
)
_NO_DESKTOP = (
    "No desktop takes it here. At its hour it is a line like this in each of your terminals where a shell waits, and "
    "which takes messages (mesg y)."
)


@click.group("remind", invoke_without_command=True, short_help="Be reminded of the number, neutrally.")
@click.pass_context
def remind(context: click.Context) -> None:
    """Be reminded at one hour of every day, for the number of the day after or anything else. Off unless asked for.

    \b
    cj remind on 08:30   every day at this hour, by the system's own timer
    cj remind off        no more
    cj remind show       whether it is on, and when
    cj remind test       now, to see what it is

    What it shows is the "Name on lock screen" of your settings, one neutral word. It says nothing of the journal and
    opens nothing. It comes once a day at most, and not on a day on which you gave a number on this computer. Missed
    while the computer was off or asleep, it comes later that day, before 22:00, if the timer can do that.
    """  # noqa: D301  click reads the backslash-b
    if context.invoked_subcommand is None:
        context.invoke(show)


@remind.command(short_help="Every day at this hour.")
@click.argument("hour", metavar="HH:MM")
@click.pass_obj
def on(context: CliContext, *, hour: str) -> None:
    """Be reminded every day at HH:MM, in place of an earlier hour."""
    from comfort_journal.reminder import quiet_day
    from comfort_journal.reminder.hour import hour_of
    from comfort_journal.reminder.machine import this_machine
    from comfort_journal.reminder.timers import put_in

    set_to = put_in(this_machine(), hour_of(hour))
    quiet_day.begin(context.state_dir)
    tell(_COMES.format(hour=set_to.hour, title=_title()))


@remind.command(short_help="No more.")
@click.pass_obj
def off(context: CliContext) -> None:
    """Take the timer out, and leave nothing of it behind."""
    from comfort_journal.reminder import quiet_day
    from comfort_journal.reminder.machine import this_machine
    from comfort_journal.reminder.timers import take_out

    take_out(this_machine())
    quiet_day.end(context.state_dir)
    tell(_IS_OFF)


@remind.command(short_help="Whether it is on, and when.")
def show() -> None:
    """Say whether the reminder is on, at which hour, and by what."""
    from comfort_journal.reminder.machine import this_machine
    from comfort_journal.reminder.timers import standing

    found = standing(this_machine())
    say(_OFF if found is None else f"{found.hour:%H:%M} every day, by {found.timer}")
    if found is not None and not found.runs:
        say(_NOT_RUNNING.format(hour=found.hour))


@remind.command(short_help="Now, to see what it is.")
@click.option("--due", metavar="HH:MM", hidden=True, help="As the timer does: only if it is due, and not twice a day.")
@click.pass_obj
def test(context: CliContext, *, due: str | None) -> None:
    """Show the reminder now, as it will be."""
    from comfort_journal.reminder import notice
    from comfort_journal.reminder.hour import hour_of
    from comfort_journal.reminder.machine import this_machine

    if due is not None:
        notice.come(_title(), this_machine(), context.state_dir, hour=hour_of(due), now=datetime.now().astimezone())
    elif not notice.on_desktop(_title(), this_machine()):
        say(_title())
        tell(_NO_DESKTOP)


def _title() -> str:
    """Return the word on the lock screen; one has to be there, so that something is shown."""
    from comfort_journal import paths, settings

    chosen, _ = settings.load(paths.settings_file())
    return chosen.title or settings.DEFAULTS.title
