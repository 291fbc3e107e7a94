"""Whose stance it is: the verb's subject, or whoever speaks the words; nobody where one tells what another thinks."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.extract.deed.verbs import VerbGroup, verb_group
from dragoman.model.actor import Actor, Mention
from dragoman.model.finding import Statement
from dragoman.model.span import Span

LISTED = 4  # words of somebody unknown at the end of a list: "and international rights groups"
OPENING = frozenset("“\"‘'„«")  # marks that a quotation opens with
REPORTED_NEAR = 6  # tokens after a comma within which "Kim said" credits what stands before it


class Told(msgspec.Struct, frozen=True):
    """Words that take a side: from the first token of the verb's group, to the token after what is valued."""

    at: int
    first: int
    stop: int


def asserts(clause: Clause, group: VerbGroup, at: int) -> bool:
    """Whether the verb at token `at` says that it is so."""
    return not (group.negation or group.future or group.hypothetical or group.infinitive) and not is_open(
        clause, group.first, at
    )


def is_open(clause: Clause, first: int, at: int) -> bool:
    """Whether a condition or a denial before the verb leaves open that it is so."""
    conditions = clause.words.conditions
    return any(low in conditions for low in clause.lows[max(0, first - 8) : first]) or any(
        denial in " ".join(clause.lows[:at]) for denial in clause.words.denials
    )


def holders(clause: Clause, group: VerbGroup, told: Told, *, participle: bool) -> tuple[Actor, ...]:
    """Whoever stands before the verb, unless somebody else says it of them."""
    said_by = voice(clause, told)
    if said_by is not None and said_by.speaker is None:
        return ()
    first = group.first
    if said_by is not None and first > 0 and clause.lows[first - 1] in clause.lexicon.evaluations.voice.first_person:
        return spoken_for(clause, (spokesperson(said_by),))
    found = None if participle else _subject(clause, first)
    lead = clause.lead()
    if found is not None:
        who = actors_of(found[1])
    elif lead is not None and _goes_on(clause, lead[0], lead[1], first, participle):
        who = actors_of(lead[2])
    else:
        return ()
    if said_by is not None:
        return spoken_for(clause, who) if _are_one((said_by.speaker,), who) else ()
    subject = found[0] if found is not None else lead[0]
    of_another = _is_another_s_word(clause, subject, who)
    if of_another or _is_minded(clause, subject) or is_credited(clause, told.stop, who):
        return ()
    return spoken_for(clause, who)


