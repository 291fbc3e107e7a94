"""Promises in a sentence, and their terms.

governed ("promised to"), nouned ("gave its word that") and content ("will …, he said")
    → conditions → terms → extract.pledges
"""
