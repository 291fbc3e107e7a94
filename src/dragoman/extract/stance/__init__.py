"""Who stands where on what, in words that say so plainly.

    called      "X called Y a threat", "Y is a partner"       value    the words that value
    evaluated   "X welcomed Y", "X is against Y"              matter   what is valued: a state, an affair
    said        "these tariffs are unjust", in quotes         holder   whose stance it is

In holders' own words (worded, over own_words):

    predicated  "Kenya is a sister to us", "called them “an outrage”"     worth   what a predicate tells
    attitudes   "we back the line", "did us more good than harm"          topic   what is valued so
    fragments   "“A disgrace,” Carney said of the levies"

A Clause in, Shown out; extract/positions.py makes the findings.
"""