def spoken_for(clause: Clause, who: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Ministries and spokespeople speak for their state; everybody else for themselves."""
    return tuple(dict.fromkeys(_state_of(clause, actor) or actor for actor in who))


def _state_of(clause: Clause, actor: Actor) -> Actor | None:
    state = clause.lexicon.states.get(actor.state or "")
    speaks = (actor.kind == "organ" and actor.sector == "GOV") or "spokes" in (actor.office or "").casefold()
    if state is None or not speaks:
        return None
    return Actor(id=actor.state, name=state.name, kind="state", state=actor.state, sector="GOV")


def spokesperson(said: Statement) -> Actor:
    """For whom the words count: the principal, where the speaker speaks for one."""
    return said.principal or said.speaker


def voice(clause: Clause, told: Told) -> Statement | None:
    """The statement whose words hold what takes the side."""
    span = Span(clause.tokens[told.first].start, clause.tokens[told.stop - 1].end)
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


def speaks(clause: Clause, at: int) -> bool:
    return clause.lows[at] in clause.lexicon.speech.verbs or clause.lows[at] in clause.words.reporting


def is_credited(clause: Clause, stop: int, who: tuple[Actor, ...] = ()) -> bool:
    """Whether what ends before token `stop` is credited to another after it: ", according to …", ", Kim said"."""
    for at in range(stop, len(clause.lows) - 1):
        if clause.lows[at] == "according" and clause.lows[at + 1] == "to":
            return True
        near = range(at + 1, min(at + REPORTED_NEAR, len(clause.lows)))
        if clause.lows[at] == "," and any(_credits(clause, at + 1, verb, who) for verb in near):
            return True
    return False


def _credits(clause: Clause, first: int, verb: int, who: tuple[Actor, ...]) -> bool:
    """ ", Kim said" does, ", a charge that Kim rejected" does not; somebody unknown may say, but not reject."""
    if not speaks(clause, verb) or clause.lows[verb] in clause.lexicon.speech.participles:
        return False
    found = clause.subject(verb)
    if found is None:
        return clause.lows[verb] in clause.words.reporting or clause.lows[verb] == "say"
    leading = all(low in clause.words.articles for low in clause.lows[first : found[0]])
    return leading and not _are_one(actors_of(found[1]), who)


def _goes_on(clause: Clause, lead: int, after_lead: int, first: int, participle: bool) -> bool:
    """Whether the verb at `first` is the lead's: joined to its first verb, or in a statement of its."""
    if not _leads(clause, lead):
        return False
    before = clause.lows[first - 1] if first else ""
    joined = before in ("and", "but", ",") or (participle and before in clause.lexicon.evaluations.voice.utterances)
    return joined and not _is_another_subject_between(clause, after_lead, first - (before == "but"))


def _is_another_subject_between(clause: Clause, start: int, stop: int) -> bool:
    """Whether the verb at `stop` may be somebody else's than the one's who ends before token `start`."""
    if clause.opener_between(start, stop):
        return True
    auxiliaries = clause.lexicon.cues.auxiliaries
    for first, (after, mention) in clause.mentions.items():
        if start <= first and after < stop and mention.form != "adjective" and not clause.tokens[after - 1].possessive:
            low = clause.lows[after]
            if (
                speaks(clause, after)
                or low in auxiliaries.plain | auxiliaries.future | auxiliaries.hypothetical
                or low in clause.lexicon.cues.by_form
                or low in clause.lexicon.evaluations.verbs
            ):
                return True
    return False


def _is_another_s_word(clause: Clause, subject: int, who: tuple[Actor, ...]) -> bool:
    """Whether somebody else says, in the clause before token `subject`, what follows."""
    first = next((at + 1 for at in range(subject - 1, -1, -1) if _parts(clause, at)), 0)
    said = next(
        (at for at in range(subject - 1, first - 1, -1) if at not in clause.inside and speaks(clause, at)), None
    )
    if said is None:
        return False
    group = verb_group(clause, said)
    speakers = _subject(clause, group.first) if group is not None else None
    return speakers is None or not _are_one(actors_of(speakers[1]), who)


def _are_one(speakers: tuple[Actor, ...], who: tuple[Actor, ...]) -> bool:
    """Whether those who speak speak for themselves: the same people, or people for their state."""
    people = {actor.id for actor in speakers if actor.kind == "person"}
    others = {actor.id for actor in who if actor.kind == "person"}
    alike = not people or not others or people == others
    return alike and {actor.tie for actor in speakers} == {actor.tie for actor in who}


def _parts(clause: Clause, at: int) -> bool:
    """Whether what follows token `at` is nobody's word again: ", as Tehran rejected", but not "said that although"."""
    low, before = clause.lows[at], clause.lows[at - 1] if at else ""
    aside = (low in clause.words.time_openers and before != "that") or (low == "as" and before == ",")
    return at not in clause.inside and (low == ";" or aside)


def _subject(clause: Clause, stop: int) -> tuple[int, tuple[Mention, ...]] | None:
    """Who stands before token `stop`; "the G7 members" are the G7, and one nobody knows may end a list."""
    if stop > 0 and clause.tokens[stop - 1].possessive:
        return None  # "Washington's call for"
    found = clause.subject(stop)
    if found is not None:
        return found[0], found[1]
    words = clause.lexicon.evaluations.voice
    if stop > 1 and clause.lows[stop - 1] in words.pronouns:
        return _who_said(clause, stop - 1)
    at = stop
    while at > 0 and clause.lows[at - 1] in words.members:
        at -= 1
    if at < stop:
        body = clause.group_ending(at)
        bodies = body is not None and all(actor.state is None for actor in actors_of(body[1]))
        return body if bodies else None
    lead = clause.lead()
    if lead is None or not 1 <= stop - lead[1] - 1 <= LISTED or clause.lows[lead[1]] != "and":
        return None
    between = range(lead[1] + 1, stop)
    ends = clause.words.prepositions | clause.words.openers | clause.lexicon.evaluations.verbs.keys()
    listed = all(
        clause.tokens[at].is_word and at not in clause.inside and clause.lows[at] not in ends and not speaks(clause, at)
        for at in between
    )
    return (lead[0], lead[2]) if listed and _leads(clause, lead[0]) else None


def _who_said(clause: Clause, pronoun: int) -> tuple[int, tuple[Mention, ...]] | None:
    """ "China's commerce ministry said it": the ministry, if the verb of saying stands right before."""
    said = pronoun - 1 - (clause.lows[pronoun - 1] == "that")
    if said < 1 or said in clause.inside or not speaks(clause, said):
        return None
    group = verb_group(clause, said)
    found = clause.subject(group.first) if group is not None else None
    people = found is not None and all(actor.kind == "person" for actor in actors_of(found[1]))
    alike = people == (clause.lows[pronoun] in ("he", "she")) or clause.lows[pronoun] == "they"
    return (pronoun, found[1]) if found is not None and alike else None


def _leads(clause: Clause, start: int) -> bool:
    """Whether nobody stands before token `start` whom no table knows: "Amorim met Lavrov and condemned …"."""
    at = start - 1
    while at >= 0 and clause.lows[at] in clause.words.articles:
        at -= 1
    return at < 0 or clause.lows[at] == "," or clause.lows[at] in OPENING or _parts(clause, at)


def _is_minded(clause: Clause, subject: int) -> bool:
    """Whether somebody hopes, thinks or claims, before the subject, what follows."""
    return any(
        clause.lows[at] in clause.lexicon.evaluations.voice.minds for at in range(subject) if at not in clause.inside
    )


def _is_within(clause: Clause, at: int) -> bool:
    """Whether the token stands in quotation marks: "“Russia says NATO is a threat,” Kim said" is not Kim's word."""
    start = clause.tokens[at].start
    return any(span.start < start < span.end for span in clause.reading.quotations)


def speaker(clause: Clause, start: int, stop: int) -> Actor | None:
    """Who says what begins at token `start`; only where their words begin there: "some think Japan is …" is not."""
    at = start - 1
    while at >= 0 and clause.lows[at] in ("the", "that"):
        at -= 1
    said_by = voice(clause, Told(start, start, stop))
    if said_by is not None:
        outside = at >= 0 and not (said_by.kind == "direct" and _is_within(clause, at))
        begins = at < 0 or clause.lows[at] in OPENING or (outside and speaks(clause, at))
        return spoken_for(clause, (spokesperson(said_by),))[0] if begins and said_by.speaker else None
    if at < 0 or clause.lows[at] not in clause.words.reporting:
        return None
    group = verb_group(clause, at)
    found = _subject(clause, group.first) if group is not None and asserts(clause, group, at) else None
    speakers = spoken_for(clause, actors_of(found[1])) if found is not None else ()
    return speakers[0] if len(speakers) == 1 else None
