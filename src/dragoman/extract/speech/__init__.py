"""Who is credited with which words: a sentence with its quotations in, attributions and speakers out.

frames → phrases → subjects → attribution → speakers (who ask names, holders and states)
"""
