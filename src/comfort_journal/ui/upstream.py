"""What Textual does not promise to keep and this program needs all the same: nothing else reaches behind its doors.

``PRIVATE`` says what each name is for. A test asks the installed Textual for every one of them, so that an upgrade that
moves one is told by name, and looks through the other modules: they import and read nothing private of Textual's or
Rich's, and what their classes override or use of their own bases stands in the table as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._compositor import CompositorUpdate
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._wrap import compute_wrap_offsets
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key as character_to_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console
    from textual.binding import Binding, BindingsMap
    from textual.dom import DOMNode
    from textual.drivers._writer_thread import WriterThread
    from textual.notifications import Notification
    from textual.screen import Screen
    from textual.widgets import OptionList

__all__ = [
    "ANSI_SEQUENCES_KEYS",
    "FUNCTIONAL_KEYS",
    "PRIVATE",
    "ButtonsDriver",
    "UpstreamApp",
    "XTermParser",
    "character_to_key",
    "compute_wrap_offsets",
    "driver_of",
    "followed_by",
    "keys_of",
    "let_replace",
    "line_of_option",
    "read_through",
    "sent_for",
    "show_note",
    "stop_writer",
    "take_note_back",
    "tried_in_order",
    "unbind",
    "wait_without_limit",
    "writer_of",
    "writes_waiting",
]

PRIVATE: Final = {
    "textual._ansi_sequences": {"ANSI_SEQUENCES_KEYS": "the keys that VT and xterm send as a sequence"},
    "textual._keyboard_protocol": {"FUNCTIONAL_KEYS": "the keys that kitty's form has numbers for"},
    "textual._wrap": {
        "compute_wrap_offsets(text, width, tab_size, fold, precomputed_tab_sections)": "where a line of text wraps"
    },
    "textual._xterm_parser.XTermParser": {
        "parse_mouse_code(code)": "a mouse event from its bytes",
        "feed(data)": "replaced: an unknown sequence reaches the page as letters (Textual pull request 570)",
        "tick()": "replaced with feed",
    },
    "textual.keys": {"_character_to_key(character)": "the name of a key that types no letter"},
    "textual.drivers.linux_driver": {
        "XTermParser": "looked up by this name when the driver starts, and so replaced by this name",
        "getincrementaldecoder": "replaced: a byte that is no text ends the thread that reads (Textual issue 6456)",
    },
    "textual.drivers.linux_driver.LinuxDriver": {
        "_writer_thread": "the terminal is handed on to the next process, and lost or slow ones are noticed",
        "_enable_mouse_support()": "in a session moves of the mouse are not asked for",
        "_mouse": "whether the mouse is asked for at all",
        "_query_in_band_window_resize()": "in a session no sizes come in the stream of keys",
    },
    "textual.drivers._writer_thread.WriterThread": {
        "_queue": "stop() waits for ever for a terminal that is gone, and 30 writes fill it while one stands still"
    },
    "textual.app.App": {
        "_driver": "the terminal",
        "_display(screen, renderable)": "nothing is painted over a covered page or by a terminal that is far behind",
        "_handle_exception(error)": "a fault ends the app with one sentence and no locals (Textual issue 354)",
        "_fatal_error()": "as above; Textual's own shows the locals, which hold what was written",
        "_print_error_renderables()": "as above",
        "_exit_renderables": "as above: what is said at the end",
        "_return_code": "as above: the exit code",
        "_exception": "as above: tests under Pilot raise it again",
        "_exception_event": "as above",
        "_close_messages_no_wait()": "as above: the loop ends",
        "_clipboard": "what is copied stays inside the app; the property cannot be set",
        "_notifications": "a reason stands before the press that ends it comes; notify() only posts it",
        "_refresh_notifications()": "as above",
        "_unnotify(notification, refresh)": "one reason is taken back; clear_notifications() takes all",
    },
    "textual.screen.Screen": {
        "_modal_binding_chain": "the actions of a page, in the order in which Textual tries their keys",
        "_compositor": "what the terminal was sent for the page that stands there",
        "_push_result_callback(requester, callback, future)": "the first page gives way to another as pushed ones do",
    },
    "textual._compositor": {"CompositorUpdate": "a frame; the cursor is put in its place by the same write"},
    "textual._compositor.CompositorUpdate": {"render_segments(console)": "as above"},
    "textual._compositor.Compositor": {"render_full_update(simplify)": "what the terminal was sent, as above"},
    "textual.widgets._option_list.OptionList": {
        "_index_to_line": "on which line an answer begins that may have several"
    },
    "textual.dom.DOMNode": {"_bindings": "which keys a page has itself, and a field gives up"},
    "textual.document._document.Document": {
        "_lines": "the text as typed: Textual splits it at eleven characters and joins it with one (Textual issue 4207)"
    },
    "textual.document._wrapped_document.WrappedDocument": {
        "_width": "wrapped anew only for another width; Textual measures every line each time",
        "_tab_width": "as above",
        "_tab_width_cache": "as above",
        "_wrap_offsets": "as above",
        "_line_index_to_offsets": "as above",
        "_offset_to_line_info": "as above, and how high the text is",
    },
    "textual.widgets._text_area.TextArea": {
        "_set_document(text, language)": "the text lies in a document that keeps every character",
        "_watch_language(language)": "no language: Textual would take the text apart and wrap it again",
        "_build_highlight_map()": "called by the one above",
        "_rewrap_and_refresh_virtual_size()": "a text is wrapped for another width only, not at every step of a layout",
        "_refresh_size()": "called by the one above",
        "_delete_via_keyboard(start, end)": "no half of a written character is deleted (Textual issue 4694)",
    },
}
"""Each owner's names, a method with its parameters, and what they are for."""


