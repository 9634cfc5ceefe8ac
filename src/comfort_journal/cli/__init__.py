"""The command line: what a person or a script may ask for, and the exit code it gets.

``main`` is the only place where an error becomes an exit code. What is told on standard error is one plain sentence,
never a traceback and never a word of a record.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from comfort_journal import process
from comfort_journal.errors import BadInput, ComfortError

if TYPE_CHECKING:
    import click

INTERRUPTED = 130
UNEXPECTED = 1
_COMPLETE = "_COMPLETE"
"""The end of the variable by which a shell asks click what a line may go on with."""
_SYSTEM_REFUSED = "The system refused this ({}). What is saved in the journal is untouched."
_UNWRITTEN = "The output could not be written ({})."
_UNEXPECTED_FAULT = "Something unexpected went wrong ({}). What is saved in the journal is untouched."


def main() -> None:
    """Run one command and end the process with its exit code."""
    process.harden()
    _prepare_streams()
    code = run(sys.argv[1:])
    process.show_typing()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more; a second complaint at the interpreter's end would help nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or UNEXPECTED
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing is raised but what ends an interpreter."""
    try:
        answer = _asked(arguments)
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001  the one place where every fault ends
        code, sentence = told(fault)
    else:
        code, sentence = answer if isinstance(answer, int) else 0, ""
    from comfort_journal.cli.output import complain, lost_output

    lost = lost_output()
    if lost is not None and code == 0:
        code = UNEXPECTED
        sentence = "" if isinstance(lost, BrokenPipeError) else _UNWRITTEN.format(os.strerror(lost.errno or 0))
    if sentence:
        complain(sentence)
    return code


def _asked(arguments: list[str]) -> object:
    """Carry out what was asked for; where no option is there is nothing to parse, and nothing is loaded for it."""
    if not any(name.endswith(_COMPLETE) for name in os.environ):
        if not arguments:
            from comfort_journal.cli.start import open_bare

            return open_bare()
        if arguments[0] == "add" and not any(each.startswith("-") and each != "-" for each in arguments):
            from comfort_journal.cli.one_line import add_bare

            return add_bare(arguments[1:])
    from comfort_journal.cli.program import program

    return program.main(arguments, prog_name=_own_name(), standalone_mode=False)


def told(fault: BaseException) -> tuple[int, str]:
    """Return a fault's exit code and what to say about it; the text of an unexpected one may hold a record's words."""
    import click

    match fault:
        case ComfortError():
            return fault.exit_code, str(fault)
        case click.UsageError():
            where = fault.ctx.command_path if fault.ctx else _own_name()
            return fault.exit_code, f"{fault.format_message()}{_stands_before(fault)}\nTry '{where} --help' for help."
        case click.ClickException():
            return BadInput.exit_code, fault.format_message()
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED, ""
    return UNEXPECTED, _unexpected(fault)


def _stands_before(fault: click.UsageError) -> str:
    """Return what is said of an option of every command, such as a passphrase's, that was written behind one."""
    import click

    if not isinstance(fault, click.NoSuchOption) or fault.ctx is None or fault.ctx.parent is None:
        return ""
    root, option = fault.ctx.find_root(), fault.option_name
    if not any(option in each.opts for each in root.command.params):
        return ""
    return f" It stands before the command: {root.command_path} {option} ... {fault.ctx.info_name}"


def _unexpected(fault: BaseException) -> str:
    match fault:
        case BrokenPipeError():
            return ""
        case OSError(errno=int(number)):
            return _SYSTEM_REFUSED.format(os.strerror(number))
    return _UNEXPECTED_FAULT.format(type(fault).__name__)


def _prepare_streams() -> None:
    """Give a closed standard stream a stand-in, and let no character that a terminal lacks end a command.

    Without one the next file that is opened, the journal perhaps, would get the stream's number, and what is meant for
    the terminal could be written into it. The stand-in for standard output refuses, so that nothing seems printed.
    """
    for number, name, flags in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, flags)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _own_name() -> str:
    called = os.path.basename(sys.argv[0])  # noqa: PTH119  a name, not a path
    return called if called in ("cj", "comfort-journal") else "comfort-journal"
