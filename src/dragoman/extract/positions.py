"""The stage: stances. Who values which state how, in words that say so plainly.

Three ways of saying it are read: "X called Y (as) NP", "…, calling it “servile
diplomacy toward Y”", and in a speaker's own words "Y is NP". What is denied, asked,
wished, conditional, to come, or ascribed by one party to another gives nothing.
"""

from collections.abc import Iterator

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.modality import nearest_date
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.told import Told, cited_clause, clause_end
from dragoman.extract.deed.verbs import VerbGroup, verb_group
from dragoman.extract.events import citation
from dragoman.lexicon import Lexicon
from dragoman.lexicon.stance import StanceWords
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import Position, Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.model.when import When

REACH = 9  # tokens of a valuing phrase before its noun
OPENING = frozenset("“\"‘'„«")  # marks that a quotation opens with

class Valued(msgspec.Struct, frozen=True):
    """A phrase that values something: its tokens, and the stance it tells."""

    first: int
    stop: int
    stance: float
    dealings: bool = False  # it values what one has with the state, which it names itself


def positions(reading: Reading, lexicon: Lexicon) -> Reading:
    """`reading` with its Positions."""
    words = lexicon.stance
    found: list[Position] = []
    for sentence in reading.sentences:
        clause = Clause(reading, sentence, lexicon)
        if (
            not clause.lows
            or clause.lows[-1] == "?"
            or (words.verbs.keys().isdisjoint(clause.lows) and words.copulas.isdisjoint(clause.lows))
        ):
            continue
        for at, low in enumerate(clause.lows):
            if at in clause.inside:
                continue
            if low in words.verbs:
                found.extend(_called(clause, at, words))
            elif low in words.copulas:
                found.extend(_said_to_be(clause, at, words))
    return msgspec.structs.replace(reading, findings=reading.findings + tuple(dict.fromkeys(found)))


# -- "X called Y an enemy"


def _called(clause: Clause, at: int, words: StanceWords) -> Iterator[Position]:
    group = verb_group(clause, at)
    participle = clause.lows[at] in words.participles
    if group is None or not _asserts(clause, group, at) or (group.be and not participle):
        return
    valued, targets, why = _object(clause, at, words)
    if valued is None:
        return
    for holder in _holders(clause, group, at, valued, words):
        for target in targets:
            if target != holder.tie and not _of_another(clause, valued, holder, words):
                yield _position(clause, at, valued, holder, target, f"“{clause.lows[at]}” and {why}")


def _asserts(clause: Clause, group: VerbGroup, at: int) -> bool:
    """Whether the verb at token `at` says that it is so."""
    lows = clause.lows
    conditions = clause.words.conditions
    return not (
        group.negation or group.future or group.hypothetical or group.infinitive
        or any(low in conditions for low in lows[max(0, group.first - 8) : group.first])
        or any(denial in " ".join(lows[:at]) for denial in clause.words.denials)
    )  # fmt: skip


def _object(clause: Clause, at: int, words: StanceWords) -> tuple[Valued | None, tuple[str, ...], str]:
    """What the verb at token `at` calls whom: the phrase, the states meant, and how we know."""
    found = clause.object_group(at + 1, places=True)
    if found is not None and not clause.tokens[found[0] - 1].possessive:
        stop, mentions, adjective = found
        targets = _targets(mentions)
        start = _past_as(clause, stop, words.verbs[clause.lows[at]])
        if targets and not adjective and start is not None:
            return _valued(clause, start, words), targets, "a valuing word"
        return None, (), ""
    if clause.lows[at + 1 : at + 2] and clause.lows[at + 1] in words.pronouns:
        start = _past_as(clause, at + 2, words.verbs[clause.lows[at]])
        if start is not None:
            return _dealings(clause, start, words)
    return None, (), ""


