"""Contradictions: what tellings of one thing disagree about."""
