"""``themes``, ``paths`` and ``completion``: where things are, and what there is to choose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from comfort_journal import paths
from comfort_journal.cli.list_show import json_option
from comfort_journal.cli.output import complain, quiet, say
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext

SHELLS = ("bash", "zsh", "fish")
_ZSH_AGAIN = "== loadautofunc ]]", "== (loadautofunc|shfunc) ]]"
"""click 8.5's script answers the first Tab in zsh, and at the second it only registers itself: it is loaded by then."""


@click.command("paths", short_help="Say where everything is.")
@json_option
@click.pass_obj
def show_paths(context: CliContext, *, as_json: bool) -> None:
    """Say where the vault, the settings, the themes and this machine's memory of the vault are."""
    places = {
        "vault": context.vault,
        "settings": paths.settings_file(),
        "themes": paths.user_themes(),
        "state": context.state_dir,
    }
    if as_json:
        say(json.dumps({name: str(path) for name, path in places.items()}, indent=2))
        return
    for name, path in places.items():
        say(f"{name:10}{path}")


@click.command(short_help="List the themes.")
@json_option
def themes(*, as_json: bool) -> None:
    """List the program's themes and your own; the one in use is marked. The app's settings are where to choose."""
    from comfort_journal import settings
    from comfort_journal.ui import themes as theming

    chosen, _ = settings.load(paths.settings_file())
    found, messages = theming.read_themes((paths.shipped_themes(), paths.user_themes()))
    for message in messages:
        complain(message)
    in_use, _ = theming.choose(chosen.theme, found)
    if as_json:
        told = [
            {"id": each.id, "name": each.name, "dark": each.dark, "in_use": each.id == in_use}
            for each in found.values()
        ]
        say(json.dumps(told, indent=2))
        return
    for each in found.values():
        mark = "*" if each.id == in_use else " "
        say(f"{mark} {each.id:12}  {quiet(one_line(each.name))}")


@click.command(short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL (bash, zsh or fish) complete commands and options. Nothing of the journal is completed.

    The script is for the name the program is called by, comfort-journal or cj.

    \b
    bash:  cj completion bash > ~/.local/share/bash-completion/completions/cj
    zsh:   cj completion zsh > a folder of your $fpath, as _cj
    fish:  cj completion fish > ~/.config/fish/completions/cj.fish
    """  # noqa: D301  click reads the backslash-b
    from click.shell_completion import get_completion_class

    from comfort_journal.cli.program import program

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  click completes these shells
    name = context.find_root().info_name or ""
    script = made(program, {}, name, f"_{name.replace('-', '_').upper()}_COMPLETE").source()
    say(script.replace(*_ZSH_AGAIN))
