"""The stage: promises. Who promised, to whom, what in the article's own words, due when. Open until told otherwise."""

import msgspec

from dragoman.extract.deed.clause import Clause, begun_in, clauses
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import Told, cited_clause, clause_end
from dragoman.extract.deed.verbs import verb_group
from dragoman.extract.events import citation
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor
from dragoman.model.finding import Pledge
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.model.when import When

WHAT_WORDS = 3  # a promise told in fewer words is only named, not told


def pledges(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Pledges."""
    found = []
    for clause in clauses(reading, lexicon):
        for at in range(len(clause.tokens)):
            pledge = _pledge(clause, at)
            if pledge is not None:
                found.append(pledge)
    return msgspec.structs.replace(reading, findings=reading.findings + tuple(dict.fromkeys(found)))


def _pledge(clause: Clause, at: int) -> Pledge | None:
    if at in clause.quoted or at in clause.inside:
        return None
    cues = [
        form.cue
        for form in clause.lexicon.cues.by_form.get(clause.lows[at], ())
        if form.cue.pledge and form.forms != {"ing"}
    ]
    if not cues or at + 1 >= len(clause.tokens):
        return None
    group = verb_group(clause, at)
    if group is None or group.negation or group.hypothetical or group.infinitive or group.be:
        return None
    by = _by(clause, group.first)
    what = _what(clause, at)
    if not by or what is None:
        return None
    told = Told(at, Span(clause.tokens[at].start, what.end), Span(clause.tokens[at].start, what.end))
    return Pledge(
        citation=citation(clause.reading, cited_clause(clause, told)),
        when=_made(clause, told), confidence=0.75, why=f"“{clause.lows[at]}”",
        by=by, to=_to(clause, at, by), what=what.of(clause.reading.text), due=_due(clause, what),
    )  # fmt: skip


def _by(clause: Clause, first: int) -> tuple[Actor, ...]:
    found = clause.subject(first)
    if found is not None:
        return actors_of(found[1])
    if first > 0 and clause.lows[first - 1] in ("and", ","):
        lead = clause.lead()
        if lead is not None and lead[1] <= first and not clause.opener_between(lead[1], first):
            return actors_of(lead[2])
    return ()


def _what(clause: Clause, at: int) -> Span | None:
    """The words promised: what follows "to" or "that … would", or the thing itself ("100 million yuan in aid")."""
    start = _promised_from(clause, at)
    if start is None or start >= len(clause.tokens):
        return None
    return _trimmed(clause, clause.tokens[start].start, clause_end(clause, start))


def _promised_from(clause: Clause, at: int) -> int | None:
    """The first token of what is promised by the verb at token `at`."""
    if at + 1 < len(clause.tokens) and (
        clause.tokens[at + 1].text[0].isdigit() or clause.tokens[at + 1].text in clause.words.money
    ):
        return at + 1
    for follow in range(at + 1, min(at + 5, len(clause.tokens))):
        if clause.lows[follow] == "to":
            return follow + 1
        if clause.lows[follow] == "that":
            would = range(follow + 1, min(follow + 7, len(clause.tokens)))
            return next((n + 1 for n in would if clause.lows[n] in ("would", "will")), None)
        if clause.lows[follow] in clause.words.prepositions | {",", ";"}:
            return None
    return None


def _trimmed(clause: Clause, first: int, end: int) -> Span | None:
    """The words from `first` to `end` without the marks around them; None where they are too few."""
    text = clause.reading.text
    words = text[first:end].rstrip(" .,;")
    if words.count("”") > words.count("“") or words.count('"') % 2:
        words = words.rstrip("”\"").rstrip(" .,;")
    span = Span(first, first + len(words))
    if text[first] in "“\"'‘":
        inner = text[first + 1 : span.end].rstrip(" .,;”\"'’")
        span = Span(first + 1, first + 1 + len(inner))
    return span if len(span.of(text).split()) >= WHAT_WORDS else None


def _made(clause: Clause, told: Told) -> When:
    """When the promise was made: a date before the words promised, else the day of publication."""
    before = [
        mention
        for mention in begun_in(clause.reading.dates, clause.sentence)
        if clause.sentence.start <= mention.start
        and mention.end <= clause.tokens[told.at].end + 25
        and mention.when.start
        and mention.end <= told.core.end
    ]
    if before:
        return before[-1].when
    published = clause.reading.article.published.value
    return When(published[:10], published[:10], "day", "publication") if published and len(published) >= 10 else When()


def _due(clause: Clause, what: Span) -> When:
    """A date inside the words promised."""
    dates = begun_in(clause.reading.dates, clause.sentence)
    inside = [date.when for date in dates if what.start <= date.start and date.end <= what.end]
    return inside[0] if len(inside) == 1 else When()


def _to(clause: Clause, at: int, by: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom it was promised: the object between verb and "to" ("promised Ukraine to …")."""
    found = clause.object_group(at + 1, places=False)
    mine = {actor.id for actor in by}
    return tuple(actor for actor in actors_of(found[1]) if actor.id not in mine) if found is not None else ()
