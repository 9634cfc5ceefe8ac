"""Non-secret settings: TOML to a frozen struct."""
