"""What every open screen stands on: the open journal with its unsaved buffers, the base screen, and small dialogs.

Doors: ``workspace.Workspace``, ``screen.OpenScreen``, ``plan_service.PlanService``, ``dialogs.Ask`` and ``Choose``.
"""
