"""Inserted: words reported without quotation marks around a verb that closes or interrupts its sentence.

"Exports will fall, the board forecast on Tuesday." "The offer, Lee said, was never made." "Too little was paid,
conceded the board." The frames of an article in; an Attribution for each such verb out, where nothing but a hearer,
a day, or how and where it was said stands between the verb and the comma or the end. The reader sees most of them;
what it misses, or tears apart, the order of the words tells without doubt.
"""

from dataclasses import replace

import msgspec

from dragoman.extract.speech.attribution import SEEN, TERM, Attribution, Source, Told
from dragoman.extract.speech.frames import Frame, Token
from dragoman.extract.speech.hearers import hearer
from dragoman.extract.speech.phrases import Phrase, is_noun, phrase_from
from dragoman.extract.speech.subjects import DASHES, Cue, cues
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.span import Span, hull

INSERTED = "the verb stands apart at the end or within the sentence"
SURE = 0.85
LEAST = 3  # words of a sentence
DATELINE = 10  # tokens of a dateline: "VILNIUS, May 3 (Reuters) —"
LONGEST_TAIL = 20  # tokens between the verb and the comma or the end
STOPS = ",.;:!—–"
PARTS = ";:"  # what stands before them is another sentence


def with_inserted(found: list[Attribution], told: Told, text: str, words: SpeechWords) -> list[Attribution]:
    """The attributions with those of the verbs that stand apart; these know best where the words end."""
    wide = msgspec.structs.replace(words, verbs={**words.verbs, **words.clausal})
    made = [one for frame in told.frames for one in _of_frame(frame, wide)]
    kept = list(found)
    for one in made:
        same = next((at for at, other in enumerate(kept) if other.cue and other.cue.overlaps(one.cue)), None)
        other = kept[same] if same is not None else None
        if other is not None and tuple(one.cue.of(text).casefold().split()) in words.credits:
            continue  # "In Paris, …, according to X": where its words begin the reader sees better
        if other is not None and other.kind != "indirect":
            if not one.sentence.overlaps(other.pieces[0]):  # "It rained, X said. “It poured.”"
                kept.append(one)
            continue
        if one.kind == "mixed":
            if any(_known(each, one) for each in kept):
                continue
            kept = [each for each in kept if not _quotes(each, one)]
            same = kept.index(other) if other in kept else None
        if same is None:
            kept.append(one)
        else:
            known = other.source is not None and other.source.span.overlaps(one.source.span)
            source = other.source if known and other.source.core.start <= one.source.core.start else one.source
            one = _with_clause_before(one, other, text)
            kept[same] = replace(one, source=source, confidence=max(one.confidence, other.confidence))
    return kept


def _with_clause_before(one: Attribution, other: Attribution, text: str) -> Attribution:
    """`It rained; it poured, X said`: both clauses, where the reader sees that both are X's words."""
    first = one.said[0]
    wider = next((piece for piece in other.said if piece.covers(first) and piece.start < first.start), None)
    if one.kind != "indirect" or wider is None or text[wider.start : first.start].rstrip()[-1:] != ";":
        return one
    return replace(one, pieces=(Span(wider.start, first.end), *one.pieces[1:]))


def _quotes(one: Attribution, other: Attribution) -> bool:
    return one.kind != "indirect" and any(piece.overlaps(part) for piece in one.pieces for part in other.pieces)


def _known(one: Attribution, other: Attribution) -> bool:
    """Whether a verb of saying beside it credits what `other` quotes."""
    return one.cue is not None and one.why != SEEN and _quotes(one, other)


def _of_frame(frame: Frame, words: SpeechWords) -> list[Attribution]:
    if not any(token.text == "," for token in frame):
        return []
    made = []
    for cue in (*cues(frame, words), *_turned(frame, words)):
        if frame[cue.first].kind != "word" or frame[cue.first].low in words.participles or cue.begins < 2:
            continue
        nobody = frame[cue.subject.first].low.partition("'")[0] in words.other_pronouns  # "I've suggested"
        if frame[_comma(frame, cue)].text != "," or nobody:
            continue
        content = _content(frame, cue, words)
        if content:
            made.append(_attribution(frame, cue, content, words))
    return [one for one in made if not any(_told_within(other, one) for other in made)]


