"""JV1: the encrypted vault. It knows documents, not journals."""