class UpstreamApp(App[int], inherit_bindings=False):
    """An app whose painting and whose end have public names."""

    def paint(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        """Paint a page, or a part of it, on the terminal."""
        super()._display(screen, renderable)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  as above
        self.paint(screen, renderable)

    def last_sentence(self) -> str:
        """Return what is said about a fault, once everything is kept that can be."""
        raise NotImplementedError

    def say_last(self, sentence: str) -> None:
        """Say it, after the terminal was given back."""
        raise NotImplementedError

    def clear_screen(self) -> None:
        """Take what is shown off the terminal, also from the buffer that it keeps behind the shell's."""

    def fail(self, fault: Exception | None = None) -> None:
        """End with exit code 1 and the one sentence."""
        self._return_code = 1
        if fault is not None and self._exception is None:
            self._exception = fault
            self._exception_event.set()
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)

    def _fatal_error(self) -> None:
        if self._exit_renderables:
            return
        self._exit_renderables.append(self.last_sentence())
        self.clear_screen()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        for sentence in self._exit_renderables[:1]:
            self.say_last(str(sentence))
        self._exit_renderables.clear()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep copied text inside the app: the system's clipboard is read by everything on the machine."""
        self._clipboard = text


class ButtonsDriver(LinuxDriver):
    """A terminal that is asked for the mouse's buttons and wheel only, and for no sizes among the keys."""

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()

    def _query_in_band_window_resize(self) -> None:
        """Ask for nothing; the system's signal is enough."""


def read_through(parser: type[XTermParser], decoder: Callable[[str], object]) -> None:
    """Have the driver read bytes with that decoder and text with that parser, from its next start on."""
    linux_driver.getincrementaldecoder = decoder  # type: ignore[assignment, attr-defined]
    linux_driver.XTermParser = parser  # type: ignore[attr-defined]


def driver_of(app: App[Any]) -> LinuxDriver | None:
    """Return the app's terminal, None where it runs without one."""
    return app._driver if isinstance(app._driver, LinuxDriver) else None


def writer_of(driver: LinuxDriver | None) -> WriterThread | None:
    """Return the thread that writes to the terminal, None while there is none."""
    return None if driver is None else driver._writer_thread


def stop_writer(writer: WriterThread, seconds: float) -> None:
    """Let it finish what it has, and wait so long for that and no longer."""
    writer._queue.put(None)
    writer.join(seconds)


def wait_without_limit(writer: WriterThread) -> None:
    """Let nobody stand in line behind a terminal that takes nothing."""
    writer._queue.maxsize = 0


def writes_waiting(writer: WriterThread) -> int:
    """Return how much waits to be written."""
    return writer._queue.qsize()


def show_note(app: App[Any], note: Notification) -> None:
    """Show a passing note at once."""
    app._notifications.add(note)
    app._refresh_notifications()


def take_note_back(app: App[Any], note: Notification) -> None:
    """Take back one passing note."""
    app._unnotify(note)


def tried_in_order(screen: Screen[Any]) -> Sequence[tuple[DOMNode, BindingsMap]]:
    """Return the nodes whose keys count on that page, in the order in which Textual tries them."""
    return screen._modal_binding_chain


def keys_of(node: DOMNode) -> dict[str, list[Binding]]:
    """Return the keys that a page or field has itself, with what they do."""
    return node._bindings.key_to_bindings


def let_replace(first: Screen[Any]) -> None:
    """Let the page with which the app begins be switched for another; Textual expects a callback of each that is."""
    first._push_result_callback(first, None)


def unbind(node: DOMNode, *keys: str) -> None:
    """Take keys from a field, so that they belong to the page it stands on."""
    for key in keys:
        node._bindings.key_to_bindings.pop(key, None)


class _Followed(CompositorUpdate):
    """A frame with what surrounds it."""

    def __init__(self, before: str, frame: CompositorUpdate, after: str) -> None:
        self.frame, self._before, self._after = frame, before, after

    def render_segments(self, console: Console) -> str:
        return self._before + self.frame.render_segments(console) + self._after


def followed_by(before: str, frame: Any, after: str) -> Any:  # noqa: ANN401  Textual's own type
    """Return a frame that is written together with what comes before and after it; what is none is left as it is."""
    return _Followed(before, frame, after) if isinstance(frame, CompositorUpdate) else frame


def line_of_option(options: OptionList, index: int) -> int:
    """Return the line of the list on which an answer begins."""
    return options._index_to_line[index]


def sent_for(screen: Screen[Any]) -> str:
    """Return what the terminal is sent for the page as it stands there."""
    return screen._compositor.render_full_update().render_segments(screen.app.console)
