"""Reads as phrases that chain aloud, a noun a module, in the manner of ``partnerships.querysets``."""
