"""The settings, and what each may be.

Door: ``settings_screen.SettingsScreen``.
"""
