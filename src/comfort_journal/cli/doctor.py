"""``doctor``: what works here, for someone who has a problem; nothing is opened, and nothing private is said."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.list_show import json_option
from comfort_journal.cli.output import WIDEST, folded, say, width

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.cli.findings import Finding

_ALL_FINE = "All of it is fine."
_LEGEND = "fine: nothing to do. note: good to know. mend: it stands in the way."


@click.command(short_help="Say what works here, and what to do where something does not.")
@json_option
@click.pass_obj
def doctor(context: CliContext, *, as_json: bool) -> int:
    """Look at this computer and terminal, and say how each thing stands and what to do.

    The vault is not opened and no passphrase is asked for. No word of the journal, no name and no path is said, so
    that you can show it to whoever helps you. 'paths' says where things are.

    It ends with 0, or with the code of the first thing to mend.
    """
    from comfort_journal.cli.findings import exit_code, findings
    from comfort_journal.cli.machine_facts import look

    found = findings(look(context))
    if as_json:
        say(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
        return exit_code(found)
    columns = width() or WIDEST
    for each in found:
        say(line(each, columns))
    left = [each for each in found if each.stands != "fine"]
    say()
    say(folded(_LEGEND if left else _ALL_FINE, columns))
    return exit_code(found)


def line(found: Finding, columns: int) -> str:
    """Return a finding as it is read aloud: how it stands, what it is, what it says, and what to do below."""
    fold = textwrap.TextWrapper(columns, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
    said = fold.fill(f"{found.stands}  {found.what}: {found.says}")
    return f"{said}\n{fold.fill(f'      To do: {found.do}')}" if found.do else said
