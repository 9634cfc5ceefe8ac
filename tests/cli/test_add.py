"""``add``: sealed, quick, exact, and possible without a passphrase."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Program


def entries(program: Program) -> list[dict[str, object]]:
    """Return what list prints for machines."""
    listed: list[dict[str, object]] = json.loads(program("list", "--json").out)
    return listed


@pytest.mark.parametrize(
    ("arguments", "stdin", "text"),
    [
        (("warm feet",), b"", "warm feet"),
        (("warm", "feet"), b"not read", "warm feet"),
        (("-",), b"one\ntwo\n", "one\ntwo"),
        ((), b"one\n\n", "one\n"),
        ((), b"\xef\xbb\xbfone \xef\xbb\xbftwo\n", "one \ufefftwo"),
        ((), b"  kept \t\r\n", "  kept \t\r"),
        (("--", "-not", "an option"), b"", "-not an option"),
    ],
)
def test_words_are_kept_as_they_are(program: Program, arguments: tuple[str, ...], stdin: bytes, text: str) -> None:
    """From the command line or standard input, but for one final newline and a file's byte order mark."""
    told = program("add", *arguments, stdin=stdin, key=False)
    assert (told.code, told.err) == (0, "")
    (kept,) = entries(program)
    assert (kept["id"], kept["text"], kept["source"]) == (told.out.strip(), text, "capture")


def test_moment_and_tags(program: Program) -> None:
    """--at keeps its own offset, and tags their order."""
    program("add", "x", "--at", "2026-01-05T21:40:00Z", "--tag", "rain", "--tag", "calm")
    (kept,) = entries(program)
    assert (kept["at"], kept["tags"]) == ("2026-01-05T21:40:00+00:00", ["rain", "calm"])


def test_a_tag_in_two_spellings_is_kept_once(program: Program) -> None:
    """As it was first written."""
    program("add", "x", *(f"--tag={tag}" for tag in ("Sleep", "caf\u00e9", "sleep", "#cafe\u0301")))
    (kept,) = entries(program)
    assert kept["tags"] == ["Sleep", "caf\u00e9"]


@pytest.mark.parametrize("at", ["yesterday", "2026-01-05T21:40:00", "2026-13-05T21:40:00Z", "20260105T214000Z"])
def test_a_moment_needs_its_offset(program: Program, at: str) -> None:
    """Anything else is refused without being repeated."""
    told = program("add", "x", "--at", at)
    assert told.code == 2
    assert told.err == "at: expected a time like 2026-01-05T21:40:00+01:00\n"


@pytest.mark.parametrize(
    ("stdin", "part"),
    [
        (b"", "no words"),
        (b" \n\n", "no words"),
        (b"\xef\xbb\xbf\n", "no words"),
        (b"ab\xffcanary", "offset 2"),
        (b"ab\xed\xa0\x80canary", "offset 2"),
        (b"x" * (2**20 + 1), "1 MiB"),
        (b"\n" * 2**19 + b"x" * 2**19, "1 MiB"),
    ],
)
def test_what_cannot_be_kept_is_refused(program: Program, stdin: bytes, part: str) -> None:
    """Nothing is sealed, and no word is repeated."""
    told = program("add", stdin=stdin)
    assert (told.code, told.out) == (2, "")
    assert part in told.err
    assert "canary" not in told.err
    assert not list((program.vault / "inbox").iterdir())


def test_bytes_of_the_command_line_are_checked_too(program: Program) -> None:
    """A shell hands over any bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "comfort_journal", "add", b"ab\xff"],
        env=program.environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"offset 2" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("--help",), ("add", "--help"), ("add", "warm feet"), ("rate", "3"), ("--version",)]
)
def test_the_light_path_stays_light(program: Program, arguments: tuple[str, ...]) -> None:
    """Neither screens nor database are loaded to write one line or to show help; a line needs no click either."""
    more = {"click"} if arguments == ("add", "warm feet") else {"textual"}
    script = (
        "import sys\n"
        "from comfort_journal import cli\n"
        f"code = cli.run({list(arguments)!r})\n"
        "heavy = {'textual', 'rich', 'tinydb', 'tomlkit', 'jinja2', 'comfort_journal.journal', 'comfort_journal.ui',\n"
        "         'importlib.metadata', 'subprocess'}\n"
        f"print(code, sorted((heavy | {more!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=program.environment, capture_output=True, check=True, text=True
    )
    assert done.stderr == "0 []\n"


def test_nothing_of_the_words_is_on_the_disk(program: Program) -> None:
    """What was added is found in no file of the home but as a seal."""
    program("add", "canary-of-warm-feet", "--tag", "canary-tag")
    for path in program.home.rglob("*"):
        if path.is_file():
            assert b"canary" not in path.read_bytes()
