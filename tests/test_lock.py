"""The lock names all that is installed: each package once, by its version and hashes, and from no named place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
LOCKS = {name: (CHECKOUT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock")}
NEEDED = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
ALSO = [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]


def pinned(text: str) -> dict[str, Requirement]:
    """Return each pin by its package's name."""
    found = [Requirement(line.rstrip("\\ ")) for line in text.splitlines() if re.match(r"\w", line)]
    return {canonicalize_name(each.name): each for each in found}


def test_every_pin_has_hashes_and_no_place() -> None:
    """Lines are pins, their hashes, and a head in two words."""
    line = re.compile(r"# .*|[a-z][a-z0-9.-]*==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    for text in LOCKS.values():
        assert [each for each in text.splitlines() if not line.fullmatch(each)] == []
        assert "://" not in text
        assert not re.search(r"\\\n\w", text)


def test_each_package_stands_in_one_of_the_two() -> None:
    """So that it cannot have two versions."""
    run, makers = map(pinned, LOCKS.values())
    assert run.keys().isdisjoint(makers)
    assert sum(len(re.findall(r"^\w.*==", text, re.MULTILINE)) for text in LOCKS.values()) == len(run | makers)


@pytest.mark.parametrize("line", NEEDED + ALSO)
def test_what_the_project_asks_for_is_locked_within_its_range(line: str) -> None:
    """What the program is made of and runs with stands in the first; `make lock` mends this."""
    wanted = Requirement(line)
    found = pinned(LOCKS["requirements.lock"] if line in NEEDED else "".join(LOCKS.values()))
    (only,) = found[canonicalize_name(wanted.name)].specifier
    assert wanted.specifier.contains(only.version)


def test_the_lowest_cryptography_is_said_the_same_everywhere() -> None:
    """In the range, in the sentence about what is missing, and in the reader that is given away."""
    lowest = next(line for line in NEEDED if line.startswith("cryptography")).removeprefix("cryptography>=")
    assert f'NEEDED: Final = "{lowest}"' in (CHECKOUT / "src/comfort_journal/vault/ciphers.py").read_text()
    assert f'"cryptography>={lowest}"' in (CHECKOUT / "scripts/read_vault.py").read_text()
