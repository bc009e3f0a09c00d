"""The kinds of handouts that are not the flowing lesson itself, each a way to its HTML."""
