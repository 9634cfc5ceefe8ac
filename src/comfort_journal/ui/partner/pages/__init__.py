"""What a session looks like; no page here decides anything."""