def _told_within(inner: Attribution, outer: Attribution) -> bool:
    """`It will rain, she had said, an aide related.`: the words are hers, though the aide tells of them."""
    return inner is not outer and any(piece.covers(inner.cue) for piece in outer.said)


def _comma(frame: Frame, cue: Cue) -> int:
    """Where the comma before the verb and its subject should stand: also before "as" and "so"."""
    return cue.begins - 1 - (frame[cue.begins - 1].low in ("as", "so"))


def _turned(frame: Frame, words: SpeechWords) -> list[Cue]:
    """`…, conceded the board on Wednesday.`: the verb before whom it credits."""
    found = []
    for i in range(2, len(frame) - 1):
        verb = words.verbs.get(frame[i].low)
        if verb is None or verb in words.hearer or frame[i].is_name or frame[i - 1].text != ",":
            continue
        subject = phrase_from(frame, i + 1, words)
        past = frame[i].low != verb or verb in words.also_past
        written = verb not in words.of_documents or _has(frame, subject, words.documents)
        if subject and past and written and _speaks(frame, subject, words):
            found.append(Cue(i, i + 1, subject, inverted=True))
    return found


def _has(frame: Frame, phrase: Phrase | None, nouns: frozenset[str]) -> bool:
    return phrase is not None and any(token.low in nouns for token in frame[phrase.first : phrase.core])


def _speaks(frame: Frame, phrase: Phrase, words: SpeechWords) -> bool:
    """Whether the phrase is one of people, bodies or documents: "denied the charges" turns nothing around."""
    return any(token.is_name or is_noun(token, words) for token in frame[phrase.first : phrase.core])


def _attribution(frame: Frame, cue: Cue, content: list[tuple[int, int]], words: SpeechWords) -> Attribution:
    subject = cue.subject
    start, core = frame[subject.first].start, frame[subject.core - 1].end
    source = Source(Span(start, core), Span(start, max(core, frame[subject.last - 1].end)))
    said = Span(frame[cue.first].start, frame[cue.last - 1].end)
    pieces = tuple(Span(frame[first].start, frame[last - 1].end) for first, last in content)
    quoted = [t for first, last in content for t in frame[first:last] if t.kind == "quote"]
    mixed = any(len(t.text.split()) > TERM for t in quoted)
    said_by = tuple(Span(t.start, t.end) for t in quoted) if mixed else pieces
    return Attribution(
        said_by, "mixed" if mixed else "indirect", source, said,
        hull([said, source.span]), Span(frame[0].start, frame[-1].end), INSERTED, SURE,
        hearer(frame, cue.first, cue.ends if cue.inverted else cue.last, words), pieces if mixed else (),
    )  # fmt: skip


def _content(frame: Frame, cue: Cue, words: SpeechWords) -> list[tuple[int, int]]:
    """The pieces of the sentence that are its words, as ranges of tokens; none where the verb does not stand apart."""
    first = max((k + 1 for k in range(cue.begins - 1) if frame[k].text in PARTS), default=_opening(frame, words))
    last, stop = _comma(frame, cue), _tail_end(frame, cue, words)
    before = frame[first:last]
    if not stop or _count(before) < 1 or before[0].kind == "quote" or before[-1].kind == "quote":
        return []
    closes = stop >= len(frame) - 1 or frame[stop].text != ","
    whole = _is_whole(before, words)
    if closes:
        return [(first, last)] if whole and _count(before) >= LEAST else []
    end = next((k for k in range(stop + 1, len(frame)) if frame[k].text in PARTS + ".!?"), len(frame))
    after = frame[stop + 1 : end]
    if not after or after[0].kind == "quote" or after[0].low == "that":  # "was so bad, X noted, that …"
        return []
    joins = after[0].low in words.joining or after[0].low in words.relatives or after[0].low.endswith("ing")
    if joins:
        return [(first, last)] if whole and _has_verb(before, words) and _count(before) >= LEAST else []
    if before[0].low not in words.hanging and _has_verb(before, words):
        first = _last_part(frame, first, last, words)
    return [(first, last), (stop + 1, end)] if first < last and _is_clause(after, words) else []


def _is_clause(after: Frame, words: SpeechWords) -> bool:
    subjects = words.person_pronouns | words.people_pronouns | words.thing_pronouns
    return after[0].low in subjects or _has_verb(after, words, 0)


