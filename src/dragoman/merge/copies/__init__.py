"""Copies: which articles only reprint another, and whose words stand where in those that reprint in part."""
