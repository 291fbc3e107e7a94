"""The plain coder: a sentence in, deeds out, each with its parties, its modality and its date.

clause → verbs → deeds → modality. The trained reader will take over behind the same deeds.
"""
