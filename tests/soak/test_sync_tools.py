"""Two computers share a vault through the real Syncthing, and restic keeps it: nothing is lost, nothing comes back.

Both programs run on this machine, on the loopback interface only, with every announcement and relay switched off. They
are installed by whoever runs this (Debian: ``apt-get install syncthing restic``); where one is missing, it is said.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs
from tests.entries import new_entry

from comfort_journal.journal import Journal
from comfort_journal.vault.opening import unlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comfort_journal.records import Entry

pytestmark = pytest.mark.soak

SOURCES = Path(__file__).resolve().parents[2] / "src"
PASSPHRASE = "correct horse"
PATIENCE = 120.0
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
FOLDER = "journal"
CONFIGURATION = """<configuration version="36">
  <folder id="{folder}" path="{path}" type="sendreceive" rescanIntervalS="0" fsWatcherEnabled="false">
    <device id="{me}"/><device id="{peer}"/>
    <maxConflicts>10</maxConflicts>
  </folder>
  <device id="{me}"><address>tcp://127.0.0.1:{port}</address></device>
  <device id="{peer}"><address>tcp://127.0.0.1:{peer_port}</address></device>
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunServer></stunServer>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
  </options>
</configuration>
"""


def needed(program: str) -> str:
    """Return where a program is, or skip and say that it is missing."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed here (Debian and Ubuntu: apt-get install {program})")
    return found


