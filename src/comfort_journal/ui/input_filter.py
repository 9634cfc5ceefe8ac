"""Every press comes out, and nothing that no hand did.

A terminal answers questions, reports its focus and size, and moves the mouse, all in the stream that holds the keys.
Here whole control sequences are told apart byte by byte, however the stream is cut: what cannot be a key, a paste or a
mouse button is dropped, and what is in doubt is an unknown key, for an unknown key stops. Nothing can hold a press back
for longer than ``PATIENCE``: a sequence that is not whole by then was a key.

The forms are those of ECMA-48 and xterm's ctlseqs, kitty's keyboard protocol, and the X10, urxvt and SGR mouse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from comfort_journal.ui.no_press import is_no_press, repeats
from comfort_journal.ui.paste_body import PasteBody

if TYPE_CHECKING:
    from collections.abc import Callable

ESCAPE_ALONE: Final = 0.025
"""Seconds after which an escape with nothing behind it was the Escape key; vault and house use the same."""
PATIENCE: Final = 0.25
"""Seconds that a sequence may take from its first byte to its last, also over a slow line."""
PASTE_PATIENCE: Final = 1.0
"""Seconds without a byte after which a paste that never said its end is over; the paste itself was told before."""
PASTE_KEPT_PATIENCE: Final = 5.0
"""The same, where the text is wanted: what comes later would be typed, and a slow line is no reason for that."""
LONGEST_STRING: Final = 2**20
"""Bytes of an answer that is a string; one with the clipboard in it may be long."""
LONGEST: Final = 256
"""Bytes of a control sequence; the longest known, a key with its text, takes far fewer."""

Kind: TypeAlias = Literal[
    "key", "press", "release", "scroll", "move", "paste", "pasted", "focus_in", "focus_out", "mode"
]

UNKNOWN: Final = b""
"""The text of a key that nobody knows."""

_ESC, _BEL, _DEL = 0x1B, 0x07, 0x7F
_STRINGS = frozenset(b"PX]^_")
"""DCS, SOS, OSC, PM and APC, as they follow an escape."""
_UTF8 = {
    **dict.fromkeys(range(0xC2, 0xE0), 2),
    **dict.fromkeys(range(0xE0, 0xF0), 3),
    **dict.fromkeys(range(0xF0, 0xF5), 4),
}
_MOUSE = re.compile(rb"<?(\d{1,5});(-?\d{1,6});(-?\d{1,6})")
_MOUSE_MOVES, _MOUSE_WHEEL, _MOUSE_NO_BUTTON, _MOUSE_EXTRA = 32, 64, 3, 128


class Heard(NamedTuple):
    """One thing that was done: ``text`` is a key's bytes (``UNKNOWN`` if nobody knows them), or the sequence itself.

    A mouse sequence is given in the SGR form whichever the terminal uses; a ``mode`` is its answer about a mode. A
    ``paste`` is told when it begins, and ``pasted``, with its bytes, when it is over.
    """

    kind: Kind
    text: bytes = b""


class InputFilter:
    """Reads a terminal's input byte by byte; how it is cut makes no difference to what comes out.

    While something is ``under_way`` it may take ``patience`` seconds; call ``give_up`` when they are over. ``begun``
    counts what has begun so far, so that the caller knows whose seconds they are. ``for_widgets`` also tells what a
    page with fields and lists wants: pasted text, mouse movement, and a held key each time it repeats.
    """

    def __init__(self, *, for_widgets: bool = False) -> None:
        """Begin between two keys."""
        self.begun = 0
        self._for_widgets = for_widgets
        self._held = bytearray()
        self._read: Callable[[int], None] = self._ground
        self._heard: list[Heard] = []
        self._character = 0
        self._paste = PasteBody(keeps=for_widgets)

    @property
    def under_way(self) -> bool:
        """Whether something has begun that is not whole."""
        return bool(self._held) or self._read == self._in_paste

    @property
    def patience(self) -> float:
        """How long what has begun may take, in seconds from its first byte; of a paste from its latest."""
        if self._read == self._in_paste:
            return PASTE_KEPT_PATIENCE if self._for_widgets else PASTE_PATIENCE
        return ESCAPE_ALONE if self._held == b"\x1b" else PATIENCE

    @property
    def in_paste(self) -> bool:
        """Whether a paste has begun and not ended; it may last as long as its bytes keep coming."""
        return self._read == self._in_paste

    def feed(self, data: bytes) -> list[Heard]:
        """Return what these bytes complete."""
        at = 0
        while at < len(data):
            if self._read == self._in_paste:
                at = self._pass_paste(data, at)
            else:
                self._read(data[at])
                at += 1
        return self._take()

    def give_up(self) -> list[Heard]:
        """Return what was begun and never became whole as the press that it must have been."""
        if self._read == self._in_paste:
            self._paste_ends()
        elif self._held == b"\x1b" or (self._read == self._string_escape):
            self._tell("key", b"\x1b")
        elif len(self._held) == 2 and self._held[0] == _ESC:  # noqa: PLR2004  Alt and a letter that also begins a sequence
            self._tell("key", bytes(self._held))
        elif self._held:
            self._tell("key", UNKNOWN)
        self._reset()
        return self._take()

    # -- between sequences

    def _ground(self, byte: int) -> None:
        if byte == _ESC:
            self._begin(byte, self._escape)
        elif byte in _UTF8:
            self._character = _UTF8[byte]
            self._begin(byte, self._utf8)
        else:
            self._tell("key", bytes([byte]) if byte <= _DEL else UNKNOWN)

    def _utf8(self, byte: int) -> None:
        if byte & 0xC0 != 0x80:  # noqa: PLR2004  the two bits of every later byte
            self._tell("key", UNKNOWN)
            self._again(byte)
            return
        self._held.append(byte)
        if len(self._held) == self._character:
            self._end("key", _character(bytes(self._held)))

    # -- behind an escape

    def _escape(self, byte: int) -> None:
        if byte == _ESC:
            self._tell("key", b"\x1b")
            return
        self._held.append(byte)
        if byte == ord("["):
            self._read = self._csi
        elif byte == ord("O"):
            self._read = self._ss3
        elif byte in _STRINGS:
            self._read = self._string
        elif byte <= _DEL:
            self._end("key", bytes(self._held))
        elif byte in _UTF8:
            self._character = 1 + _UTF8[byte]  # Alt and a letter that takes more than one byte
            self._read = self._utf8
        else:
            self._tell("key", b"\x1b")
            self._again(byte)

    def _ss3(self, byte: int) -> None:
        if self._interrupted(byte):
            return
        self._held.append(byte)
        if not 0x30 <= byte <= 0x3B:  # noqa: PLR2004  parameters, as some send them for a key with Shift
            self._end("key", bytes(self._held))
        elif len(self._held) > LONGEST:
            self._end("key", UNKNOWN)

    def _csi(self, byte: int) -> None:
        if self._interrupted(byte):
            return
        self._held.append(byte)
        body = bytes(self._held[2:-1])
        if body == b"[":  # the Linux console's F1 to F5
            self._end("key", bytes(self._held))
        elif len(self._held) > LONGEST:
            self._end("key", UNKNOWN)
        elif byte == ord("M") and not body:
            self._read = self._x10
        elif 0x40 <= byte <= 0x7E and (body or byte != ord("[")):  # noqa: PLR2004  final bytes
            self._finish(body, byte)

    def _x10(self, byte: int) -> None:
        """Take the three bytes behind ``CSI M``; they may be any."""
        self._held.append(byte)
        button, *place = self._held[3:]
        if len(place) == 2:  # noqa: PLR2004  column and row
            self._mouse(button - 32, place[0] - 32, place[1] - 32, released=False)

    def _finish(self, body: bytes, final: int) -> None:
        """Tell what a whole control sequence is, from its parameters and its final byte."""
        whole = bytes(self._held)
        mouse = _MOUSE.fullmatch(body) if final in b"Mm" else None
        if mouse:
            button, column, row = map(int, mouse.groups())
            sgr = body.startswith(b"<")
            self._mouse(button if sgr else button - 32, column, row, released=sgr and final == ord("m"))
        elif body == b"200" and final == ord("~"):
            self._end("paste")
            self._read = self._in_paste
        elif not body and final in b"IO":
            self._end("focus_in" if final == ord("I") else "focus_out")
        elif final == ord("y") and body[-1:] == b"$":
            self._end("mode", whole)
        elif is_no_press(body, final) or (not self._for_widgets and repeats(body)):
            self._reset()
        else:
            self._end("key", whole)

    def _mouse(self, button: int, column: int, row: int, *, released: bool) -> None:
        sgr = b"\x1b[<%d;%d;%d%c" % (button, column, row, b"m" if released else b"M")
        bare = button & _MOUSE_NO_BUTTON == _MOUSE_NO_BUTTON
        if button & _MOUSE_MOVES and not button & _MOUSE_WHEEL:
            if self._for_widgets:
                self._tell("move", sgr)
            self._reset()
        elif released or (bare and not button & (_MOUSE_WHEEL | _MOUSE_EXTRA)):
            self._end("release", sgr)
        else:
            self._end("scroll" if button & _MOUSE_WHEEL else "press", sgr)

    # -- strings and pastes

    def _string(self, byte: int) -> None:
        """Take a string up to its end; its text is dropped as it comes."""
        if byte == _ESC:
            self._read = self._string_escape
            self._held.append(byte)
        elif byte == _BEL and self._held[1] == ord("]"):
            self._reset()
        elif byte < 0x20 and byte not in b"\t\n\r" or byte == _DEL:  # noqa: PLR2004, RUF021  no answer holds these, a hand may press them
            self._tell("key", bytes([byte]))
        else:
            self._held.append(byte)
            if len(self._held) > LONGEST_STRING:
                self._end("key", UNKNOWN)

    def _string_escape(self, byte: int) -> None:
        if byte == ord("\\"):
            self._reset()
            return
        self._tell("key", UNKNOWN)
        self._begin(_ESC, self._escape)
        self._read(byte)

    def _in_paste(self, byte: int) -> None:
        """Stand for the inside of a paste; ``feed`` takes its bytes by the piece."""
        self._pass_paste(bytes([byte]), 0)

    def _pass_paste(self, data: bytes, at: int) -> int:
        at, over = self._paste.take(data, at)
        if over:
            self._paste_ends()
            self._reset()
        return at

    def _paste_ends(self) -> None:
        text = self._paste.end()
        if self._for_widgets:
            self._tell("pasted", text)

    # -- the rest

    def _interrupted(self, byte: int) -> bool:
        """Take a byte that no sequence has inside: an escape begins anew, a control is a key by itself."""
        if 0x20 <= byte < _DEL:  # noqa: PLR2004  what sequences are made of
            return False
        if byte < 0x20 and byte != _ESC or byte == _DEL:  # noqa: PLR2004, RUF021  a control
            self._tell("key", bytes([byte]))
            return True
        self._tell("key", UNKNOWN)
        self._again(byte)
        return True

    def _begin(self, byte: int, read: Callable[[int], None]) -> None:
        self.begun += 1
        self._held[:] = bytes([byte])
        self._read = read

    def _again(self, byte: int) -> None:
        self._reset()
        self._read(byte)

    def _reset(self) -> None:
        self._held.clear()
        self._read = self._ground

    def _end(self, kind: Kind, text: bytes = b"") -> None:
        self._tell(kind, text)
        self._reset()

    def _tell(self, kind: Kind, text: bytes = b"") -> None:
        self._heard.append(Heard(kind, text))

    def _take(self) -> list[Heard]:
        heard, self._heard = self._heard, []
        return heard


def _character(data: bytes) -> bytes:
    try:
        data.decode()
    except UnicodeDecodeError:
        return UNKNOWN
    return data
