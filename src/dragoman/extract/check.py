"""The last stage: no citation, no finding. Drops whatever does not read as quoted, and findings told twice."""

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model.reading import Reading


def check(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with only sound findings, in the order of the text; each dropped one leaves an Issue."""
    sound, doubts = {}, []
    for finding in reading.findings:
        cited = finding.citation
        if (
            cited.article != reading.article.id
            or not cited.quote
            or reading.text[cited.start : cited.end] != cited.quote
        ):
            doubts.append(
                reading.doubt("check", f"a finding whose citation does not read as quoted: {cited.quote[:60]}")
            )
            continue
        sound.setdefault(finding.id, finding)
    ordered = sorted(sound.values(), key=lambda finding: (finding.citation.start, finding.citation.end, finding.id))
    return msgspec.structs.replace(reading, findings=tuple(ordered), issues=reading.issues + tuple(doubts))
