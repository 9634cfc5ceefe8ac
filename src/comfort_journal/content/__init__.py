"""The words of the program as data, and their strict loader.

A name or value that the loader does not know is a fault of the file, found by the first test that reads it.
"""

from comfort_journal.content.gate import ask_gate
from comfort_journal.content.library import Library
from comfort_journal.content.loading import load_library
from comfort_journal.content.programme import load_programme
from comfort_journal.content.prompts import default_prompts
from comfort_journal.content.record_names import record_names
from comfort_journal.content.sample_practice import sample_practice
from comfort_journal.content.samples import sample_entries
from comfort_journal.content.toml_file import BadContent

__all__ = [
    "BadContent",
    "Library",
    "ask_gate",
    "default_prompts",
    "load_library",
    "load_programme",
    "record_names",
    "sample_entries",
    "sample_practice",
]
