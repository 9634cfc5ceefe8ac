"""Comfort Journal: a private companion for slow, safe practice. This module imports nothing."""

__version__ = "0.1.0"
