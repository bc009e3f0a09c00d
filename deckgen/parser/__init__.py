"""The parser: Markdown in the dialect of lessons to the model."""
