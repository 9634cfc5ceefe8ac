"""The locked process in lines: unlocking, beginning, and what can be done without a passphrase."""
