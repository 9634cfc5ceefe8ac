"""The words of the program as data, and their strict loader.

A name or value that the loader does not know is a fault of the file, found by the first test that reads it.
"""

from comfort_journal.content.samples import sample_entries
from comfort_journal.content.words import default_prompts

__all__ = ["default_prompts", "sample_entries"]
