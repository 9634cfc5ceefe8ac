"""Every flow as plain lines, for a screen reader, a braille display or a slow line: no escape sequence is written."""
