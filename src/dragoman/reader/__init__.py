"""The reader: one small neural net that sees, in one pass over a sentence, who is named, who did what, who said what.

pieces → net (grid) → tagging → deeds, said → read
"""
