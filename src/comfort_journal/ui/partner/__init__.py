"""The partner process: the session and the check-in timer, with the inbox's public key and no other."""
