"""Other names in the same sentence: states and people inside mentions are exchanged, so that the net learns deeds.

Who quarrels with whom in a corpus is an accident of its years. Each time round a
state's name, adjective or capital stands for another state's, the same one
throughout the sentence, and a person's name for another's.
"""

import random
import re
from collections import defaultdict
from functools import cache

import msgspec

from dragoman.evaluation.standoff import Attribution, Pair
from dragoman.lexicon import load
from training.examples import Example

CHANCE = 0.5  # of each state and each person to be renamed
NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:al-|bin |de |van |von )?[A-Z][\w’'-]+){1,2}$")

Form = tuple[str, str]  # name, adjective or capital; the state's code


@cache
def _forms() -> tuple[dict[str, Form], dict[Form, list[str]], list[str], re.Pattern[str]]:
    """Every word for a state → its form; each form → its words; the states that have all forms; what finds them."""
    words: dict[str, Form] = {}
    for code, state in load().states.items():
        for form, names in (
            ("capital", (state.capital, *state.capitals)),
            ("adjective", state.adjectives),
            ("name", (state.name, *state.names)),
        ):
            words.update({name: (form, code) for name in names if name})
    by_form: dict[Form, list[str]] = defaultdict(list)
    for word, form in words.items():
        by_form[form].append(word)
    forms = ("name", "adjective", "capital")
    whole = [code for code in load().states if all((form, code) in by_form for form in forms)]
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return words, dict(by_form), whole, re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


@cache
def _people() -> tuple[list[str], frozenset[str]]:
    """Names of leaders; and the words that stand before names, as titles."""
    lexicon = load()
    names = sorted({name for _, name in lexicon.offices.by_person if len(name.split()) in (2, 3)})
    offices = (term.office for terms in lexicon.offices.by_person.values() for term in terms)
    titles = {word.title() for office in offices for word in office.split()}
    return names, frozenset(titles)


def renamed(example: Example, chance: random.Random) -> Example:
    """The example with other names, its offsets moved along."""
    if not example.mentions:
        return example
    states: dict[str, str] = {}
    people: dict[str, str] = {}
    text, last, moved = "", 0, []
    for start, end, kind in sorted(example.mentions):
        words = _other_states(example.text[start:end], states, chance)
        if kind == "person":
            words = _other_person(words, people, chance)
        text += example.text[last:start]
        moved.append((start, end, len(text), len(text) + len(words)))
        text += words
        last = end
    text += example.text[last:]
    if text == example.text:
        return example

    def own(spans: tuple[Pair, ...]) -> tuple[Pair, ...]:
        return tuple((_moved(start, moved, opens=True), _moved(end, moved, opens=False)) for start, end in spans)

    return msgspec.structs.replace(
        example, text=text,
        mentions=tuple((*own(((start, end),))[0], kind) for start, end, kind in example.mentions),
        events=tuple(msgspec.structs.replace(event, words=own(event.words)) for event in example.events),
        attributions=example.attributions
        and tuple(Attribution(own(one.source), own(one.cue), own(one.content)) for one in example.attributions),
    )  # fmt: skip


def _other_states(words: str, states: dict[str, str], chance: random.Random) -> str:
    forms, by_form, whole, pattern = _forms()

    def other(match: re.Match[str]) -> str:
        form, code = forms[match[0]]
        if code not in states:
            states[code] = chance.choice(whole) if chance.random() < CHANCE else code
        return match[0] if states[code] == code else chance.choice(by_form[form, states[code]])

    return pattern.sub(other, words)


def _other_person(words: str, people: dict[str, str], chance: random.Random) -> str:
    names, titles = _people()
    found = NAME.search(words)
    if found is None:
        return words
    parts = found[0].split()
    while parts and (parts[0] in titles or parts[0] in _forms()[0]):
        parts.pop(0)
    old = " ".join(parts)
    if len(parts) < 2 or not words.endswith(old):
        return words
    if old not in people:
        people[old] = chance.choice(names) if chance.random() < CHANCE else old
    return words.removesuffix(old) + people[old]


def _moved(at: int, moved: list[tuple[int, int, int, int]], *, opens: bool) -> int:
    """Where an offset lies after the renaming; one inside a mention goes to that mention's edge."""
    shift = 0
    for start, end, new_start, new_end in moved:
        if at < start or (at == start and not opens):
            break
        if at < end or (at == end and not opens):
            return new_start if opens else new_end
        shift = new_end - end
    return at + shift
