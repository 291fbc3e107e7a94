"""What a rebuild changed: a line for each kind, and some of the facts themselves."""

from dragoman.model.changes import Changes
from dragoman.views import words
from dragoman.views.terminal import Lines

SOME = 5  # facts of a kind that are shown as new, gone and changed


def change_lines(changes: Changes) -> Lines:
    """How much was read again, then how many facts of each kind are new, gone and told otherwise, and which."""
    took = f" in {changes.seconds:.1f} s" if changes.seconds is not None else ""
    yield [("bold", f"{words.count(changes.articles, 'article')} read again{took}")]
    for kind, change in changes.kinds.items():
        told = f"{change.new:,} new, {change.gone:,} gone, {change.changed:,} changed"
        calm = not (change.new or change.gone or change.changed)
        yield [("", f"  {kind + 's':<12}"), ("dim" if calm else "", "unchanged" if calm else told)]
        for what, number in (("new", change.new), ("gone", change.gone), ("changed", change.changed)):
            some = [one for one in changes.some if (one.kind, one.what) == (kind, what)][:SOME]
            for one in some:
                fields = f"  ({', '.join(one.fields)})" if one.fields else ""
                yield [("dim", f"    {what:<9} "), ("fit", one.title), ("dim", f"{fields}  "), ("id", one.id)]
            if number > len(some) > 0:
                yield [("dim", f"    … and {number - len(some):,} more {what}")]
    if changes.judgements:
        yield [("dim", f"  {words.count(changes.judgements, 'judgement')} of people kept")]
