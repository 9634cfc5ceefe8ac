"""The locked process: no key, the lock screen, capture into the sealed inbox."""
