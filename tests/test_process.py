"""What one process leaves to the next: nothing open, no core dump, no debugger of the same user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comfort_journal import process

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


HANDING_OVER = """
import json, os, sys
from comfort_journal import process

if sys.argv[1:2] == ["session"]:
    told = process.handed_over(int(sys.argv[2]))
    left = [name for name in os.listdir("/proc/self/fd") if int(name) > 2 and os.path.exists(f"/proc/self/fd/{name}")]
    said = [open(f"/proc/self/{name}", "rb").read().hex() for name in ("cmdline", "environ")]
    print(json.dumps({"told": told.hex(), "left": left, "said": said}))
else:
    process.become(("session",), None, hand_over=bytes.fromhex(sys.stdin.read()))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of descriptors")
@pytest.mark.parametrize("size", [0, 1, process.MOST_HANDED_OVER])
def test_what_is_handed_over_arrives_whole_and_by_no_other_way(size: int) -> None:
    """Up to the most a pipe holds; nothing of it is in arguments or environment, and the pipe is closed at once."""
    data = os.urandom(size)
    done = subprocess.run(
        [sys.executable, "-c", HANDING_OVER],
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        input=data.hex().encode(),
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["told"] == data.hex()
    assert found["left"] == []
    assert not [said for said in found["said"] if size > 1 and data.hex() in said]


def test_more_than_a_pipe_holds_is_refused_before_anything_is_done() -> None:
    """The process is still this one."""
    with pytest.raises(ValueError, match="4096"):
        process.become(("session",), None, hand_over=bytes(process.MOST_HANDED_OVER + 1))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells whether a process may be dumped")
def test_a_hardened_process_cannot_be_dumped() -> None:
    """``PR_GET_DUMPABLE`` says no."""
    ask = "import ctypes; from comfort_journal import process; process.harden(); print(ctypes.CDLL(None).prctl(3))"
    done = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | {"PYTHONPATH": str(SOURCES)}, capture_output=True, check=True
    )
    assert done.stdout == b"0\n"
