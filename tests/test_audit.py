"""The look for known vulnerabilities fails for one that is known, and never for a network that is not there."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "audit.py"
FINE = {"name": "click", "version": "8.2.0", "vulns": []}
BAD = {"name": "tinydb", "version": "4.9.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": []}]}
SKIPPED = {"name": "msgspec", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture(scope="module")
def audit() -> Any:  # noqa: ANN401  a module
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([FINE], 0, "No known vulnerability in 1 packages."),
        ([FINE, SKIPPED], 0, "No known vulnerability in 1 packages; nothing is known of 1 more."),
        ([FINE, BAD, SKIPPED], 1, "Known vulnerabilities:\ntinydb 4.9.0: PYSEC-2026-1"),
        ([SKIPPED], 0, None),
        ([], 0, None),
    ],
)
def test_only_a_known_vulnerability_fails(
    audit: Any,  # noqa: ANN401  a module
    packages: list[dict[str, Any]],
    code: int,
    said: str | None,
) -> None:
    """An index that knows no advisories is told apart from one that has none to tell."""
    printed = json.dumps({"dependencies": packages, "fixes": []})
    assert audit.verdict(printed) == (code, said or audit.NOT_ASKED)


@pytest.mark.parametrize("printed", ["", "ERROR: connection refused", "[]", "{}", "null"])
def test_an_answer_that_is_none_is_no_fault(audit: Any, printed: str) -> None:  # noqa: ANN401  a module
    """It is said that nobody was asked."""
    assert audit.verdict(printed) == (0, audit.NOT_ASKED)


def test_what_is_asked_about_is_what_the_program_is_installed_with(audit: Any) -> None:  # noqa: ANN401  a module
    """Its libraries and theirs, public names all of them; neither the program itself nor what only its makers use."""
    found = audit.installed_with(audit.PROGRAM)
    assert {"cryptography", "textual", "rich", "tinydb"} <= set(found)
    assert not {"comfort-journal", "pytest", "ruff", "pip"} & set(found)


def test_without_a_network_it_says_so_and_passes(audit: Any, tmp_path: Path) -> None:  # noqa: ANN401  a module
    """As on a train: one sentence, exit 0, and soon."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        env=os.environ | nowhere | {"PIP_CACHE_DIR": str(tmp_path), "NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=audit.PATIENCE + 20,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{audit.NOT_ASKED}\n", "")
