"""The handout backend."""
