"""Numbers in lines: one number, those that wait, and all that were given."""
