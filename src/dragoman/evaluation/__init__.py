"""Evaluation: our figures on gold sets, beside the published ones."""
