"""The stage: deeds → PLOVER events, each with the clause that states it."""

import re

import msgspec

from dragoman.extract.deed.clause import SENTENCE_CHARS, Clause, clauses
from dragoman.extract.deed.deeds import Deed, deeds
from dragoman.extract.deed.modality import coded, dated
from dragoman.lexicon import Lexicon
from dragoman.lexicon.cues import NounCue
from dragoman.model.finding import Citation, Event, Place
from dragoman.model.reading import Reading
from dragoman.model.span import Span

SUMMARY_CHARS = 160
LEAST_CONFIDENCE = 0.5
PLACE_REACH = 60  # characters after the parties within which "in Tokyo" still says where they met


def events(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with an Event for every deed that is plain enough."""
    found = []
    for clause in clauses(reading, lexicon):
        for deed in deeds(clause):
            event = _event(clause, deed)
            if event is not None and event.confidence >= LEAST_CONFIDENCE:
                found.append(event)
    long = tuple(
        reading.doubt("events", "a sentence too long to be read for deeds", sentence)
        for sentence in reading.sentences
        if len(sentence) > SENTENCE_CHARS
    )
    return msgspec.structs.replace(
        reading, findings=reading.findings + tuple(_once(found)), issues=reading.issues + long
    )


def _once(found: list[Event]) -> list[Event]:
    """Of events of one type and the same parties in one clause, the one that tells most."""
    kept: dict[tuple, Event] = {}
    for event in found:
        key = (event.citation, event.type, event.actors, event.recipients)
        other = kept.get(key)
        if other is None or len(event.aux) > len(other.aux):
            kept[key] = event
    return list(kept.values())


def _event(clause: Clause, deed: Deed) -> Event | None:
    code = coded(deed)
    if code is None:
        return None
    kind, mode = code
    when, aux = dated(clause, deed)
    lexicon = clause.lexicon
    cited = cited_clause(clause, deed)
    own_cameo = deed.cue.cameo if kind == deed.cue.type and hasattr(deed.cue, "cameo") else None
    return Event(
        citation=citation(clause.reading, cited),
        when=when,
        confidence=deed.confidence,
        why=deed.why,
        type=kind,
        mode=mode,
        actors=deed.actors,
        recipients=deed.recipients,
        contexts=contexts(cited.of(clause.reading.text), lexicon),
        aux=aux,
        cameo=own_cameo or lexicon.plover.cameo(kind, mode),
        where=place(clause, deed),
        summary=summary(clause, deed),
    )


def cited_clause(clause: Clause, deed: Deed) -> Span:
    """The sentence, cut at semicolons: it holds the clause and who, when and where of it."""
    start, end = clause.sentence.start, clause.sentence.end
    for token in clause.tokens:
        if token.text == ";" and token.start < deed.core.start:
            start = token.end
        elif token.text == ";" and token.start >= deed.core.end:
            end = token.start
            break
    text = clause.reading.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def citation(reading: Reading, span: Span) -> Citation:
    return Citation(reading.article.id, span.start, span.end, span.of(reading.text))


def contexts(sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """PLOVER contexts whose words the clause holds, in alphabetical order."""
    return tuple(sorted(name for name, pattern in lexicon.cues.contexts.items() if pattern.search(sentence)))


def place(clause: Clause, deed: Deed) -> Place | None:
    """Where the deed was, if the clause names a location beside it or sets the scene with one ("In Washington, …")."""
    found: list[tuple[int, Place]] = []
    for start, (stop, mention) in sorted(clause.mentions.items()):
        if mention.form != "place" or not mention.actors or start < 1 or stop < 1:
            continue
        before = clause.lows[start - 1] if clause.lows[start - 1] != "the" else clause.lows[max(start - 2, 0)]
        sets_scene = start <= 2 and stop < len(clause.lows) and clause.lows[stop] == ","
        beside = deed.core.start <= mention.start <= deed.core.end + PLACE_REACH
        if before not in clause.words.locatives or not (sets_scene or beside):
            continue
        words = clause.reading.text[mention.start : mention.end]
        known = clause.lexicon.states[mention.actors[0].state or ""]
        is_city = words in (known.capital, *known.capitals)
        found.append((0 if sets_scene else 1, Place(words, known.code, words if is_city else None)))
    scenes = [where for _, where in sorted(found, key=lambda pair: pair[0])]
    return scenes[0] if scenes and (found[0][0] == 0 or len({where.state for where in scenes}) == 1) else None


def summary(clause: Clause, deed: Deed) -> str:
    """Who, by name, and the article's own words for what they did."""
    predicate = " ".join(_predicate(clause, deed).split()).rstrip(" ,.;")
    if len(predicate) > SUMMARY_CHARS:
        predicate = predicate[:SUMMARY_CHARS].rsplit(" ", 1)[0] + " …"
    if isinstance(deed.cue, NounCue):
        return f"{_listed([actor.name for actor in (*deed.actors, *deed.recipients)])}: {predicate}"
    begins_with_subject = deed.core.start < deed.predicate.start
    names = [actor.name for actor in deed.actors]
    if not begins_with_subject:
        names = names[:1] if len(deed.actors) > 1 and deed.cue.type == "CONSULT" else names
    told = [name for name in names if not _is_told(name, predicate)] or names[:1]
    return f"{_listed(told)} {predicate}"


def _predicate(clause: Clause, deed: Deed) -> str:
    """The article's words from the verb on; a noun before its verb ("a summit Merz will hold") is put back."""
    text = deed.predicate.of(clause.reading.text)
    if deed.noun is None:
        return text
    verb_end = clause.tokens[deed.verb].end - deed.predicate.start
    return f"{text[:verb_end]} {deed.noun.of(clause.reading.text)}{text[verb_end:]}"


def _is_told(name: str, predicate: str) -> bool:
    """Whether the article's words already name them: a surname is enough."""
    return any(
        re.search(rf"\b{re.escape(word)}\b", predicate) for word in name.split() if word[:1].isupper() and len(word) > 2
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
