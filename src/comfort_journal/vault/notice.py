"""What a vault has to say that is no fault of the moment: one plain sentence, and a code for programs."""

from __future__ import annotations

from typing import Self


class Notice(str):
    """A sentence for the person; ``code`` tells programs which one it is."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, sentence: str) -> Self:
        """Keep the code beside the sentence."""
        notice = super().__new__(cls, sentence)
        notice.code = code
        return notice
