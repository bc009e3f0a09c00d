"""A batch: what was made before, what must be made again, and who makes it."""