def _last_part(frame: Frame, first: int, last: int, words: SpeechWords) -> int:
    """`It left in May, and every autumn, X said, it comes back`: where the interrupted clause begins, else `last`."""
    comma = next((k for k in range(last - 1, first, -1) if frame[k].text == ","), last)
    begins = comma + 2
    joined = begins < last and frame[comma + 1].low in words.joining and frame[begins].low not in words.hanging
    return begins if joined and not _has_verb(frame[begins:last], words) else last


def _opening(frame: Frame, words: SpeechWords) -> int:
    """Where the words begin: after the place of a dateline and after "but"."""
    dash = next((k for k in range(min(len(frame), DATELINE)) if frame[k].text in DASHES), 0)
    plain = [token for token in frame[:dash] if token.kind == "word"]
    first = dash + 1 if plain and all(token.is_name for token in plain) else 0
    return first + (frame[first].low in ("but", "and", "yet", "so") and frame[first].kind == "word")


def _tail_end(frame: Frame, cue: Cue, words: SpeechWords) -> int:
    """The mark after the verb's hearer, day and circumstances; 0 where more than these follow."""
    k = cue.ends
    verb = words.verbs.get(frame[cue.first].low, "")
    heard = phrase_from(frame, k, words) if verb in words.hearer | words.may_hear and not cue.inverted else None
    within = heard is not None and any(token.low in words.prepositions for token in frame[k : heard.core])
    if verb in words.may_hear and heard is not None and not _speaks(frame, heard, words):
        return 0
    if verb in words.hearer | words.may_hear and not cue.inverted:
        if heard is None and k < len(frame) and frame[k].low in words.articles | words.hearers:
            k += 1
            while k < len(frame) and _plain(frame[k], words):
                k += 1
        elif heard is not None:
            k = heard.core
        while k < len(frame) and frame[k].low in words.occasions:  # "told a Montreal radio station"
            k += 1
    adverb = k < len(frame) and words.is_adverb(frame[k].low) and not cue.inverted  # "said parents still want it"
    opens = k == len(frame) or frame[k].kind != "word" or adverb
    if not (opens or within or frame[k].low in words.prepositions | words.circumstance):
        return 0
    finite = words.auxiliaries | words.modals
    for end in range(k, min(k + LONGEST_TAIL, len(frame))):
        token = frame[end]
        if token.kind == "quote" or token.low in finite | words.asks | words.pronouns | {"that"}:
            return 0
        if token.kind == "mark" and token.text in STOPS:
            return end
    return len(frame) if k + LONGEST_TAIL >= len(frame) else 0


def _plain(token: Token, words: SpeechWords) -> bool:
    return token.kind == "word" and token.low not in words.breaks and not words.is_adverb(token.low)


def _is_whole(before: Frame, words: SpeechWords) -> bool:
    """`In a statement, X said.`, `When the talks ended, X spoke.`: what hangs on the verb is not its words."""
    opens = before[0].low
    if opens not in words.openers | words.hanging | words.prepositions and not opens.endswith("ing"):
        return True
    comma = next((k for k in range(len(before) - 1, 0, -1) if before[k].text == ","), 0)
    alone = opens in words.prepositions and opens not in words.hanging  # "Under the protocol Caracas has to reopen it"
    return _has_verb(before[comma:] if comma else before, words) if comma or alone else False


def _has_verb(tokens: Frame, words: SpeechWords, first: int = 1) -> bool:
    finite = (words.auxiliaries | words.modals | words.passive) - {"be", "been", "being", "'s", "'d"}
    for i, token in enumerate(tokens[first:], first):
        if token.kind != "word" or token.is_name:
            continue
        if token.low in finite or token.low.endswith("n't"):
            return True
        before = tokens[i - 1] if i else None
        noun = before is not None and before.low in words.determiners | words.prepositions
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        sends = token.low.endswith("s") and before is not None and before.is_name and after is not None
        if sends and after.low in words.determiners:
            return True  # "Finland sends its ships"
        if not noun and (token.low.endswith("ed") or (token.low in words.verbs and token.low not in words.participles)):
            return True
    return False


def _count(tokens: Frame) -> int:
    return sum(token.kind in ("word", "date") for token in tokens)
