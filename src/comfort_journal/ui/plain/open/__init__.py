"""The open journal in lines: every flow of the pages, by the same actions and in the same words."""
