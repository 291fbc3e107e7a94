"""Dating: what dated articles tell about the day of one without a date.

Articles as read, their copies and their findings in; grounds by article out. An
undated article that stands whole in a dated one came out with it; one that tells,
with its weekday, a deed that dated articles date came out in the week after. A pure
function of what was read, so that the order of reading never matters: only dates
that articles state or their own texts give are grounds, never dates found here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from dragoman.merge.copies import overlap
from dragoman.merge.copies.families import dated
from dragoman.merge.records.telling import Ties, parties
from dragoman.model.article import Article
from dragoman.model.copy import Copy
from dragoman.model.finding import AnyFinding, Event, Meeting
from dragoman.model.ground import Ground
from dragoman.model.identity import slug
from dragoman.model.span import Span

WHOLE = 0.8  # of an undated text's shingles stand in a dated one: nothing of its own that could be of a later day
STATED = ("header", "dateline", "metadata", "age")


def grounds(
    articles: Mapping[str, Article], copies: Iterable[Copy], findings: Iterable[AnyFinding]
) -> dict[str, tuple[Ground, ...]]:
    """For each undated article of which the others tell something, what they tell."""
    undated = {id for id, article in articles.items() if article.published.value is None}
    if not undated:
        return {}
    found = {id: (ground,) for id, ground in _by_copies(articles, undated, copies)}
    for id, facts in _by_facts(articles, undated - set(found), findings).items():
        found[id] = facts
    return found


# -- copies


def _by_copies(
    articles: Mapping[str, Article], undated: set[str], copies: Iterable[Copy]
) -> Iterable[tuple[str, Ground]]:
    families: dict[str, set[str]] = defaultdict(set)
    shares = {}
    for copy in copies:
        families[copy.family].update((copy.article, copy.copy_of))
        shares[copy.article, copy.copy_of] = copy.share
    for members in families.values():
        if members & undated and members - undated:
            known = sorted((articles[id] for id in members - undated), key=lambda one: (dated(one), one.id))
            for id in sorted(members & undated):
                ground = _of_family(articles[id], known, shares)
                if ground is not None:
                    yield id, ground


def _of_family(
    article: Article, known: Sequence[Article], shares: Mapping[tuple[str, str], float]
) -> Ground | None:
    """The day of the surest, then earliest, dated member that holds all of the article's text."""
    for other in known:
        shorter = len(article.text) <= len(other.text)  # only then is the share known the one of this text
        share = shares.get((article.id, other.id)) if shorter else None
        if share is None:
            share = overlap.containment(overlap.text(article.text), overlap.text(other.text))
        if share >= WHOLE:
            inferred = ", itself inferred" if other.published.basis == "inferred" else ""
            named = f" ({other.outlet})" if other.outlet else ""
            day = (other.published.value or "")[:10]
            return Ground(day, f"the same text as {other.id}{named} of {day}{inferred}") if len(day) == 10 else None
    return None


# -- facts


def _by_facts(
    articles: Mapping[str, Article], undated: set[str], findings: Iterable[AnyFinding]
) -> dict[str, tuple[Ground, ...]]:
    """Deeds that an undated article tells and dated articles date; one day each, or it is no ground."""
    days: dict[Hashable, dict[str, set[tuple[Ties, str]]]] = defaultdict(lambda: defaultdict(set))
    told: list[AnyFinding] = []
    for finding in findings:
        fact = fact_of(finding)
        if fact is None:
            continue
        article = articles[finding.citation.article]
        if article.id in undated:
            told.append(finding)
        elif article.published.basis in STATED and is_dated(finding):
            days[fact][finding.when.start or ""].add((_people(finding), article.id))
    found: dict[str, list[Ground]] = defaultdict(list)
    for finding in told:
        who, cited = _people(finding), finding.citation
        for day, tellings in sorted(days.get(fact_of(finding), {}).items()):
            same = sorted(id for people, id in tellings if people <= who or who <= people)
            if same:
                ground = Ground(day, f"a deed of {day} by {same[0]}", Span(cited.start, cited.end))
                found[cited.article].append(ground)
    return {id: tuple(sorted(set(facts), key=lambda one: (one.day, one.span, one.text))) for id, facts in found.items()}


def fact_of(finding: AnyFinding) -> Hashable | None:
    """What of a finding must be the same in two tellings of one deed; None where it is no news between two parties."""
    by, to = (frozenset(actor.tie for actor in side) for side in parties(finding))
    if len(by | to) < 2:
        return None
    match finding:
        case Event(aux=()):
            return "event", finding.type, finding.mode, by, to
        case Meeting(status="held"):
            return "meeting", finding.kind, by
        case _:
            return None


def is_dated(finding: AnyFinding) -> bool:
    """Whether the article's words date it: the day of publication would only be a guess."""
    return finding.when.precision == "day" and finding.when.basis in ("expression", "dateline")


def _people(finding: AnyFinding) -> Ties:
    """Who takes part in person: Trump's call to Putin is not Rubio's to Lavrov."""
    return frozenset(slug(actor.name) for side in parties(finding) for actor in side if actor.kind == "person")
