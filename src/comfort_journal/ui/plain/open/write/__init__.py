"""Writing in lines: a page, a text changed by the numbers of its lines, and what waits unsaved."""
