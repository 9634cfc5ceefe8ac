"""Comfort Journal: a private companion for slow, safe practice. This module imports nothing."""

__version__ = "1.0.0.dev0"
