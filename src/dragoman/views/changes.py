"""What a rebuild changed, a line for each kind."""

from dragoman.model.changes import Changes
from dragoman.views import words
from dragoman.views.terminal import Lines


def change_lines(changes: Changes) -> Lines:
    """How much was read again, then how many facts of each kind are new, gone and told otherwise."""
    took = f" in {changes.seconds:.1f} s" if changes.seconds is not None else ""
    yield [("bold", f"{words.count(changes.articles, 'article')} read again{took}")]
    for kind, change in changes.kinds.items():
        told = f"{change.new:,} new, {change.gone:,} gone, {change.changed:,} changed"
        calm = not (change.new or change.gone or change.changed)
        yield [("", f"  {kind + 's':<12}"), ("dim" if calm else "", "unchanged" if calm else told)]
    if changes.judgements:
        yield [("dim", f"  {words.count(changes.judgements, 'judgement')} of people kept")]
