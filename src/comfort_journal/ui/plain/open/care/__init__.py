"""The vault in lines: what is asked, the work itself, and secrets that leave nothing behind. Door: ``vault``."""
