"""Markdown lessons in, PowerPoint decks and PDF handouts out."""
