"""The grammar of the dialect, as rules of a Markdown reader that few lessons can do without."""
