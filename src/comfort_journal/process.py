"""What this process may leave behind: no core dump, no debugger of the same user, no ``TEXTUAL*`` back doors.

``harden`` runs first thing in every process and again after every exec, which resets the dumpable flag.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys

_PR_SET_DUMPABLE = 4
_TEXTUAL_ALLOWED = frozenset(
    {"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS", "TEXTUAL_SMOOTH_SCROLL"},
)


def harden() -> None:
    """Forbid core dumps and same-user debuggers, and drop the environment's ways to make Textual leak."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _TEXTUAL_ALLOWED]:
        del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ["ESCDELAY"] = "25"
