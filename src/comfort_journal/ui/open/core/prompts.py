"""The questions that may stand above a page, and templates: several questions on one page, under one name.

A template is one line of the owner's list, ``Name: one question | another question``, which reads as a plain question
wherever nothing is known of templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comfort_journal.content import default_prompts

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace

_BETWEEN = re.compile(r"\s\|(?:\s|$)")
_ROOM = "\n\n\n"
"""A line to write on below each question, and an empty one before the next."""


@dataclass(frozen=True)
class Template:
    """Several questions for one page; ``name`` may be empty."""

    name: str
    questions: tuple[str, ...]

    @property
    def text(self) -> str:
        """The questions as lines of a page, with room below each."""
        return _ROOM.join(self.questions) + "\n"


def questions(session: Workspace) -> list[str]:
    """Return the owner's questions and templates, else the shipped ones; the first one stands on a fresh page."""
    return session.journal.prompts() or list(default_prompts())


def template_in(prompt: str) -> Template | None:
    """Return the template that a line of the list is, or None for one question."""
    name, colon, rest = prompt.partition(":")
    if not colon or _BETWEEN.search(name):
        name, rest = "", prompt
    asked = tuple(question for each in _BETWEEN.split(rest) if (question := each.strip()))
    return Template(name.strip(), asked) if len(asked) > 1 else None


def fresh_page(session: Workspace) -> EditBuffer:
    """Return an empty page under the first question of the list."""
    return begun(session.new_buffer(), questions(session)[0])


def begun(buffer: EditBuffer, prompt: str | None) -> EditBuffer:
    """Return the buffer under another question, or with those of a template after what is written."""
    template = template_in(prompt) if prompt else None
    text = "" if buffer.blank else buffer.text
    if template is None:
        return replace(buffer, prompt=prompt, text=text, laid="")
    laid = "" if text else template.text
    return replace(buffer, prompt=template.name or None, text=f"{text}\n\n{template.text}" if text else laid, laid=laid)
