"""The partner process in lines: the check-in timer and the session, where any key stops."""
