"""A machine without one of the ciphers is told so in one sentence, whichever way it comes to the vault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cryptography
import pytest

import comfort_journal

OLD_LIBRARY = """
import sys
sys.modules["cryptography.hazmat.primitives.asymmetric.mlkem"] = None
"""
OLD_OPENSSL = """
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

def lacks(*_):
    raise UnsupportedAlgorithm("ML-KEM-768 is not supported by this backend.")

MLKEM768PrivateKey.from_seed_bytes = lacks
"""
COMMAND = """
import sys
from comfort_journal import cli
sys.exit(cli.run(sys.argv[1:]))
"""
SCREENS = """
import asyncio, sys
from pathlib import Path
from textual.widgets import Static
from comfort_journal.cli.start import services
from comfort_journal.ui.locked.app import MainApp

async def walk(keys):
    vault = Path(sys.argv[1])
    app = MainApp(services(vault, vault.with_name("state")))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        print(app.screen.query_one("#message", Static).visual)

asyncio.run(walk(sys.argv[2].split()))
"""
each_lack = pytest.mark.parametrize("lack", [OLD_LIBRARY, OLD_OPENSSL], ids=["library", "openssl"])


def run(home: Path, *program: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a home of its own."""
    source = str(Path(comfort_journal.__file__).parents[1])
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": source}
    return subprocess.run(
        [sys.executable, "-c", *program], capture_output=True, text=True, env=environment, timeout=60, check=False
    )


def names_it(said: str) -> bool:
    """Tell whether one sentence names what is needed and what is here."""
    return (
        "cryptography 48 or newer with OpenSSL 3.5 or newer" in said
        and f"here is cryptography {cryptography.__version__} with OpenSSL " in said
    )


@each_lack
@pytest.mark.parametrize("command", ["init", "list", "demo", "passphrase"])
def test_a_command_names_the_library_and_the_version(tmp_path: Path, lack: str, command: str) -> None:
    """One sentence, exit code 1, and no vault."""
    (tmp_path / "key").write_text("warm feet by the stove\n")
    here = tmp_path / "journal.vault"
    if command != "init":
        here.mkdir()
        (here / "journal").write_bytes(bytes(8192))
    run_it = f"{lack}\nimport sys\nsys.stdin.isatty = sys.stdout.isatty = lambda: True\n{COMMAND}"
    told = run(tmp_path, run_it, "--vault", str(here), "--passphrase-file", str(tmp_path / "key"), command)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1), told
    assert names_it(told.stderr)
    assert here.exists() is (command != "init")


@each_lack
@pytest.mark.parametrize("keys", ["a enter", "ctrl+r a enter", "f4 1 enter"])
def test_the_lock_screen_names_it_and_stays(tmp_path: Path, lack: str, keys: str) -> None:
    """Whether unlocking, by the recovery code, or sealing a number."""
    vault = tmp_path / "journal.vault"
    vault.mkdir()
    (vault / "journal").write_bytes(bytes(8192))
    told = run(tmp_path, lack + SCREENS, str(vault), keys)
    assert names_it(" ".join(told.stdout.split())), told


@each_lack
def test_a_first_run_names_it_and_makes_nothing(tmp_path: Path, lack: str) -> None:
    """The page with the passphrase comes back."""
    typed = " ".join("warmfeetbythestove")
    told = run(tmp_path, lack + SCREENS, str(tmp_path / "new.vault"), f"enter {typed} enter {typed} enter")
    assert names_it(" ".join(told.stdout.split())), told
    assert not (tmp_path / "new.vault").exists()
