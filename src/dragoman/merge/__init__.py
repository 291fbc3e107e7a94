"""Merging: which articles are copies, and which findings tell the same fact."""
