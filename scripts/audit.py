"""Ask whether anything that the program is installed with has a known vulnerability: ``python scripts/audit.py``.

pip-audit asks PyPI, which hears names and versions of public packages and nothing else. A machine that is offline, or
an index without advisories, is no fault: that is said in one sentence, and the exit code is 0. A vulnerability is exit
1, and so is a pip-audit that no longer understands what it is asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "comfort-journal"
PATIENCE = 10
"""Seconds for all of it; a check that waits for a network is soon not run any more."""
MISUSED = 2
"""What pip-audit ends with when it does not know an option."""
NOT_ASKED = "Known vulnerabilities were not looked for: the advisories cannot be reached from here."


def installed_with(program: str) -> dict[str, str]:
    """Return name and version of every package that installing the program brings along."""
    found: dict[str, str] = {}
    waiting = [program]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            wanted = Requirement(line)
            name = canonicalize_name(wanted.name)
            if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
                found[name] = distribution(name).version
                waiting.append(name)
    return found


def asked(packages: dict[str, str]) -> str:
    """Return what pip-audit prints about packages, "" where it is not done in time."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "requirements.txt"
        pins.write_text("".join(f"{name}=={version}\n" for name, version in packages.items()))
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(pins), "--no-deps", "--disable-pip"]
        options = ["--format", "json", "--progress-spinner", "off", "--timeout", "3"]
        try:
            done = subprocess.run([*command, *options], capture_output=True, text=True, check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return ""
    if done.returncode == MISUSED:
        raise SystemExit(done.stderr)
    return done.stdout


def verdict(printed: str) -> tuple[int, str]:
    """Return the exit code and what to say of pip-audit's JSON; anything else means that nobody could be asked."""
    try:
        packages = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, NOT_ASKED
    bad = [f"{each['name']} {each['version']}: {known['id']}" for each in packages for known in each.get("vulns", ())]
    if bad:
        return 1, "Known vulnerabilities:\n" + "\n".join(bad)
    clear = sum(1 for each in packages if "skip_reason" not in each)
    if not clear:
        return 0, NOT_ASKED
    missing = len(packages) - clear
    return 0, f"No known vulnerability in {clear} packages{f'; nothing is known of {missing} more' if missing else ''}."


if __name__ == "__main__":
    code, sentence = verdict(asked(installed_with(PROGRAM)))
    print(sentence)
    raise SystemExit(code)
