"""Sentence → phrases that name somebody: state, body, person, office, with what stands around them.

Says how the words are built ("South Korea's" + "President-elect" + "Lee
Jae-myung"), not who is meant: that needs the rest of the article (actors.refer).
"""

from collections.abc import Iterator

import msgspec

from dragoman.actors.descriptions import calling, described
from dragoman.actors.groups import numbered
from dragoman.actors.joint import joint, organs, shared_organ
from dragoman.actors.line import Line
from dragoman.actors.offices import complement, of_apposition, of_role, posted
from dragoman.actors.phrase import Phrase
from dragoman.actors.places import bare_state, city, holds_place, house, seat
from dragoman.actors.relatives import relation_end, relative
from dragoman.lexicon import Lexicon
from dragoman.lexicon.names import Hit
from dragoman.model.span import Span

Made = tuple[Phrase | None, int]  # the phrase, and the token where it ends


def phrases(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The phrases of one sentence, in order, none overlapping another."""
    return tuple(_walk(Line(text, sentence, lexicon)))


def _walk(line: Line) -> Iterator[Phrase]:
    at = 0
    while at < len(line.tokens):
        hit = line.hit(at)
        token = line.tokens[at]
        if hit is None and not token.is_capital and token.low not in line.words.starters:
            at += 1
            continue
        if hit is None and (parts := line.parted(at)):
            yield from _parts(line, at, parts)
            at += 1
            continue
        made = numbered(line, at) or joint(line, at) or _body_noun(line, at) or _half(line, at)
        made = made or relative(line, at) or described(line, at)
        made = made or (_unknown(line, at) if hit is None else _known(line, at, hit))
        if made is None:
            at += 1
            continue
        if made[0] is not None:
            yield _with_state(line, at, made[1], _qualified(line, at, made[0]))
        at = max(made[1], at + 1)


def _with_state(line: Line, at: int, stop: int, phrase: Phrase) -> Phrase:
    """A phrase that says whose somebody is knows where."""
    if not phrase.states or phrase.kind not in ("office", "person", "surname", "organ"):
        return phrase
    for word in range(at, min(stop, len(line.tokens))):
        hit = line.hit(word)
        if hit is not None and hit.kind in ("state", "adjective", "capital") and hit.meanings == phrase.states:
            span = line.tokens[word].start, line.tokens[hit.stop - 1].end
            return phrase if span == (phrase.start, phrase.end) else msgspec.structs.replace(phrase, states_at=span)
    return phrase


def _qualified(line: Line, at: int, phrase: Phrase) -> Phrase:
    """The "new" of "the new prime minister" is part of the phrase that names him."""
    titled = phrase.role is not None and phrase.kind in ("office", "person", "surname")
    if not titled or line.tokens[at].start != phrase.start:
        return phrase
    words = line.words
    begin = at
    while line.low(begin - 1) in words.qualifiers or line.low(begin - 1) in words.former:
        begin -= 1
    definite = line.low(begin - 1) == "the"  # "the gang leader" is no state's leader
    begun = line.tokens[begin].start
    parts = ((begun, phrase.parts[0][1]), *phrase.parts[1:]) if phrase.parts else ()
    return msgspec.structs.replace(phrase, start=begun, definite=definite, parts=parts)


def _parts(line: Line, at: int, parts: list[tuple[Hit, int]]) -> Iterator[Phrase]:
    """ "Russia-Ukraine war", "US-led": each part names its state, as an adjective does."""
    token = line.tokens[at]
    lengths = [len(part) for part in token.text.split("-")]
    starts = [sum(lengths[:n]) + n for n in range(len(lengths))]
    for hit, offset in parts:
        start = token.start + offset
        end = start + lengths[starts.index(offset)]
        yield Phrase(start, end, "state", states=tuple(hit.meanings), doubtful=hit.ambiguous, adjective=True)


def _body_noun(line: Line, at: int) -> Made | None:
    """ "The bloc": a body by its kind, where nothing follows that makes it another's."""
    noun = line.low(at + 1)
    if line.lows[at] != "the" or noun not in line.words.body_nouns or line.hit(at + 1) is not None:
        return None
    named_after = line.low(at + 3) not in line.words.breakers if line.low(at + 2) == "for" else True
    if (line.low(at + 2) in ("of", "for", "between") and named_after) or line.is_name_word(at + 2):
        return None  # "the alliance for progress", and not "thanked the alliance for its trust"
    beyond = line.tokens[at + 3] if at + 3 < len(line.tokens) else None
    if line.tokens[at + 1].is_capital and line.low(at + 2) in line.words.breakers and beyond and beyond.is_capital:
        return None  # "the Council on Foreign Relations"
    made = line.phrase(at + 1, at + 2, "body_noun", name=noun)
    return _owned(line, at + 1, at + 2, made) or (made, at + 2)


def _half(line: Line, at: int) -> Made | None:
    """ "the North": a half of Korea, where both are named."""
    if line.lows[at] != "the" or at + 1 >= len(line.tokens):
        return None
    code = line.words.halves.get(line.tokens[at + 1].text)
    if code is None or line.hit(at + 1) is not None:
        return None
    if line.is_name_word(at + 2) or line.hit(at + 2) is not None or line.low(at + 2) in ("of", "and", "side"):
        return None
    return line.phrase(at + 1, at + 2, "half", states=(code,)), at + 2


def _known(line: Line, at: int, hit: Hit) -> Made | None:
    match hit.kind:
        case "nothing":
            return None, hit.stop
        case "state" | "adjective" | "capital":
            return _state(line, at, hit)
        case "people":
            made = line.phrase(at, hit.stop, "people", states=hit.meanings, doubtful=hit.ambiguous)
            one = not line.tokens[hit.stop - 1].text.endswith(("s", "men"))  # "the Danes" are more, "the Dane" is one
            return msgspec.structs.replace(made, definite=one and line.low(at - 1) == "the"), hit.stop
        case "body" | "organ":
            return _body(line, at, hit)
        case "person":
            name = line.span_text(at, hit.stop)
            person = line.phrase(at, hit.stop, "person", persons=hit.meanings, name=name)
            return _owned(line, at, hit.stop, person) or (person, hit.stop)
        case "role":
            made, stop = of_role(line, at, at)
            return (_owned(line, at, stop, made) if made is not None else None) or (made, stop)
        case _:
            return _organ(line, at, hit)


def _state(line: Line, at: int, hit: Hit) -> Made:
    """A state's name or adjective, and the office or organ it qualifies."""
    states = tuple(hit.meanings)
    after, former = line.qualifiers(hit.stop)
    following = line.hit(after) or (organs(line, after) if line.low(at - 1) == "and" else None)
    made: Made | None = None
    if following is not None and following.kind == "role":
        made = of_role(line, at, after, states=states, former=former, doubtful=hit.ambiguous)
    elif following is not None and following.kind == "role_organ" and not line.is_modifier(following.stop):
        made = _organ_of(line, at, following, states, doubtful=hit.ambiguous)
    elif following is not None and following.kind == "person" and after == hit.stop:
        name = line.span_text(after, following.stop)
        person = line.phrase(at, following.stop, "person", persons=following.meanings, states=states, name=name)
        made = person, following.stop
    elif following is not None and following.kind in ("body", "capital"):
        made = _at_body(line, at, following, states, doubtful=hit.ambiguous)
    elif (organ := shared_organ(line, at, hit)) is not None:
        made = line.phrase(at, hit.stop, "organ", states=states, role_organ=organ.meanings[0]), hit.stop
    if made is None:
        made = _far_role(line, at, hit)
    if made is not None and made[0] is not None:
        owns = made[0].kind in ("office", "person", "surname")
        return (_owned(line, at, made[1], made[0]) if owns else None) or made
    if line.is_name_word(hit.stop) and not line.tokens[hit.stop - 1].possessive:
        stop = line.name_end(hit.stop)
        return line.phrase(at, stop, "name", name=line.span_text(at, stop)), stop
    return bare_state(line, at, hit, states), hit.stop


def _at_body(line: Line, at: int, body: Hit, states: tuple, *, doubtful: bool) -> Made | None:
    """ "China's U.N. ambassador", "Chile's Rome embassy": the state's man or office there, not the body's."""
    following = line.hit(body.stop)
    if following is not None and following.kind == "role_organ" and not following.meanings[0].domestic:
        return _organ_of(line, at, following, states, doubtful=doubtful)
    if body.kind == "capital":
        return None
    if following is not None and following.kind == "role":
        person, stop = of_role(line, at, body.stop, states=states, doubtful=doubtful)
        if person is not None and person.kind == "office":
            if person.role.post:
                role, post = posted(line, person.role, person.role_text, body.start)
            else:
                role, post = msgspec.structs.replace(person.role, roles=()), line.span_text(body.start, stop)
            person = msgspec.structs.replace(person, role=role, role_text=post)
        return person, stop
    if line.low(body.stop) in ("mission", "delegation"):
        return line.phrase(at, body.stop + 1, "state", states=states, doubtful=doubtful), body.stop + 1
    return None


def _far_role(line: Line, at: int, hit: Hit) -> Made | None:
    """ "Kyrgyz security chief Kamchybek Tashiev", "Syria's transitional authorities": plain words in between."""
    stop = hit.stop
    adjectives = {word for code in hit.meanings for word in line.lexicon.states[code].adjectives}
    if line.span_text(at, stop) not in adjectives and not line.tokens[stop - 1].possessive:
        return None  # "Russia sent President Putin's envoy"
    for role_at in (stop + 1, stop + 2):
        if not line.is_plain_word(role_at - 1) or line.low(role_at - 1) in line.words.breakers:
            return None
        role = line.hit(role_at)
        if role is not None and role.kind == "role_organ" and role_at == stop + 1 and not line.is_modifier(role.stop):
            return _organ_of(line, at, role, tuple(hit.meanings), doubtful=hit.ambiguous)
        if role is not None and role.kind == "role":
            made = of_role(line, at, role_at, states=tuple(hit.meanings), doubtful=hit.ambiguous)
            return made if made[0] is not None and made[0].name is not None else None
        if role is not None:
            return None
    return None


def _organ_of(
    line: Line, at: int, organ: Hit, states: tuple = (), owner: Phrase | None = None, *, doubtful: bool = False
) -> Made:
    """An organ with its state or owner, and the person who heads it or speaks for it."""
    made = line.phrase(
        at, organ.stop, "organ", states=states, role_organ=organ.meanings[0], owner=owner, doubtful=doubtful
    )
    after, former = line.qualifiers(organ.stop)
    following = line.hit(after)
    if following is not None and following.kind == "role":
        person, stop = of_role(line, at, after, owner=made, former=former)
        if person is not None:
            return person, stop
    return made, organ.stop


def _organ(line: Line, at: int, hit: Hit) -> Made | None:
    """A generic noun ("the ministry"): whose it is may stand before or after it, or be told by the article."""
    if line.is_modifier(hit.stop):
        return None, hit.stop
    determiner = line.low(at - 1)
    owner = None
    if determiner in line.words.possessives:
        # "Turkey halted all trade with Israel, its ministry said": after a comma, whoever the sentence is about
        owner = line.phrase(at - 1, at, line.words.possessives[determiner], definite=line.low(at - 2) == ",")
    organ = hit.meanings[0]
    seated = organ.domestic and organ.sector != "MIL"  # "the government in Islamabad"; troops may be in any state
    states, stop = complement(line, hit.stop, ("of", "in") if seated else ("of",))
    definite = determiner == "the" or owner is not None
    following = line.hit(hit.stop)
    if following is not None and following.kind == "role":
        made = line.phrase(at, hit.stop, "organ", role_organ=hit.meanings[0], owner=owner, definite=True)
        person, end = of_role(line, at, hit.stop, owner=made)
        if person is not None and person.name is not None:
            return person, end
    bare = line.lows[at] in line.words.bare_organs and not line.is_described(at)
    if not (definite or states or bare):
        return None, hit.stop
    end = stop if states else hit.stop
    noun = line.span_text(at, hit.stop).casefold()
    made = line.phrase(
        at, end, "organ", role_organ=organ, role_text=noun, states=states, owner=owner, definite=definite
    )  # fmt: skip
    return made, end


def _body(line: Line, at: int, hit: Hit) -> Made:
    """A body, and the person who heads it or speaks for it."""
    place = (seat(line, at, hit) if hit.ambiguous else None) or house(line, at, hit)
    if place is not None:
        return place, hit.stop
    doubtful = hit.ambiguous and not (line.is_capital_name(at, hit.stop) and line.acts(hit.stop))  # "Brussels said"
    bodies = hit.meanings if len(hit.meanings) > 1 else ()
    body = line.phrase(at, hit.stop, "body", body=hit.meanings[0], bodies=bodies, doubtful=doubtful)
    after, former = line.qualifiers(hit.stop)
    following = line.hit(after)
    if following is not None and following.kind == "role_organ" and not line.is_modifier(following.stop):
        body = msgspec.structs.replace(body, end=line.tokens[following.stop - 1].end)
        beyond = line.hit(following.stop)
        if beyond is not None and beyond.kind == "role":
            made = of_role(line, at, following.stop, owner=body)
            if made[0] is not None:
                return made
        return body, following.stop
    if following is not None and following.kind == "role":
        made = of_role(line, at, after, owner=body, former=former)
        if made[0] is not None:
            return made
    return body, hit.stop


def _owned(line: Line, at: int, stop: int, owner: Phrase) -> Made | None:
    """ "Lee's spokesperson Kang Yu-jung", "Trump's administration", "the Assad regime": through a principal."""
    following = line.hit(stop)
    if not line.tokens[stop - 1].possessive:
        if owner.kind in ("person", "surname") and line.low(stop) in line.words.rules and following is not None:
            return _organ_of(line, at, following, owner=owner)
        return None
    kin_end = relation_end(line, stop) if owner.kind in ("person", "surname", "office") else None
    if kin_end is not None:
        return line.phrase(at, kin_end, "relative", name=line.lows[kin_end - 1], owner=owner), kin_end
    after, former = line.qualifiers(stop)
    following = line.hit(after)
    if following is None:
        return None
    if following.kind == "role_organ" and not line.is_modifier(following.stop):
        # "Trump's administration" is the "Trump administration" of the table
        known = (
            line.table_name(f"{owner.name.split()[-1]} {line.span_text(after, following.stop)}") if owner.name else None
        )
        if known is not None and known.kind == "organ":
            return line.phrase(at, following.stop, "body", body=known.meanings[0]), following.stop
        return _organ_of(line, at, following, owner=owner)
    if following.kind == "role":
        made = of_role(line, at, after, owner=owner, former=former)
        return made if made[0] is not None else None
    return None


def _unknown(line: Line, at: int) -> Made | None:
    token = line.tokens[at]
    if token.low in line.words.pronouns:
        return line.phrase(at, at + 1, "pronoun", name=token.text, said_by=line.said_by(at)), at + 1
    if token.low == "they":
        said_by = line.said_by(at)
        return (line.phrase(at, at + 1, "they", said_by=said_by), at + 1) if said_by is not None else None
    if token.low == "it":
        said_by = line.said_by(at)
        acts = line.acts(at + 1) or (said_by is not None and (line.helps(at + 1) or line.is_doing(at + 1)))
        return line.phrase(at, at + 1, "it", said_by=said_by, doubtful=not acts), at + 1
    if token.low in line.words.objective and (token.low not in line.words.possessives or not line.owns_next(at)):
        return line.phrase(at, at + 1, "pronoun", name=token.text, objective=True), at + 1
    if token.low in line.words.possessives:
        return _through_pronoun(line, at)
    bears = token.text in line.lexicon.names.surnames and line.acts(at + 1)  # "May refused"
    if not token.is_word or not token.is_capital or (line.is_opening_word(at) and not bears):
        return None
    if line.is_calendar(at) and (stop := at + 1) and not line.is_name_word(stop):
        if not line.is_month(at):
            return line.phrase(at, stop, "surname", name=token.text, wordlike=True), stop
        return None
    stop = line.name_end(at)
    city_end = city(line, at, stop)
    if city_end is not None:
        return line.phrase(at, city_end, "city", name=line.span_text(at, city_end)), city_end
    name = line.span_text(at, stop)
    held = holds_place(line, at, stop)
    if held is not None:
        return line.phrase(at, held, "name", name=line.span_text(at, held)), held
    if stop - at == 1 and line.low(at - 1) in line.words.kin:
        # "the younger Lai": not the one whom the article calls Lai
        return line.phrase(at - 1, stop, "elder", name=name, role_text=line.low(at - 1)), stop
    if stop - at == 1:
        wordlike = token.low in line.words.wordlike
        made = line.phrase(at, stop, "surname", name=name, wordlike=wordlike)
        return _owned(line, at, stop, made) or (made, stop)
    nouns, states = calling(line, at, stop)
    made = of_apposition(line, at, stop, name) or line.phrase(at, stop, "name", name=name, states=states)
    return msgspec.structs.replace(made, nouns=nouns), stop


def _through_pronoun(line: Line, at: int) -> Made | None:
    """ "his foreign minister", "its new envoy Jane Roe": an office through a pronoun. Organs see their own pronoun."""
    after, former = line.qualifiers(at + 1)
    following = line.hit(after)
    if line.low(at + 1) in line.words.homelands:
        owner = line.phrase(at, at + 1, line.words.possessives[line.lows[at]], name=line.tokens[at].text)
        return line.phrase(at, at + 2, "homeland", owner=owner), at + 2
    if following is None or following.kind != "role":
        is_organs = following is not None and following.kind == "role_organ" and not line.is_modifier(following.stop)
        if line.lows[at] != "its" or is_organs:
            return None
        return line.phrase(at, at + 1, "own", definite=at == 0), at + 1
    owner = line.phrase(at, at + 1, line.words.possessives[line.lows[at]], name=line.tokens[at].text)
    return of_role(line, at + 1, after, owner=owner, former=former)
