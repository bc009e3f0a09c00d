"""Fitting: a lesson laid out on slides so that no text leaves its box."""
