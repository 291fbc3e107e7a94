"""Records: what changed articles make of the record, and nothing beyond what they touch.

What tells the same is linked, and what is linked to nothing has no part in how a record
is made (merge.cluster): so the leads of the changed articles are compared with those they
meet, and the records of whatever is then linked to them, directly or by others, are made
anew. In goes an open transaction, out come rows.
"""

import sqlite3
from collections.abc import Collection, Iterable

from dragoman.lexicon.plover import Plover
from dragoman.merge.records.candidates import alike, keys
from dragoman.merge.records.compare import ACCEPT, compare
from dragoman.merge.records.facts import facts
from dragoman.merge.records.finish import STEPS, finish
from dragoman.merge.records.judged import NOTHING, Judged, in_force, judged
from dragoman.merge.records.leads import echo_key, lead, lead_key, lead_order, original_first, place
from dragoman.merge.records.telling import Ref, Telling, telling
from dragoman.model.article import Article
from dragoman.model.copy import Passage
from dragoman.model.finding import AnyFinding, Pledge
from dragoman.model.parties import ties
from dragoman.model.record import Record
from dragoman.store import merging, pledges, write
from dragoman.store import records as rows
from dragoman.store.merging import Place


def records(conn: sqlite3.Connection, articles: Collection[str], plover: Plover) -> None:
    """Make anew every record that these articles touch."""
    book = _Book(conn)
    articles = set(articles) | book.judged_with(articles)
    touched = _place(conn, book, articles)
    known = merging.leads(conn, touched)
    gone = {row.record for row in known.values()} - {None}
    near = _link(conn, book, touched, known, articles)
    group = _reached(conn, book, touched | near)
    places = _places(conn, group)
    leads = sorted((lead(id, book.at(places[id])) for id in group), key=lead_order)
    gone |= {row.record for row in merging.leads(conn, group).values()} - {None}
    at = {one.id: position for position, one in enumerate(leads)}
    links = [(*sorted((at[a], at[b])), score) for a, b, score in merging.links(conn, group, ACCEPT)]
    meant = book.judged({told.article for one in leads for told in one.tellings})
    found = facts(leads, links, meant, book.articles, book.copies)
    stand = _replace(conn, gone, [record for record, _ in found], plover)
    for record, positions in found:
        if record.id in stand:
            merging.set_record(conn, record.id, [leads[position].id for position in positions])


class _Book:
    """What one derivation looks up, each thing once."""

    def __init__(self, conn: sqlite3.Connection):
        self._conn = conn
        self.articles: dict[str, Article] = {}
        self.copies: dict[str, str] = {}
        self.passages: dict[str, tuple[Passage, ...]] = {}
        self._tellings: dict[Place, Telling] = {}

    def of(self, articles: Collection[str]) -> dict[Place, Telling]:
        """All tellings of these articles."""
        return self._told(merging.findings_of(self._conn, articles))

    def at(self, places: Iterable[Place]) -> list[Telling]:
        """The tellings at these places, in their order."""
        places = list(places)
        missing = [place for place in places if place not in self._tellings]
        if missing:
            self._told(merging.findings_at(self._conn, missing))
        return [self._tellings[place] for place in places]

    def judged(self, articles: Collection[str]) -> Judged:
        """What people have judged of what these articles give."""
        judgements = in_force(merging.judgements_about(self._conn, articles))
        if not judgements:
            return NOTHING
        about = {article for one in judgements for article in one.articles}
        findings: dict[str, list[AnyFinding]] = {}
        for (article, _), finding in merging.findings_of(self._conn, about):
            findings.setdefault(article, []).append(finding)
        return judged(judgements, findings)

    def judged_with(self, articles: Collection[str]) -> set[str]:
        """Articles with which these were judged: what a judgement is about may be another of its findings now."""
        return {id for one in merging.judgements_about(self._conn, articles) for id in one.articles}

    def _told(self, found: Iterable[tuple[Place, AnyFinding]]) -> dict[Place, Telling]:
        found = dict(found)
        wanted = {article for article, _ in found}
        while unknown := wanted - self.articles.keys():
            for article, copy_of, passages in merging.sources(self._conn, unknown):
                self.articles[article.id] = article
                if copy_of is not None:
                    self.copies[article.id] = copy_of
                    wanted.add(copy_of)  # a copy counts as its origin's outlet
                self.passages[article.id] = passages
                wanted |= {passage.of for passage in passages}
        told = {
            place: telling(finding, self.articles, self.copies, self.passages) for place, finding in found.items()
        }
        self._tellings |= told
        return told