def _past_as(clause: Clause, stop: int, with_as: bool) -> int | None:
    """The token after "as" or "to be", which some verbs need; None where the phrase does not begin here."""
    following = clause.lows[stop : stop + 2]
    if following[:1] == ("as",):
        return stop + 1
    if following == ("to", "be"):
        return stop + 2
    return None if with_as else stop


def _targets(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The states and bodies meant; empty where one of them is a person or a part of a state."""
    actors = actors_of(mentions)
    if all(_stands_for_state(actor) for actor in actors):
        return tuple(dict.fromkeys(actor.tie for actor in actors))
    return ()


def _stands_for_state(actor: Actor) -> bool:
    body = actor.kind == "organisation" and actor.state is None
    return actor.kind == "state" or body or actor.id == f"{actor.state}.government"


# -- the words that value


def _valued(clause: Clause, start: int, words: StanceWords) -> Valued | None:
    """The phrase from token `start` to its noun, if its words tell one stance and nothing after takes it back."""
    first = start
    while first < len(clause.lows) and clause.lows[first] in OPENING:
        first += 1
    stop = _phrase_end(clause, first)
    if stop == first:
        return None
    lows = clause.lows[first:stop]
    stance = words.of_phrase(lows[:-1], lows[-1])
    if stance is None or _is_taken_back(clause, stop, stance, words):
        return None
    return Valued(first, stop, stance)


def _phrase_end(clause: Clause, first: int) -> int:
    """The token after the noun: a preposition, an opener, or a mark that is no comma between adjectives."""
    words = clause.lexicon.stance
    ends = clause.words.prepositions | clause.words.openers | words.besides
    last = min(first + REACH, len(clause.lows))
    for at in range(first, last):
        low, before = clause.lows[at], clause.lows[at - 1]
        if at in clause.inside or (at > first and low in OPENING and before in clause.words.determiners):
            continue
        if (low == "of" and before == "one") or (low == "," and before in words.describing):
            continue  # "one of its allies"; "important, cooperative partner"
        if low in ends or not clause.tokens[at].is_word:
            return at
    return last


def _is_taken_back(clause: Clause, stop: int, stance: float, words: StanceWords) -> bool:
    """Whether the rest of the clause values the other way: "a partner, competitor and rival"."""
    following = clause.lows[stop : stop + 3]
    if not words.spoilers.isdisjoint(following):
        return True  # "a threat to nobody"
    if following[:1] == ("to",) and stance < 0:
        return False  # "a threat to its allies"
    rest = clause.lows[stop : stop + REACH * 2]
    return any(words.nouns.get(low, stance) * stance < 0 for low in rest)


def _of_another(clause: Clause, valued: Valued, holder: Actor, words: StanceWords) -> bool:
    """Whether the phrase holds between the state and a third party: "an ally of Russia", "Russia's closest ally"."""
    if valued.dealings:
        return False
    relational = clause.lows[valued.stop - 1] in words.relational
    reach = range(valued.first, valued.stop)
    if relational and clause.lows[valued.stop : valued.stop + 1] in (("of",), ("for",), ("to",)):
        reach = range(valued.first, min(valued.stop + 4, len(clause.lows)))
    inside = [clause.mentions[at][1] for at in reach if at in clause.mentions]
    return any(actor.tie != holder.tie for actor in actors_of(tuple(inside)))


def _dealings(clause: Clause, start: int, words: StanceWords) -> tuple[Valued | None, tuple[str, ...], str]:
    """ "“servile diplomacy toward Sparta”": quoted words that value what one has with a state."""
    if clause.lows[start : start + 1] and clause.lows[start] in words.skipped:
        start += 1
    quotation = next(
        (
            span
            for span in clause.reading.quotations
            if start < len(clause.tokens) and span.start == clause.tokens[start].start
        ),
        None,
    )
    if quotation is None:
        return None, (), ""
    inside = range(start + 1, len(clause.tokens))
    stop = next((at for at in inside if clause.tokens[at].start >= quotation.end - 1), len(clause.tokens))
    lows = clause.lows[start + 1 : stop]
    noun = next((n for n, low in enumerate(lows) if low in words.dealings), None)
    if noun is None or not words.spoilers.isdisjoint(lows):
        return None, (), ""
    stances = {stance for low in lows[:noun] if (stance := words.of_dealings(low)) is not None}
    following = start + 2 + noun
    if len(stances) != 1 or following >= stop or clause.lows[following] not in words.prepositions:
        return None, (), ""
    target = following + 1 + (clause.lows[following + 1 : following + 2] == ("the",))
    found = clause.group_starting(target, places=True)
    if found is None or clause.tokens[found[0] - 1].possessive or found[1][-1].form == "adjective":
        return None, (), ""
    return Valued(start + 1, stop, stances.pop(), dealings=True), _targets(found[1]), "quoted words on dealings with it"


# -- whose stance it is


def _holders(clause: Clause, group: VerbGroup, at: int, valued: Valued, words: StanceWords) -> tuple[Actor, ...]:
    """Whoever stands before the verb, unless somebody else says it of them."""
    voice = _voice(clause, at, valued)
    if voice is not None and voice.speaker is None:
        return ()
    if voice is not None and group.first > 0 and clause.lows[group.first - 1] in words.first_person:
        return (voice.speaker,) if voice.speaker else ()
    participle = clause.lows[at] in words.participles and not group.be
    found = None if participle else clause.subject(group.first)
    lead = clause.lead()
    if found is not None:
        holders = actors_of(found[1])
    elif (
        lead is not None
        and clause.lows[group.first - 1] in ("and", ",")
        and not _is_another_subject_between(clause, lead[1], group.first)
    ):
        holders = actors_of(lead[2])
    else:
        return ()
    if voice is not None:
        return holders if all(voice.speaker and actor.tie == voice.speaker.tie for actor in holders) else ()
    leaders = actors_of(lead[2]) if lead is not None else ()
    reported = leaders != holders and _is_reported(clause, group.first)
    return () if reported or _is_credited(clause, valued.stop) else holders


def _is_another_subject_between(clause: Clause, start: int, stop: int) -> bool:
    """Whether the verb at `stop` may be somebody else's than the one's who ends before token `start`."""
    if clause.opener_between(start, stop):
        return True
    auxiliaries = clause.lexicon.cues.auxiliaries
    for first, (after, mention) in clause.mentions.items():
        if start <= first and after < stop and mention.form != "adjective" and not clause.tokens[after - 1].possessive:
            low = clause.lows[after]
            if (
                _speaks(clause, after)
                or low in auxiliaries.plain | auxiliaries.future | auxiliaries.hypothetical
                or low in clause.lexicon.cues.by_form
            ):
                return True
    return False


def _speaks(clause: Clause, at: int) -> bool:
    return clause.lows[at] in clause.lexicon.speech.verbs or clause.lows[at] in clause.words.reporting


def _is_reported(clause: Clause, first: int) -> bool:
    """Whether somebody says, before token `first`, what follows."""
    return any(_speaks(clause, at) for at in range(first) if at not in clause.inside)


def _is_credited(clause: Clause, stop: int) -> bool:
    """Whether what ends before token `stop` is credited to somebody after it: ", according to …", ", Kim said"."""
    for at in range(stop, len(clause.lows) - 1):
        if clause.lows[at] == "according" and clause.lows[at + 1] == "to":
            return True
        if clause.lows[at] == "," and any(
            _speaks(clause, near) and clause.lows[near] not in clause.lexicon.speech.participles
            for near in range(at + 1, min(at + 6, len(clause.lows)))
        ):
            return True
    return False


def _voice(clause: Clause, first: int, valued: Valued) -> Statement | None:
    """The statement whose words hold the tokens from `first` to the end of the valuing phrase."""
    span = Span(clause.tokens[first].start, clause.tokens[valued.stop - 1].end)
    said = span.of(clause.reading.text)
    return next(
        (
            finding
            for finding in clause.reading.findings
            if isinstance(finding, Statement)
            and finding.citation.start <= span.start
            and span.end <= finding.citation.end
            and said in finding.words
        ),
        None,
    )


# -- "“Y is an important partner,” X said"


def _said_to_be(clause: Clause, at: int, words: StanceWords) -> Iterator[Position]:
    """What a speaker's own words, or the article's report of them, say a state is."""
    group = verb_group(clause, at)
    if group is None or group.first != at:
        return  # any auxiliary or adverb between takes something from it
    found = clause.group_ending(at)
    valued = _valued(clause, at + 1, words) if found is not None else None
    if found is None or valued is None or not _asserts(clause, group, at):
        return
    holder = _speaker(clause, found[0], valued)
    if holder is None or _of_another(clause, valued, holder, words):
        return
    for target in _targets(found[1]):
        if target != holder.tie:
            yield _position(clause, at, valued, holder, target, f"said that it “{clause.lows[at]}” so")


def _speaker(clause: Clause, start: int, valued: Valued) -> Actor | None:
    """Who says so; only where what they say begins with the state: "some think Japan is …" is not their word."""
    at = start - 1
    while at >= 0 and clause.lows[at] in ("the", "that"):
        at -= 1
    voice = _voice(clause, start, valued)
    if voice is not None:
        return voice.speaker if at < 0 or clause.lows[at] in OPENING or _speaks(clause, at) else None
    if at < 0 or clause.lows[at] not in clause.words.reporting:
        return None
    group = verb_group(clause, at)
    said_by = clause.subject(group.first) if group is not None and _asserts(clause, group, at) else None
    speakers = actors_of(said_by[1]) if said_by is not None else ()
    return speakers[0] if len(speakers) == 1 else None


# -- the finding


def _position(clause: Clause, at: int, valued: Valued, holder: Actor, toward: str, why: str) -> Position:
    words = _exact_words(clause, valued)
    core = Span(clause.tokens[at].start, max(words.end, clause.tokens[valued.stop - 1].end))
    told = Told(at, core, Span(core.start, max(core.end, clause_end(clause, at))))
    return Position(
        citation=citation(clause.reading, cited_clause(clause, told)), when=_when(clause, told), confidence=0.8,
        why=why, holder=holder, words=words.of(clause.reading.text), stance=valued.stance, toward=toward,
    )  # fmt: skip


def _exact_words(clause: Clause, valued: Valued) -> Span:
    """The quoted words where a short quotation holds the noun, else the phrase without its article."""
    head = clause.tokens[valued.stop - 1]
    quoted = next((span for span in clause.reading.quotations if span.start <= head.start < span.end), None)
    first = clause.tokens[valued.first].start
    inside = quoted is not None and quoted.start >= first - 2 and clause.sentence.covers(quoted)
    if quoted is not None and inside:
        text = quoted.of(clause.reading.text)
        bare = text.strip("“”\"‘’'„«» ").rstrip(".,; ")
        start = quoted.start + text.index(bare)
        return Span(start, start + len(bare))
    while clause.lows[valued.first] in ("a", "an", "the") and valued.first + 1 < valued.stop:
        valued = msgspec.structs.replace(valued, first=valued.first + 1)
    return Span(clause.tokens[valued.first].start, head.end)


def _when(clause: Clause, told: Told) -> When:
    """A date of the clause; none where the words say "in the past" or "had long"; else the day of publication."""
    mention = nearest_date(clause, told)
    if mention is not None:
        return mention.when
    padded = f" {' '.join(clause.lows)} "
    before = set(clause.lows[max(0, told.at - 4) : told.at])
    if any(f" {marker} " in padded for marker in clause.words.past_markers) or before & clause.lexicon.stance.undated:
        return When()
    published = clause.reading.article.published.value
    return When(published[:10], published[:10], "day", "publication") if published and len(published) >= 10 else When()
