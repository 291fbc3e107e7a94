"""Meetings in a sentence.

    fate     mooted, proposed, planned, held, postponed, called off; and when      party   who meets
    site     where                                                                 level   leaders, ministers, officials
    spoken   meetings that nobody tells as one: "told his hosts in Penang"
    journey  told by who goes where: "leaves for Ankara for a two-day visit"
    sequel   what became of one that earlier articles told: "the Komarom summit was put off"
    named    told by a noun: "a visit by Modi to Mauritius is being prepared"

A Clause or an Act in; extract/meetings.py makes the findings.
"""
