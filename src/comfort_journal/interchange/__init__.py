"""Plain formats to and from records: bytes in, records out, and back; nothing else."""
