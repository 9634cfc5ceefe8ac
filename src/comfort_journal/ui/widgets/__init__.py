"""Widgets that more than one process draws with."""
