"""A Reading: all that one article gave. It goes through every stage; a stage returns a new one."""

import msgspec

from dragoman.model.actor import Mention
from dragoman.model.article import Article
from dragoman.model.finding import AnyFinding
from dragoman.model.seen import Seen
from dragoman.model.span import Span
from dragoman.model.when import DateMention


class Issue(msgspec.Struct, frozen=True):
    """A doubt, kept as data: what a stage left out or could not tell, and where."""

    stage: str
    message: str
    article: str | None = None
    start: int | None = None
    end: int | None = None


class Reading(msgspec.Struct, frozen=True):
    """One article and what the stages found in it. Spans point into `article.text`."""

    article: Article
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()  # between quotation marks, marks included
    dates: tuple[DateMention, ...] = ()
    seen: tuple[Seen, ...] = ()  # by sentence
    mentions: tuple[Mention, ...] = ()
    findings: tuple[AnyFinding, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text

    def doubt(self, stage: str, message: str, span: Span | None = None) -> Issue:
        """An Issue about this article."""
        return Issue(
            stage, message, self.article.id,
            span.start if span else None, span.end if span else None,
        )  # fmt: skip
