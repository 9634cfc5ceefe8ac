"""Side-by-side runs; each is a command in docs/performance.md."""
