"""Writing: the form of an entry with its tags, the editor, the questions, and what is too long to be edited.

Doors: ``writing_screen.WritingScreen``, ``editor_screen.edit``, ``prompts_screen.PromptsScreen``.
"""
