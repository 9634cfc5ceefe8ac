"""The plan in lines: its steps and reasons, its changes and private questions."""
