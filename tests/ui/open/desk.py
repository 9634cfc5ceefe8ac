"""A buffer on the desk for a moment, without an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace


def keep(session: Workspace, buffer: EditBuffer) -> None:
    """Seal the buffer as a draft, or remove its draft, as an editor does that holds it; raises NotSaved."""

    def read() -> EditBuffer:
        return buffer

    session.lay(read)
    try:
        session.keep_all()
    finally:
        session.take_away(read)
