"""The partner process: a session that one person or two read, and its record sealed with the inbox's public key."""
