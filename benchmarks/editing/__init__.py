"""A simulator of what editors do to articles."""
