"""Practice with a timer: the circuit, and a step from the page before it to the page after it.

Doors: ``circuit_screen.CircuitScreen``, ``step_intro_screen.StepIntroScreen``, ``red_flags``.
"""
