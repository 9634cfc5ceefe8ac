"""What is heard: soft tones and the system's own voice, never waited for and never alone."""
