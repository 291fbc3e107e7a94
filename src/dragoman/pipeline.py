"""The whole flow on one page.

    page | cut | date | segment | read | mentions | events | meetings
    | statements | affairs | pledges | positions | check

A stage is a pure function (Reading, Lexicon) → Reading. Nothing here reads a
file or writes a row. A stage that fails on a strange article costs that stage's
findings of that article, leaves an Issue, and stops nothing: this is the one
place that decides so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.extract.affairs import affairs
from dragoman.extract.check import check
from dragoman.extract.deeds import deeds
from dragoman.extract.pledges import pledges
from dragoman.extract.positions import positions
from dragoman.extract.statements import statements
from dragoman.lexicon import Lexicon
from dragoman.merge.contradictions.sides import Affair, contradictions
from dragoman.merge.dating import grounds
from dragoman.merge.rarity import Rarity
from dragoman.merge.stories.story import stories, story
from dragoman.model.article import Article
from dragoman.model.copy import Copy
from dragoman.model.finding import AnyFinding
from dragoman.model.gist import Gist
from dragoman.model.page import Page
from dragoman.model.reading import Issue, Reading
from dragoman.model.record import Record
from dragoman.model.span import Span
from dragoman.model.story import Contradiction, Story
from dragoman.reader.read import read
from dragoman.text.cut import articles
from dragoman.text.dates import dates
from dragoman.text.publication import dated_by, with_inferred_dates
from dragoman.text.quotations import quotations
from dragoman.text.sentences import paragraphs, sentences

Stage = Callable[[Reading, Lexicon], Reading]


def segment(reading: Reading, lexicon: Lexicon) -> Reading:
    """The article's text in paragraphs, sentences, quotations and dates."""
    text = reading.text
    told = sentences(text, lexicon.abbreviations)
    blocks = paragraphs(text)
    return msgspec.structs.replace(
        reading,
        paragraphs=blocks,
        sentences=told,
        quotations=quotations(text, blocks),
        dates=dates(text, told, reading.article.published.value, lexicon.time),
    )


KEPT = 1 << 10  # texts whose sentences are kept at hand: an article's are asked for its title and for its claims
FAILED = "the stage failed"  # how an Issue about a stage that broke begins; a batch counts them

# Order matters: each stage asks only for what the stages above it gave.
STAGES: tuple[Stage, ...] = (segment, read, mentions, deeds, statements, affairs, pledges, positions, check)


def read_article(article: Article, lexicon: Lexicon, stages: tuple[Stage, ...] = STAGES) -> Reading:
    """One article through every stage."""
    reading = Reading(article)
    for stage in stages:
        try:
            reading = stage(reading, lexicon)
        except Exception as error:  # a strange text must not stop the batch; the Issue keeps what happened
            doubt = reading.doubt(stage.__name__, f"{FAILED}: {type(error).__name__}: {error}")
            reading = msgspec.structs.replace(reading, issues=(*reading.issues, doubt))
    return reading


def read_page(
    page: Page, lexicon: Lexicon, stages: tuple[Stage, ...] = STAGES
) -> tuple[tuple[Reading, ...], tuple[Issue, ...]]:
    """The readings of the page's articles, and what is to be said of the page itself.

    >>> from dragoman.lexicon import load
    >>> read_page(Page("a.txt", "text", "0", "Menu"), load())[1][0].message
    'a.txt: no article found on the page; 1 line was left out as menus, lists or promotion'
    """
    found = with_inferred_dates(articles(page, lexicon), lexicon)
    if not found:
        lines = sum(1 for line in page.text.splitlines() if line.strip())
        what = f"{lines} line{'s were' if lines != 1 else ' was'} left out as menus, lists or promotion"
        return (), (Issue("cut", f"{page.name}: no article found on the page; {what}"),)
    return tuple(read_article(article, lexicon, stages) for article in found), ()


def dated_by_record(
    articles: Mapping[str, Article], copies: Iterable[Copy], findings: Iterable[AnyFinding], lexicon: Lexicon
) -> dict[str, Article]:
    """The articles that have no date, as read, and that the rest of the record dates, each with its day.

    Such an article is read anew, for its weekdays and offices depend on that day. What it
    gives then takes the place of what it gave, and is derived: it follows from what was read
    of all articles, so that their order never matters, and may change when more is known.
    """
    known = grounds(articles, copies, findings)
    dated = {id: dated_by(articles[id], known[id], lexicon) for id in sorted(known)}
    return {id: article for id, article in dated.items() if article.published.value is not None}


def told_stories(
    articles: Mapping[str, Article], copies: Mapping[str, str], records: Iterable[Record], lexicon: Lexicon
) -> tuple[Story, ...]:
    """The stories of these articles, each with what its tellings disagree about."""
    facts = {record.id: record for record in records}
    split, rarity = _sentences_of(lexicon), Rarity(lexicon)
    return tuple(
        _disputed(story, articles, copies, [facts[id] for id in story.records], lexicon, split, rarity)
        for story in stories(articles, copies, facts.values(), rarity, split)
    )


def told_story(
    group: Sequence[Gist], copies: Mapping[str, str], articles: Mapping[str, Article],
    told: Mapping[str, Sequence[Record]], lexicon: Lexicon, rarity: Rarity,
) -> Story:  # fmt: skip
    """The story of one group of articles and their copies, with what its tellings disagree about."""
    split = _sentences_of(lexicon)
    made = story(group, copies, articles, told, rarity, split)
    facts = {record.id: record for id in made.articles for record in told[id]}
    return _disputed(made, articles, copies, [facts[id] for id in made.records], lexicon, split, rarity)


def _disputed(
    story: Story, articles: Mapping[str, Article], copies: Mapping[str, str], records: Sequence[Record],
    lexicon: Lexicon, split: Callable[[str], tuple[Span, ...]], rarity: Rarity,
) -> Story:  # fmt: skip
    affair = Affair([articles[id] for id in story.articles], copies, records, lexicon, split, rarity)
    return msgspec.structs.replace(story, contradictions=contradictions(affair))


def disagreements(
    articles: Sequence[Article], copies: Mapping[str, str], records: Sequence[Record], lexicon: Lexicon
) -> tuple[Contradiction, ...]:
    """What articles that are known to tell one affair disagree about."""
    affair = Affair(articles, copies, records, lexicon, _sentences_of(lexicon), Rarity(lexicon))
    return contradictions(affair)


@lru_cache(maxsize=4)
def _sentences_of(lexicon: Lexicon) -> Callable[[str], tuple[Span, ...]]:
    return lru_cache(KEPT)(lambda text: sentences(text, lexicon.abbreviations))
