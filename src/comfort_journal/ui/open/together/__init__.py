"""Around a session with another person: the way in, readiness, a no, and the private pages afterwards.

Doors: ``checkin_intro_screen.CheckinIntroScreen``, ``readiness_screen.ReadinessScreen``,
``debrief_screen.DebriefScreen``.
"""
