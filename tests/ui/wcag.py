"""How well a colour stands out from another."""

from __future__ import annotations

from textual.color import Color


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours, 1..21."""
    first, second = (_luminance(Color.parse(colour)) for colour in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(colour: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
