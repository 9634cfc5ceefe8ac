"""The open process: everything behind the vault key, in eleven rooms.

They lie in layers, the upper may use the lower: home, then plan and history, then together and settings, then practice,
rating, library, write and vault, and core below them all.
"""
