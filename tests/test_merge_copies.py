"""merge.copies: reprints, excerpts and embedded texts are found; texts that share a passage are not."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.copies.fold import copies
from dragoman.model.article import Article, Published
from dragoman.model.copy import Copy

SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "pra", "sti", "tor", "vel", "wen", "zu")


def prose(seed: str, words: int = 300) -> str:
    """Sentences of invented words: two seeds share nothing."""
    dice = random.Random(seed)
    made = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))) for _ in range(words)]
    sentences = [" ".join(made[at : at + 15]).capitalize() + "." for at in range(0, words, 15)]
    return " ".join(sentences)


def article(id: str, text: str, *, published: str | None = None, basis: str = "header", **kwargs) -> Article:
    date = Published(published, basis) if published else Published()
    return Article(id=id, page=id, page_id=id, text=text, published=date, **kwargs)


def origins(*articles: Article) -> dict[str, str]:
    return {copy.article: copy.copy_of for copy in copies(articles)}


WIRE = article("wire", prose("wire"), published="2025-06-04", outlet="Wire")


def test_a_reprint_with_straight_quotes_is_a_copy():
    curly = prose("a", 60) + " “" + prose("b", 60) + "” he said. " + prose("c", 60)
    straight = curly.replace("“", "'").replace("”", "'")
    assert origins(article("a", curly, published="2025-06-04"), article("b", straight)) == {"b": "a"}


def test_the_first_third_is_a_copy():
    excerpt = " ".join(WIRE.text.split()[:100])
    assert origins(WIRE, article("b", excerpt)) == {"b": "wire"}


def test_a_text_inside_a_longer_page_is_a_copy():
    page = "\n".join(["Some headline of the page's own", WIRE.text, prose("x", 300), prose("y", 300)])
    assert origins(WIRE, article("b", page)) == {"b": "wire"}


def test_an_edited_reprint_is_a_copy():
    words = WIRE.text.split()
    words[::17] = ["changed"] * len(words[::17])
    edited = " ".join(words[:120] + words[150:]) + " " + prose("added", 30)
    assert origins(WIRE, article("b", edited)) == {"b": "wire"}


def test_a_reprint_under_a_new_lead_is_a_copy():
    rewritten = prose("lead", 45) + " " + " ".join(WIRE.text.split()[30:])
    assert origins(WIRE, article("b", rewritten)) == {"b": "wire"}


def test_another_report_is_no_copy():
    assert copies([WIRE, article("b", prose("other"))]) == ()


def test_two_reports_that_quote_one_statement_are_no_copies():
    said = "“" + prose("statement", 120) + "”"
    reports = [
        article(id, f"{prose(id, 45)} {said} the ministry said. {prose(id + 'end', 30)}") for id in "ab"
    ]
    assert copies(reports) == ()


def test_a_report_that_quotes_a_press_release_is_no_copy_of_it():
    release = prose("release", 120)
    report = f"{prose('own', 60)} “{release}” the ministry said. {prose('end', 30)}"
    assert copies([article("a", release), article("b", report)]) == ()


def test_an_update_with_the_old_background_is_no_copy():
    background = " ".join(WIRE.text.split()[180:])
    assert copies([WIRE, article("b", prose("fresh", 90) + " " + background)]) == ()


def test_a_shared_standing_paragraph_makes_no_copies():
    about = prose("about us", 120)
    assert copies([article(id, prose(id, 60) + " " + about) for id in "abcdef"]) == ()


def test_a_short_text_must_stand_in_the_other_as_a_whole():
    short = " ".join(WIRE.text.split()[:30])
    half = " ".join(WIRE.text.split()[:18]) + " " + prose("x", 15)
    assert origins(WIRE, article("b", short)) == {"b": "wire"}
    assert copies([WIRE, article("b", half)]) == ()


def test_empty_and_tiny_texts_are_nobodys_copies():
    assert copies([article("a", ""), article("b", ""), article("c", "Yes."), article("d", "Yes.")]) == ()


def test_the_first_published_is_the_origin():
    late = article("a", WIRE.text, published="2025-06-05", outlet="Late")
    assert origins(WIRE, late) == {"a": "wire"}


def test_a_time_zone_counts():
    # 08:00 in Seoul is the day before in London.
    seoul = article("seoul", WIRE.text, published="2025-06-05T08:00:00+09:00")
    london = article("london", WIRE.text, published="2025-06-05T07:00:00+01:00")
    assert origins(seoul, london) == {"london": "seoul"}


def test_a_page_without_a_date_never_beats_a_dated_one():
    longer = article("a", WIRE.text + " " + prose("more", 60), outlet="Aggregator")
    assert origins(WIRE, longer) == {"a": "wire"}


def test_a_sure_date_beats_an_inferred_one():
    inferred = article("a", WIRE.text, published="2025-06-03", basis="inferred", outlet="Other")
    assert origins(WIRE, inferred) == {"a": "wire"}


def test_what_was_found_in_another_page_is_not_the_origin():
    found = article("a", WIRE.text, published="2025-06-01", found_in="p")
    assert origins(WIRE, found) == {"a": "wire"}


def test_without_dates_the_most_complete_is_the_origin():
    whole, part = article("b", WIRE.text), article("a", " ".join(WIRE.text.split()[:100]))
    assert origins(whole, part) == {"a": "b"}


def test_a_page_with_two_articles_does_not_make_them_one():
    other = article("other", prose("other"), published="2025-06-03", outlet="Other")
    both = article("both", f"{WIRE.text}\n{other.text}")
    assert origins(WIRE, other, both) == {"both": "wire"}


def test_excerpts_of_a_text_dated_before_them_are_its_copies():
    words = WIRE.text.split()
    first, second = (
        article(id, " ".join(words[at : at + 150]), published="2025-06-06")
        for id, at in (("a", 0), ("b", 150))
    )
    assert origins(WIRE, first, second) == {"a": "wire", "b": "wire"}


def test_a_family_keeps_its_name():
    found = copies([WIRE, article("b", WIRE.text), article("c", WIRE.text)])
    assert found == (Copy("b", "wire", 1.0, "b"), Copy("c", "wire", 1.0, "b"))


POOL = [
    WIRE,
    article("b", " ".join(WIRE.text.split()[:150])),
    article("c", prose("c"), published="2025-06-02"),
    article("d", WIRE.text + "\n" + prose("c")),
    article("e", prose("c"), outlet="E"),
    article("f", prose("f")),
]


@settings(deadline=None)
@given(st.permutations(POOL), st.lists(st.sampled_from(POOL)))
def test_order_and_repetition_change_nothing(shuffled, again):
    assert copies([*shuffled, *again]) == copies(POOL)
