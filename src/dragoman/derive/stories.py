"""Stories: what changed articles and records make of the stories, and nothing beyond what they touch.

A block of linked articles depends on itself alone (merge.affairs). So the changed articles
are compared with those they meet, and the blocks they were in, are linked with or make are
parted anew; of these, a story is told anew only if its articles or their records changed.
In goes an open transaction, out come rows.
"""

import sqlite3
from collections.abc import Collection

from dragoman.lexicon import Lexicon
from dragoman.merge.rarity import Rarity
from dragoman.merge.stories.affairs import ALIKE, SHARED, WINDOW, blocks, keys, likeness, parted
from dragoman.merge.stories.gist import gist
from dragoman.model.gist import Gist
from dragoman.pipeline import told_story
from dragoman.store import gists, viewed


def stories(conn: sqlite3.Connection, changed: Collection[str], lexicon: Lexicon, rarity: Rarity) -> None:
    """Make anew every story that these articles touch."""
    before = gists.stories_of(conn, changed)
    copy_of = gists.origins(conn, changed)
    changed = {*changed, *copy_of.values(), *(id for story in before for id in story.articles if id in copy_of)}
    known = {id for story in before for id in story.articles}
    copy_of = gists.origins(conn, changed | known)
    touched = gists.blocks_of(conn, changed | known)
    gists.remove(conn, [id for id in changed if id in copy_of])
    touched |= _compare(conn, {id for id in changed if id not in copy_of}, rarity)
    ordered = sorted(gists.of_blocks(conn, touched), key=lambda one: one.order)
    made = blocks(ordered)
    gists.set_blocks(conn, ((one.article, block[0].article) for block in made for one in block))
    groups = [group for block in made for group in parted(block)]
    _tell(conn, groups, changed, lexicon, rarity)


def _compare(conn: sqlite3.Connection, originals: set[str], rarity: Rarity) -> set[str]:
    """Say what these articles are about now; the blocks that they are linked with, and their own."""
    articles, told = gists.articles(conn, originals), gists.told(conn, originals)
    fresh = [gist(articles[id], told[id], rarity) for id in sorted(articles)]
    for one in fresh:
        gists.put(conn, one, keys(one))
    linked = {
        other.article
        for one in fresh
        for other in gists.near(conn, one, keys(one), SHARED, WINDOW)
        if likeness(*sorted((one, other), key=lambda each: each.order)).value >= ALIKE
    }
    return gists.blocks_of(conn, originals | linked)


def _tell(
    conn: sqlite3.Connection, groups: list[list[Gist]], changed: set[str], lexicon: Lexicon, rarity: Rarity
) -> None:
    """Put the stories of these groups in the place of those that their articles were in."""
    originals = {one.article for group in groups for one in group}
    reprints: dict[str, dict[str, str]] = {}
    for copy, origin in gists.reprints(conn, originals).items():
        reprints.setdefault(origin, {})[copy] = origin
    everyone = originals | {copy for copies in reprints.values() for copy in copies}
    standing = {frozenset(story.articles): story for story in gists.stories_of(conn, everyone | changed)}
    anew: list[tuple[list[Gist], dict[str, str]]] = []
    for group in groups:
        copies = {copy: origin for one in group for copy, origin in reprints.get(one.article, {}).items()}
        members = frozenset((*(one.article for one in group), *copies))
        if members in standing and not members & changed:
            del standing[members]  # it stays
        else:
            anew.append((group, copies))
    viewed.remove_stories(conn, standing.values())
    wanted = {id for group, copies in anew for id in (*(one.article for one in group), *copies)}
    articles, told = gists.articles(conn, wanted), gists.told(conn, wanted)
    viewed.add_stories(conn, (told_story(group, copies, articles, told, lexicon, rarity) for group, copies in anew))
