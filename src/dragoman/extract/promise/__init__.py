"""Promises in a sentence, and their terms.

governed ("promised to") and content ("will …, he said") → conditions → terms → extract.pledges
"""
