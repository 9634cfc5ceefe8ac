"""A real systemd user session: the reminder is put in, fires, is silent the second time, and goes without a trace.

The session is in namespaces of its own, so that nothing of this computer's is touched; that takes root and ``unshare``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
SYSTEMD = Path("/usr/lib/systemd/systemd")
ALONE = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "bash"]
SESSION = """
set -e
end() {
    code=$?
    kill $manager && wait $manager || true
    echo $$ > /sys/fs/cgroup/cgroup.procs
    find /sys/fs/cgroup/reminder-test -depth -type d -exec rmdir {} +
    exit $code
}
mount -t cgroup2 none /sys/fs/cgroup
mount -t tmpfs none /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR" /sys/fs/cgroup/reminder-test/session
echo $$ > /sys/fs/cgroup/reminder-test/session/cgroup.procs
mount --bind "$HOME/bin" /usr/local/bin
"$SYSTEMD" --user & manager=$!
trap end EXIT
until systemctl --user show --property=Version; do sleep 0.1; done
run() { "$PYTHON" -P -m comfort_journal remind "$@"; }
fire() { systemctl --user restart notes-reminder.timer; sleep 1; }
said() { echo "SAID $*"; }

now=$(date +%H:%M)
run on $now
said $(run show)
said $(systemctl --user is-enabled notes-reminder.timer)
# At once, instead of at the next minute; everything else is as it was put in.
at_once="$HOME/.config/systemd/user/notes-reminder.timer.d"
mkdir "$at_once"
printf '[Timer]\nOnActiveSec=1ms\nAccuracySec=1ms\n' > "$at_once/at-once.conf"
systemctl --user daemon-reload
fire
for each in $(seq 100); do [ -s "$XDG_STATE_HOME/comfort-journal/reminder" ] && break; sleep 0.1; done
said $(cat "$HOME/shown")
fire
said $(systemctl --user show --property=Result --value notes-reminder.service)
said $(wc -l < "$HOME/shown")
rm -r "$at_once"
run off
said $(run show)
said $(systemctl --user list-timers --all --no-legend | grep -c notes)x
said $(find "$HOME" -path '*remind*')x
"""


def can_be_had() -> bool:
    """Say whether this user may have such a session here."""
    if not SYSTEMD.exists() or shutil.which("unshare") is None:
        return False
    script = "mount -t cgroup2 none /sys/fs/cgroup && mount -t tmpfs none /run"
    return subprocess.run([*ALONE, "-c", script], capture_output=True, check=False).returncode == 0


@pytest.mark.soak
def test_it_is_put_in_fires_once_a_day_and_is_taken_out(tmp_path: Path) -> None:
    """By systemd itself, with the title for a notification and nothing else."""
    if not can_be_had():
        pytest.skip("a systemd user session in namespaces of its own takes root, unshare and systemd")
    prefix = tmp_path / """a "b" $HOME ${X} %h \\x41 'c' ; \\"""  # each means something to systemd
    prefix.symlink_to(sys.prefix)
    program = tmp_path / "bin" / "notify-send"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/shown\n')
    program.chmod(0o755)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nobody",
        "PYTHONPATH": str(SOURCE),
        "PYTHON": str(prefix / Path(sys.executable).relative_to(sys.prefix)),
        "SYSTEMD": str(SYSTEMD),
    }
    done = subprocess.run(
        [*ALONE, "-c", SESSION], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    hour, *said = [line.removeprefix("SAID ") for line in done.stdout.splitlines() if line.startswith("SAID ")]
    assert hour.endswith("every day, by a systemd user timer")
    assert said == ["enabled", "--app-name=Notes -- Notes", "success", "1", "off", "0x", "x"]
