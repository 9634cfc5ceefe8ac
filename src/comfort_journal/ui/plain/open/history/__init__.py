"""The history in lines: the list, one entry and what can be done with it, days, months and tags."""
