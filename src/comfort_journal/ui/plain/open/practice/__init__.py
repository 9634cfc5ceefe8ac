"""Practice in lines: a step from the question before it to those after it, the circuit, light strength."""
