"""CAMEO beside PLOVER: the code of a deed where its annotator gave one, and the label of PLOVER's first edition.

The first edition's fifteen labels (which published comparisons use) are CAMEO's
roots: a conviction is ACCUSE there (116), sanctions and embargoes are COERCE (163),
a withdrawal announced is AGREE (035), a blockade and an occupation count as
fighting (191, 192). Origin: the roots of CAMEO's codebook and the conversion table
of 17 September 2021, by the Open Event Data Alliance, CC BY-SA 4.0.
"""

from dragoman.evaluation.standoff import Event

_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_HIGHEST = {
    "02": 8, "03": 9, "04": 6, "05": 7, "06": 4, "07": 5, "08": 7, "09": 4, "10": 8, "11": 6, "12": 9, "13": 9,
    "14": 5, "15": 5, "16": 6, "17": 6, "18": 6, "19": 6, "20": 4,
}  # fmt: skip

# Every three-digit code → the label of the first edition.
ROOT_OF: dict[str, str] = {
    f"{root}{digit}": "COERCE" if (root, digit) == ("16", 3) else label
    for root, label in _ROOTS.items()
    for digit in range(_HIGHEST[root] + 1)
}

# Types that mean the same in both editions; of the others only an annotator's code tells.
_SAME = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "MOBILIZE", "ASSAULT",
}  # fmt: skip
_COERCE_FOR_SURE = {"arrest", "deport", "censor", "curfew", "martial-law", "withhold", "misinformation", "cyber"}


def code(event: Event) -> str | None:
    """The three-digit code that the annotator gave."""
    return event.cameo[:3] if event.cameo else None


def root(event: Event) -> str | None:
    """The first edition's label; None where type and mode leave it open.

    >>> root(Event("SANCTION", modes=("convict",))), root(Event("SANCTION", modes=("discontinue",)))
    ('ACCUSE', None)
    """
    if event.cameo:
        return ROOT_OF[event.cameo[:3]]
    if event.type in _SAME and "negation" not in event.aux:
        return event.type
    if event.type == "RETREAT" and "negation" not in event.aux:
        return "YIELD"
    if event.type == "CONCEDE" and "future" in event.aux:
        return "AGREE"
    if event.type == "SANCTION" and event.modes:
        return {"convict": "ACCUSE", "expel": "SANCTION", "withdraw": "SANCTION"}.get(event.modes[0])
    if event.type == "COERCE" and _COERCE_FOR_SURE & set(event.modes):
        return "COERCE"
    return None
