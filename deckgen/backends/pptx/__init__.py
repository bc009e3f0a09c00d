"""The PowerPoint backend."""
