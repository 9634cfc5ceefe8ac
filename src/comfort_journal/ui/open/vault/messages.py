"""What the vault page asks, in whole sentences; what comes of it is said by ``journal/outcomes.py``."""

from __future__ import annotations

ANEW = "Writing the journal anew. This may take a little."
NOW = "Your passphrase now"
TODAY_FIRST = "First the passphrase of today, then the new one; with that the journal is written anew under a new key."
NEW_TWICE = ("The new passphrase", "The new one once more")
CHECKING = "Trying the passphrase."
NOT_RIGHT = "That is not the passphrase of today. Please try again."
LOOKING = "Looking."
NOT_NOW = "Not now"
ANOTHER_FILE = "Another file"
NO_PATH = "Write where it is, like ~/journal-copy or /media/stick/journal-copy."
OTHER_NAME = "{} Choose another name."
NO_SUCH_PLACE = "There is nothing at that place. " + NO_PATH
CODE_ENDS = "The recovery code you have ends with this, and a new one is shown."
IN_FORCE = "Write it down now. It opens nothing until you go on."
NOT_IN_FORCE = "This code opens nothing: it was not taken. Cross it out if it is on paper."
YOUR_CODE = "Your recovery code"
COPY_BESIDE = "Another copy lies beside it and may hold more: {}. Merge another copy takes it in."
