"""Who stands where on what, in words that say so plainly.

    called      "X called Y a threat", "Y is a partner"       value    the words that value
    evaluated   "X welcomed Y", "X is against Y"              matter   what is valued: a state, an affair
    said        "these tariffs are unjust", in quotes         holder   whose stance it is

A Clause in, Shown out; extract/positions.py makes the findings.
"""
