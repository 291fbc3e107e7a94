"""merge.passages: what a copy adds is told by it, what it repeats by the origin of that."""

from dragoman.merge.copies import overlap
from dragoman.merge.copies.fold import fold
from dragoman.merge.copies.known import Remembered
from dragoman.merge.copies.passages import passages, teller
from dragoman.model.article import Article
from dragoman.model.copy import Passage
from dragoman.model.finding import Citation
from tests.test_merge_copies import WIRE, article, prose

ADDED = "The Herald has learned that a fifth minister was asked to come to the table and declined to do so."


def known(*articles: Article) -> Remembered:
    found = Remembered({one.id: one for one in articles})
    fold(articles, found)
    return found


def cited(one: Article, quote: str) -> Citation:
    start = one.text.index(quote)
    return Citation(one.id, start, start + len(quote), quote)


def told_by(one: Article, quote: str, *articles: Article) -> str:
    found = known(one, *articles)
    copies = {copy.article: copy.copy_of for copy in found.places.values() if copy.copy_of}
    shared = {id: shared.passages for id, shared in found.all_shared.items()}
    return teller(cited(one, quote), copies, shared)


def test_what_a_copy_adds_is_its_own():
    copy = article("b", f"{WIRE.text} {ADDED}")
    assert told_by(copy, ADDED, WIRE) == "b"
    assert told_by(copy, WIRE.text[:80], WIRE) == "wire"


def test_what_a_copy_adds_and_a_later_one_repeats_is_the_first_ones():
    first = article("b", f"{WIRE.text} {ADDED}", published="2025-06-05")
    second = article("a", f"{prose('head', 12)} {WIRE.text} {ADDED}", published="2025-06-06")
    assert told_by(second, ADDED, first, WIRE) == "b"
    assert told_by(second, WIRE.text[-80:], first, WIRE) == "wire"


def test_what_a_page_holds_of_another_family_is_that_familys():
    other = article("other", prose("other"), published="2025-06-03", outlet="Other")
    reprint = article("z", other.text, published="2025-06-04")
    page = article("page", f"{WIRE.text}\n{other.text}\n{ADDED}", published="2025-06-07")
    assert told_by(page, other.text[60:160], WIRE, other, reprint) == "other"
    assert told_by(page, WIRE.text[60:160], WIRE, other, reprint) == "wire"
    assert told_by(page, ADDED, WIRE, other, reprint) == "page"


def test_a_citation_that_is_half_copied_is_the_origins():
    copy = article("b", f"{WIRE.text} {ADDED}")
    assert told_by(copy, f"{WIRE.text[-60:]} {ADDED}", WIRE) == "wire"


def test_a_copy_without_passages_is_its_origins_word_by_word():
    assert teller(Citation("b", 0, 4, "text"), {"b": "a"}, {}) == "a"
    assert teller(Citation("a", 0, 4, "text"), {"b": "a"}, {}) == "a"


def test_the_first_source_that_has_a_part_has_it():
    whole = article("whole", WIRE.text)
    sources = [(one, overlap.text(one.text)) for one in (WIRE, whole)]
    assert passages(article("b", WIRE.text), sources) == (Passage(0, len(WIRE.text), "wire"),)


def test_passages_follow_the_origin_when_an_earlier_one_turns_up():
    copy = article("b", f"{WIRE.text} {ADDED}", published="2025-06-05")
    earlier = article("earlier", WIRE.text, published="2025-06-01", outlet="Agency")
    found = Remembered({one.id: one for one in (WIRE, copy, earlier)})
    fold([copy, WIRE], found)
    assert {passage.of for passage in found.all_shared["b"].passages} == {"wire"}
    changed = fold([earlier], found)
    assert changed == {"wire", "b", "earlier"}
    assert {passage.of for passage in found.all_shared["b"].passages} == {"earlier"}
