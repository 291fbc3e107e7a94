"""The stage: stances. Who values which state or affair how, in words that say so plainly.

What is denied, asked, wished, conditional, or ascribed by one party to another gives
nothing. What words say how is for extract/stance/.
"""

from collections.abc import Callable, Iterator

import msgspec

from dragoman.extract.deed.clause import Clause, clauses
from dragoman.extract.deed.modality import nearest_date
from dragoman.extract.deed.told import Told, cited_clause, clause_end
from dragoman.extract.events import citation
from dragoman.extract.stance.called import called
from dragoman.extract.stance.evaluated import evaluated
from dragoman.extract.stance.holder import speaks
from dragoman.extract.stance.said import said
from dragoman.extract.stance.shown import Shown
from dragoman.extract.stance.worded import worded
from dragoman.lexicon import Lexicon
from dragoman.model.finding import Position
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.model.when import DateMention, When

WAYS: tuple[Callable[[Clause], Iterator[Shown]], ...] = (called, evaluated, said)


def positions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Positions."""
    found: dict[Position, None] = {}
    for clause in clauses(reading, lexicon):
        if clause.lows and clause.lows[-1] != "?":
            shown = [one for way in WAYS for one in way(clause)]
            shown += [one for one in worded(clause) if not any(_is_told_by(one, other) for other in shown)]
            found |= dict.fromkeys(_position(clause, one) for one in shown)
    return msgspec.structs.replace(reading, findings=reading.findings + tuple(found))


def _is_told_by(shown: Shown, other: Shown) -> bool:
    """Whether another way found it: the same holder in the same words, or for or against the same thing."""
    same = (shown.toward, shown.issue) == (other.toward, other.issue) and shown.stance * other.stance > 0
    return shown.holder.tie == other.holder.tie and (same or shown.words.overlaps(other.words))


def _position(clause: Clause, shown: Shown) -> Position:
    core = Span(clause.tokens[shown.at].start, max(shown.end, clause.tokens[shown.at].end))
    told = Told(shown.at, core, Span(core.start, max(core.end, clause_end(clause, shown.at))))
    return Position(
        citation=citation(clause.reading, cited_clause(clause, told)), when=_when(clause, told), confidence=0.8,
        why=shown.why, holder=shown.holder, words=shown.words.of(clause.reading.text), stance=shown.stance,
        toward=shown.toward, issue=shown.issue,
    )  # fmt: skip


def _when(clause: Clause, told: Told) -> When:
    """A date of the clause; none where the words say "in the past" or "had long"; else the day of publication."""
    mention = nearest_date(clause, told) or _said_on(clause, told)
    if mention is not None:
        return mention.when
    padded = f" {' '.join(clause.lows)} "
    before = set(clause.lows[max(0, told.at - 4) : told.at])
    if any(f" {marker} " in padded for marker in clause.words.past_markers) or before & clause.lexicon.stance.undated:
        return When()
    published = clause.reading.article.published.value
    return When(published[:10], published[:10], "day", "publication") if published and len(published) >= 10 else When()


def _said_on(clause: Clause, told: Told) -> DateMention | None:
    """ "Putin said on Thursday that Russia supports": the day beside the verb of saying before it."""
    starts = set(clause.date_ends.values())
    for at in range(min(told.at, len(clause.lows) - 2)):
        day = at + 1 + (clause.lows[at + 1] in clause.words.before_dates)
        if at not in clause.inside and speaks(clause, at) and day in starts:
            near = clause.tokens[day]
            return next((one for one in clause.reading.dates if one.start <= near.start < one.end), None)
    return None
