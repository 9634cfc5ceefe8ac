"""The words of the program as data, and their strict loader."""
