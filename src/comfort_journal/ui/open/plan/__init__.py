"""The plan as a page: what is open and why, its questions one after another, and its private pages.

Door: ``plan_screen.PlanScreen``.
"""
