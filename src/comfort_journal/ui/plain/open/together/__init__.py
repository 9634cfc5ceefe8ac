"""Before and after time together in lines."""
