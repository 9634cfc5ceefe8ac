"""The screens: one room per process, and what they share."""
