"""What a field may hold: each type's pattern takes exactly the contract's values, in ASCII and to the text's very end.

Every ``description`` completes the sentence "expected ..." that a refusal says (see ``border``).
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from comfort_journal.records.steps import STEPS

Id: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z",
        description="an id (a UUID in lower case)",
    ),
]
Time: TypeAlias = Annotated[
    str,
    Meta(
        pattern=(
            r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
            r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\Z"
        ),
        description="a time like 2026-01-05T21:40:00+01:00",
    ),
]
Day: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", description="a day like 2026-01-05")]
Rating: TypeAlias = Annotated[int, Meta(ge=0, le=10)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1, description="a whole number from 0")]


def _step(*, together: bool) -> Meta:
    """Return what a step key may be; only ``together`` takes in the step that has a record of its own."""
    steps = [each for each in STEPS.values() if together or not each.together]
    keys = "|".join(each.kind + r":[^\x00-\x1f]+" * each.rungs for each in steps)
    named = ", ".join(each.kind + ":<size id>" * each.rungs for each in steps)
    return Meta(pattern=rf"^({keys})\Z", description=f"a step ({named})")


SessionStep: TypeAlias = Annotated[str, _step(together=False)]
StepKey: TypeAlias = Annotated[str, _step(together=True)]
MARK_LENGTH = 60
MOST_MARKS = 24
Mark: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[^\s\x00-\x1f\x7f-\x9f]([^\x00-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f])?\Z",
        max_length=MARK_LENGTH,
        description=f"1 to {MARK_LENGTH} characters on one line, without blanks around them",
    ),
]
"""The owner's own word for what was around a session, such as "door locked"."""
Marks: TypeAlias = Annotated[
    tuple[Mark, ...], Meta(max_length=MOST_MARKS, description=f"a list of at most {MOST_MARKS} marks")
]


def is_mark(word: str) -> bool:
    """Tell whether a text may be a mark."""
    try:
        msgspec.convert(word, Mark)
    except msgspec.ValidationError:
        return False
    return True
