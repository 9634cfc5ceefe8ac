"""What the partner process shows: the page of the check-in timer, and the session itself."""
