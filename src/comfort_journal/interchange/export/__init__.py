"""Forms that other programs read, one writer a file; ``exporters`` names them all. Records in, bytes out."""
