"""Care for the vault: where it lies, passphrase, recovery code, backups, copies to merge, one task at a time.

Door: ``vault_screen.VaultScreen``.
"""