def wait_for(what: str, happened: Callable[[], bool]) -> None:
    """Ask again and again until something another program does has happened."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"waited in vain: {what}"
        pause.wait(0.1)


@dataclass(frozen=True)
class Computer:
    """One computer's home with the program and a copy of the vault in it."""

    home: Path

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.home / ".local/share/comfort-journal/journal.vault"

    @property
    def state_dir(self) -> Path:
        """This computer's memory of its vaults."""
        return self.home / ".local/state/comfort-journal"

    def run(self, *arguments: str) -> str:
        """Run a command as its owner would and return what it said on both streams; it must end well."""
        (self.home / "passphrase").write_text(PASSPHRASE)
        done = subprocess.run(
            [sys.executable, "-m", "comfort_journal", "--passphrase-file", self.home / "passphrase", *arguments],
            env={"HOME": str(self.home), "PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def add(self, *texts: str) -> None:
        """Write entries and take them in."""
        for text in texts:
            self.run("add", text)
        self.run("list")

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """Open the journal as the app does."""
        key = unlock(self.vault, PASSPHRASE.encode(), state_dir=self.state_dir)
        journal = Journal.open(self.vault, key, state_dir=self.state_dir)
        try:
            yield journal
        finally:
            journal.close()

    def edit(self, text: str, to: str) -> None:
        """Change the words of one entry."""
        with self.journal() as journal:
            journal.save(structs.replace(_entry(journal, text), text=to))

    def delete(self, text: str) -> None:
        """Delete one entry."""
        with self.journal() as journal:
            journal.delete(_entry(journal, text).id)

    def texts(self) -> list[str]:
        """Return the words of all entries, sorted."""
        return sorted(each["text"] for each in json.loads(self.run("list", "--json").rpartition("]")[0] + "]"))

    def conflicts(self) -> list[Path]:
        """Return the copies that a sync tool made of a conflict."""
        return sorted(self.vault.glob("journal.sync-conflict-*"))


def _entry(journal: Journal, text: str) -> Entry:
    (found,) = [each for each in journal.entries() if each.text == text]
    return found


@dataclass
class Syncthing:
    """One Syncthing with one shared folder, driven over its own interface."""

    home: Path
    gui: int
    key: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let it run."""
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [needed("syncthing"), "serve", f"--home={self.home}", "--no-browser", "--no-restart", "--no-upgrade"],
                env={"HOME": str(self.home), "PATH": os.environ["PATH"]},
                stdout=log,
                stderr=log,
            )
        wait_for("Syncthing answers", lambda: self.ask("system/ping") is not None)

    def stop(self) -> None:
        """Let it end; the computers are apart."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def ask(self, what: str, method: str = "GET") -> Any:  # noqa: ANN401  JSON
        """Return an answer, or None while there is none."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gui}/rest/{what}", method=method, headers={"X-API-Key": self.key}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                text = answer.read()
                return json.loads(text) if text.strip() else {}
        except (urllib.error.URLError, OSError):
            return None

    def scan(self) -> None:
        """Look at the folder now."""
        self.ask(f"db/scan?folder={FOLDER}", "POST")

    def is_even(self) -> bool:
        """Tell whether it has nothing to fetch and knows that its peer has neither."""
        status, peer = self.ask(f"db/status?folder={FOLDER}"), self.ask(f"db/completion?folder={FOLDER}")
        connections = (self.ask("system/connections") or {}).get("connections", {})
        return bool(
            status
            and peer
            and any(each["connected"] for each in connections.values())
            and status["state"] == "idle"
            and status["needTotalItems"] == 0
            and peer["needItems"] == 0
            and peer["needDeletes"] == 0
        )


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def computers(tmp_path: Path) -> tuple[Computer, Computer]:
    """Return two computers, the vault on the first."""
    pair = (Computer(tmp_path / "anna"), Computer(tmp_path / "laptop"))
    for each in pair:
        each.vault.parent.mkdir(parents=True)
    pair[0].run("init", "--kdf-memory", "64")
    pair[1].vault.mkdir(mode=0o700)
    return pair


@pytest.fixture
def syncing(tmp_path: Path, computers: tuple[Computer, Computer]) -> Iterator[Callable[[], None]]:
    """Yield what brings both folders together and parts them again."""
    tools, ids = [], []
    ports = (free_port(), free_port())
    for number in range(2):
        home = tmp_path / f"syncthing {number}"
        said = subprocess.run(
            [needed("syncthing"), "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"],
            env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        )
        ids.append(re.search(r"[A-Z0-9]{7}(-[A-Z0-9]{7}){7}", said.stdout + said.stderr)[0])
        tools.append(Syncthing(home, free_port(), f"key{number}"))
    for number, tool in enumerate(tools):
        (computers[number].vault / ".stfolder").mkdir()
        (computers[number].vault / ".stignore").write_text("journal.new\n.*.tmp\n")
        (tool.home / "config.xml").write_text(
            CONFIGURATION.format(
                folder=FOLDER,
                path=computers[number].vault,
                me=ids[number],
                peer=ids[1 - number],
                port=ports[number],
                peer_port=ports[1 - number],
                gui=tool.gui,
                key=tool.key,
            )
        )

    def bring_together() -> None:
        for tool in tools:
            tool.start()
        try:

            def even() -> bool:
                for tool in tools:
                    tool.scan()
                return all(tool.is_even() for tool in tools) and alike(*computers)

            wait_for("both folders are the same", even)
        finally:
            for tool in tools:
                tool.stop()

    try:
        yield bring_together
    finally:
        for tool in tools:
            tool.stop()


def alike(one: Computer, other: Computer) -> bool:
    """Tell whether both have the same journals under the same names."""

    def journals(computer: Computer) -> dict[str, bytes]:
        names = [path for path in computer.vault.rglob("*") if path.is_file() and "journal" in path.name]
        return {str(path.relative_to(computer.vault)): path.read_bytes() for path in names}

    return journals(one) == journals(other)


def test_two_computers_that_were_apart_come_together(
    computers: tuple[Computer, Computer], syncing: Callable[[], None]
) -> None:
    """Each wrote, changed and deleted; Syncthing makes a conflict copy; one merge, and both have everything."""
    desk, laptop = computers
    desk.add("kept", "edited by desk", "edited by laptop", "edited by both", "deleted by desk", "edited and deleted")
    syncing()
    assert laptop.texts() == desk.texts()

    for round_ in range(3):  # apart, and together again
        desk.add(f"desk {round_}")
        laptop.add(f"laptop {round_}")
        if round_ == 0:
            desk.edit("edited by desk", "edited by desk, done")
            laptop.edit("edited by laptop", "edited by laptop, done")
            desk.edit("edited by both", "desk's words")
            laptop.edit("edited by both", "laptop's words")
            desk.delete("deleted by desk")
            desk.delete("edited and deleted")
            laptop.edit("edited and deleted", "edited, so kept")
        syncing()
        (conflict,) = desk.conflicts()
        assert [each.name for each in laptop.conflicts()] == [conflict.name]
        merger = (desk, laptop)[round_ % 2]
        assert conflict.name in merger.run("list")
        merger.run("merge", str(merger.vault / conflict.name))
        (merger.vault / conflict.name).unlink()  # the owner's own choice, once verify calls it not needed
        syncing()
        want = [
            *(f"{who} {number}" for number in range(round_ + 1) for who in ("desk", "laptop")),
            "kept",
            "edited by desk, done",
            "edited by laptop, done",
            "desk's words",
            "laptop's words",
            "edited, so kept",
        ]
        for computer in computers:
            assert computer.texts() == sorted(want)
            assert "problem" not in computer.run("verify")
            assert not computer.conflicts()
    desk.add("and on")
    syncing()
    laptop.add("and on, on the laptop")
    assert {"and on", "and on, on the laptop"} <= set(laptop.texts())


def test_a_journal_that_is_open_while_another_copy_arrives(
    computers: tuple[Computer, Computer], syncing: Callable[[], None]
) -> None:
    """An open window notices the file that Syncthing puts under it; what it had saved is kept and merged."""
    desk, laptop = computers
    desk.add("first")
    syncing()
    laptop.run("list")
    laptop.add("by the laptop, while apart")
    with desk.journal() as window:
        window.save(new_entry(NOON, "in the open window"))
        syncing()
        window.refresh()
        settled = window.writable
        if settled:  # ours stayed, and the laptop's lies beside it
            assert desk.conflicts()
        else:
            assert window.why_read_only is not None
    found = [*desk.conflicts(), *(desk.vault / "set-aside").glob("*.journal")]
    assert found
    for each in found:
        desk.run("merge", str(each))
        if each.parent == desk.vault:
            each.unlink()
    want = ["by the laptop, while apart", "first", "in the open window"]
    assert desk.texts() == want
    syncing()
    for each in laptop.conflicts():
        laptop.run("merge", str(each))
        each.unlink()
    assert laptop.texts() == want


def test_restic_keeps_a_vault_that_is_being_written(computers: tuple[Computer, Computer], tmp_path: Path) -> None:
    """Backed up while the journal is open and saving; every snapshot verifies on a fresh computer."""
    restic, desk = needed("restic"), computers[0]
    environment = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "RESTIC_REPOSITORY": str(tmp_path / "repository"),
        "RESTIC_PASSWORD": "only a test",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [restic, *arguments], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init")
    desk.add("first")
    said = threading.Event()

    def write() -> None:
        with desk.journal() as journal:
            for number in range(300):
                journal.save(new_entry(NOON, f"number {number}"))
                if number == 20:
                    said.set()
            if journal.care is not None:
                journal.care.compact()

    writer = threading.Thread(target=write)
    writer.start()
    assert said.wait(PATIENCE)
    snapshots = 0
    while writer.is_alive() or not snapshots:
        run("backup", str(desk.vault))
        snapshots += 1
    writer.join()
    run("backup", str(desk.vault))
    run("check", "--read-data")
    ids = [each["short_id"] for each in json.loads(run("snapshots", "--json"))]
    assert len(ids) == snapshots + 1
    counts = []
    for number, each in enumerate(ids):
        target = tmp_path / f"restored {number}"
        run("restore", each, "--target", str(target))
        fresh = Computer(tmp_path / f"fresh {number}")
        fresh.vault.parent.mkdir(parents=True)
        shutil.copytree(next(target.rglob("journal.vault")), fresh.vault)
        assert "problem" not in fresh.run("verify")
        counts.append(len(fresh.texts()))
    assert counts == sorted(counts)
    assert counts[-1] == 301
