"""What every open screen stands on: the open journal with its unsaved sheets, the base screen, and small dialogs.

Doors: ``workspace.OpenSession``, ``screen.OpenScreen``, ``plan_service.Practice``, ``dialogs.Ask`` and ``Choose``.
"""
