"""The command line: what a person or a script may ask for, and the exit code it gets.

``main`` is the only place where an error becomes an exit code. What is told on standard error is one plain sentence,
never a traceback and never a word of a record.
"""

from __future__ import annotations

import os
import sys

from comfort_journal import process
from comfort_journal.errors import BadInput, ComfortError

INTERRUPTED = 130
UNEXPECTED = 1
_UNEXPECTED_FAULT = "Something unexpected went wrong ({}). What is saved in the journal is untouched."


def main() -> None:
    """Run one command and end the process with its exit code."""
    process.harden()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more; a second complaint at the interpreter's end would help nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or UNEXPECTED
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing is raised but what ends an interpreter."""
    from comfort_journal.cli.program import program

    try:
        answer = program.main(arguments, prog_name=_own_name(), standalone_mode=False)
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001  the one place where every fault ends
        code, sentence = told(fault)
        if sentence:
            from comfort_journal.cli.speech import complain

            complain(sentence)
        return code
    return answer if isinstance(answer, int) else 0


def told(fault: BaseException) -> tuple[int, str]:
    """Return a fault's exit code and what to say about it; the text of an unexpected one may hold a record's words."""
    import click

    match fault:
        case ComfortError():
            return fault.exit_code, str(fault)
        case click.UsageError():
            where = fault.ctx.command_path if fault.ctx else _own_name()
            return fault.exit_code, f"{fault.format_message()}\nTry '{where} --help' for help."
        case click.ClickException():
            return BadInput.exit_code, fault.format_message()
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED, ""
        case BrokenPipeError():
            return UNEXPECTED, ""
    return UNEXPECTED, _UNEXPECTED_FAULT.format(type(fault).__name__)


def _own_name() -> str:
    called = os.path.basename(sys.argv[0])  # noqa: PTH119  a name, not a path
    return called if called in ("cj", "comfort-journal") else "comfort-journal"