def _place(conn: sqlite3.Connection, book: _Book, articles: Collection[str]) -> set[int]:
    """Put what the articles tell among what it is told with; the leads that gained or lost a telling."""
    before = merging.tellings(conn, "article", articles)
    alone = book.judged(articles).alone
    echoes = {place: echo_key(told, alone) for place, told in book.of(articles).items()}
    merging.replace_tellings(conn, articles, echoes.items())
    touched = {row.lead for row in before}
    told = merging.tellings(conn, "echo", {row.echo for row in before} | set(echoes.values()))
    alone = book.judged({row.article for row in told}).alone
    together: dict[int, list[Telling]] = {}
    for row, one in zip(told, book.at(row.place for row in told), strict=True):
        together.setdefault(row.echo, []).append(one)
        touched.add(row.lead)
    speaks = {echo: lead_key(min(group, key=original_first), alone) for echo, group in together.items()}
    merging.set_leads(conn, ((row.place, speaks[row.echo]) for row in told if row.lead != speaks[row.echo]))
    return (touched | set(speaks.values())) - {None}


def _link(
    conn: sqlite3.Connection, book: _Book, touched: set[int], known: dict[int, merging.LeadRow], changed: set[str]
) -> set[int]:
    """Compare the leads that are new or speak otherwise with those they meet; the leads that lost or gained a link."""
    places, near, fresh = _places(conn, touched), set(), []
    for id in sorted(touched):
        row, mine = known.get(id), places.get(id, [])
        spoken = min(zip(book.at(mine), mine, strict=True), key=lambda one: original_first(one[0])) if mine else None
        if row and spoken and row.place == spoken[1] and row.article not in changed:
            continue
        if row:
            near |= merging.remove_lead(conn, row)
        if spoken:
            met = [tuple(key) for key in keys(spoken[0])]
            merging.add_lead(conn, id, spoken[1], met)
            fresh.append((id, spoken[0], met))
    for id, told, met in fresh:
        others = merging.met(conn, met)
        others.pop(id, None)
        where = merging.lead_places(conn, others)
        pairs = [
            (other, sorted((told, one), key=place))
            for other, one in zip(where, book.at(where.values()), strict=True)
            if not others[other] or alike(told, one)
        ]
        scores = [(id, other, compare(*pair)) for other, pair in pairs]
        merging.add_links(conn, ((a, b, score.value, score.why) for a, b, score in scores))
        near |= {other for _, other, score in scores if score.value >= ACCEPT}
    return near


def _reached(conn: sqlite3.Connection, book: _Book, seeds: set[int]) -> set[int]:
    """All leads that links or people's judgements hold together with these."""
    found, new = set(), set(merging.lead_places(conn, seeds))
    while new:
        found |= new
        new = (merging.linked(conn, new, ACCEPT) | _bound(conn, book, new)) - found
    return found


def _bound(conn: sqlite3.Connection, book: _Book, ids: set[int]) -> set[int]:
    """The leads that people have joined to these."""
    articles = {row.article for row in merging.tellings(conn, "lead", ids)}
    refs = {ref for pair in book.judged(articles).same for ref in pair}
    return _leads_of(conn, book, refs) if refs else set()


def _leads_of(conn: sqlite3.Connection, book: _Book, refs: set[Ref]) -> set[int]:
    told = merging.tellings(conn, "article", {article for article, _ in refs})
    found = zip(told, book.at(row.place for row in told), strict=True)
    return {row.lead for row, one in found if one.ref in refs} - {None}


def _places(conn: sqlite3.Connection, ids: Collection[int]) -> dict[int, list[Place]]:
    places: dict[int, list[Place]] = {}
    for row in merging.tellings(conn, "lead", ids):
        places.setdefault(row.lead, []).append(row.place)
    return places


def _replace(conn: sqlite3.Connection, gone: set[str], found: list[Record], plover: Plover) -> set[str]:
    """Put these records in the place of those that are gone, and finish them and those around them; their ids."""
    new = {record.id: record for record in found}
    old = rows.merged(conn, gone | new.keys())
    for id in sorted((new.keys() & old.keys()) - gone):
        write.add_twin_issue(conn, new.pop(id), id)
        old.pop(id)
    same = {id for id, record in new.items() if old.get(id) == record}
    for record in rows.standing(conn, old.keys() - same):
        rows.remove(conn, record, plover)
    for id in new.keys() - same:
        rows.add(conn, new[id], plover)
    pledges.replace(conn, old.keys() - same, [id for id in new.keys() - same if _may_be_kept(new[id])])
    if STEPS:
        changed = [record for records in (old, new) for id, record in records.items() if id not in same]
        _finish(conn, {tie for record in changed for tie in ties(record.finding)}, plover)
    return set(new)


def _may_be_kept(record: Record) -> bool:
    return isinstance(record.finding, Pledge) and not record.rejected


def _finish(conn: sqlite3.Connection, touched: set[str], plover: Plover) -> None:
    for step in STEPS:
        for record in rows.merged(conn, rows.of_ties(conn, touched, (step.of,))).values():
            around = rows.merged(conn, rows.of_ties(conn, ties(record.finding), {k for s in STEPS for k in s.around}))
            rows.finish(conn, record, finish(record, around.values()), plover)
