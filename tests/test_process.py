"""What one process leaves to the next: nothing open, no core dump, no debugger of the same user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src"
PROGRAM = """
import json, os, resource, sys
from comfort_journal import process

process.harden()
if sys.argv[1:] == ["again"]:
    open_now = {int(name): os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")
                if os.path.exists(f"/proc/self/fd/{name}")}
    print(json.dumps({"open": sorted(set(open_now) - {0, 1, 2}), "core": resource.getrlimit(resource.RLIMIT_CORE),
                      "environment": sorted(os.environ)}))
else:
    secret = os.open(sys.argv[1], os.O_RDONLY)
    os.set_inheritable(secret, True)
    os.dup2(secret, 200, inheritable=True)
    os.environ["TEXTUAL_LOG"] = "leak"
    process.become(("again",), None)
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of descriptors")
def test_the_next_process_inherits_nothing_that_is_open(tmp_path: Path) -> None:
    """Whatever was open, even what was made to be inherited, is closed by the exec; the limits are set again."""
    (tmp_path / "secret").write_text("words")
    with (tmp_path / "secret").open() as given:
        os.set_inheritable(given.fileno(), True)  # noqa: FBT003  its only form
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, tmp_path / "secret"],
            env=os.environ | {"PYTHONPATH": str(SOURCES)},
            pass_fds=[given.fileno()],
            capture_output=True,
            check=True,
        )
    found = json.loads(done.stdout)
    assert found["open"] == []
    assert found["core"] == [0, 0]
    assert "TEXTUAL_LOG" not in found["environment"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells whether a process may be dumped")
def test_a_hardened_process_cannot_be_dumped() -> None:
    """``PR_GET_DUMPABLE`` says no."""
    ask = "import ctypes; from comfort_journal import process; process.harden(); print(ctypes.CDLL(None).prctl(3))"
    done = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | {"PYTHONPATH": str(SOURCES)}, capture_output=True, check=True
    )
    assert done.stdout == b"0\n"
