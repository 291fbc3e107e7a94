"""Articles cut out of a page: where they begin and end, what is said of them, and what is kept of the rest."""

from pathlib import Path

import pytest

from dragoman.evaluation.cutting import cutting
from dragoman.lexicon import load
from dragoman.model.page import Given, Page
from dragoman.text.clean import clean
from dragoman.text.cut import articles
from dragoman.text.datelines import front

ROOT = Path(__file__).parent.parent
FIRST = "The two ministries said on Monday that the pipeline would be opened again as soon as the valve was changed."
SECOND = "Engineers of both countries had looked at each of the valves twice, and found that nine had rusted through."


def page(*lines: str, **given) -> Page:
    return Page("page.txt", "text", "0", "\n\n".join(lines), given=Given(**given))


def cut(*lines: str, **given):
    return articles(page(*lines, **given), load())


def test_paragraphs_are_parted_by_an_empty_line():
    assert cut(FIRST, SECOND)[0].text == f"{FIRST}\n\n{SECOND}"


def test_a_page_of_labels_holds_no_article():
    assert cut("Home", "World", "About us") == ()


def test_white_space_and_invisible_characters_are_cleaned():
    spaced = FIRST.replace(" ", " \u00a0 ", 3)
    assert cut(f"  {spaced}\u200b", SECOND)[0].text == f"{FIRST}\n\n{SECOND}"
    assert clean("\ufeffSeoul\u00ad \t Tokyo") == "Seoul Tokyo"


@pytest.mark.parametrize(
    ("before", "place", "agency", "dated"),
    [
        ("SEOUL — ", "SEOUL", None, None),
        ("BISHKEK, March 13, 2025 (Meridian Wire) - ", "BISHKEK", "Meridian Wire", "2025-03-13"),
        ("Seoul (Meridian Wire) -- ", "Seoul", "Meridian Wire", None),
        ("(Meridian Wire) - ", None, "Meridian Wire", None),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("ARVA, Norland — ", "ARVA, Norland", None, None),
        ("BREAKING: ", None, None, None),
        ("Moscow: ", None, None, None),
        ("", None, None, None),
    ],
)
def test_front(before, place, agency, dated):
    found = front(f"{before}{FIRST}", load())
    assert (found.place, found.agency, found.dated and found.dated.value) == (place, agency, dated)
    assert found.start == (len(before) if place or agency else 0)


def test_a_date_glued_to_the_first_word_is_a_header_and_dropped():
    (found,) = cut(f" date 2025-06-04 {FIRST}", SECOND)
    assert (found.published.value, found.published.basis) == ("2025-06-04", "header")
    assert found.text.startswith("The two ministries")
    assert [(piece.role, piece.quote.strip()) for piece in found.dropped] == [("dateline", "date 2025-06-04")]


@pytest.mark.parametrize(
    ("lines", "given", "value", "basis"),
    [
        (("3 May 2024", FIRST), {"published": "2024-05-02T10:00:00Z"}, "2024-05-02T10:00+00:00", "metadata"),
        (("Updated 4 May 2024", "Published 3 May 2024", FIRST), {}, "2024-05-03", "header"),
        (("Updated 4 May 2024", FIRST), {}, "2024-05-04", "header"),
        (("3 May 2024", f"ARVA, May 2, 2024 (Wire) - {FIRST}"), {}, "2024-05-03", "header"),
        ((f"ARVA, May 2, 2024 (Wire) - {FIRST}",), {}, "2024-05-02", "dateline"),
        ((f"ARVA, May 2 (Wire) - {FIRST}",), {}, None, "none"),
    ],
)
def test_published(lines, given, value, basis):
    published = cut("Pipeline to be opened again within weeks", *lines, SECOND, **given)[0].published
    assert (published.value, published.basis) == (value, basis)


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (
            ("The Lakeside Herald", FIRST, SECOND, "© 2025 The Lakeside Herald. All rights reserved."),
            "The Lakeside Herald",
        ),
        (("LAKESIDE HERALD", FIRST, SECOND, "Follow Lakeside Herald on Telegram"), "Lakeside Herald"),
        (("Lakeside Evening Herald", FIRST, SECOND, "desk@eveningherald.example"), "Lakeside Evening Herald"),
        ((FIRST, SECOND, "Copyright 2025 Lakeside Media"), "Lakeside Media"),
        ((f"ARVA (Meridian Wire) - {FIRST}", SECOND), "Meridian Wire"),
        (("World News", FIRST, SECOND, "j.roe@lakeside.example"), None),
        ((FIRST, SECOND), None),
    ],
)
def test_outlet(lines, outlet):
    assert cut(*lines)[0].outlet == outlet


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, Arva correspondent", ("Jane Roe",)),
        ("Northern Bureau", ("Northern Bureau",)),
        ("From our correspondent in Arva", ()),
        ("(Reporting by Jane Roe in Arva; editing by John Doe)", ("Jane Roe", "John Doe")),
    ],
)
def test_byline(line, byline):
    assert cut("Pipeline to be opened again within weeks", line, FIRST, SECOND)[0].byline == byline


@pytest.mark.parametrize(
    "above",
    [
        ("Newsletters", "Generals seize power in hills", "Pipeline ministries await valve", "By Jane Roe"),
        ("Pipeline ministries await valve", "Subscribe", "3 May 2024"),
        ("Pipeline ministries await valve", "A long wait for engineers", "3 May 2024"),
    ],
)
def test_the_headline_is_the_one_that_the_text_bears_out(above):
    (found,) = cut(*above, FIRST.replace("The two", "Pipeline valve: the two"), SECOND)
    assert found.title == "Pipeline ministries await valve"


def test_a_day_far_from_the_text_is_not_its_own():
    after = ("Valves of the world", "4 May 2024", "Pipes of the world", "5 May 2024")
    (found,) = cut("Pipeline ministries await valve", FIRST, SECOND, "Read on", "And on", *after)
    assert found.published.value is None


def test_what_the_container_says_goes_first():
    (found,) = cut(
        "Another headline of the page", "By Jane Roe", FIRST, SECOND, title="Given", outlet="Told", byline=("A B",)
    )
    assert (found.title, found.outlet, found.byline) == ("Given", "Told", ("A B",))


def test_a_text_that_its_container_cut_is_kept_whole():
    lines = (FIRST, "Nobody knows", SECOND)
    assert cut(*lines, text="\n\n".join(lines))[0].text == f"{FIRST}\n\n{SECOND}"
    lonely = (
        "The envoy left on Friday, and the ministry would not say where to, nor for how long, nor with whom he went."
    )
    assert cut(lonely, text=lonely)[0].text == lonely


def test_an_embedded_article_knows_its_outlet_age_and_host():
    body = f"{FIRST} {SECOND} Nobody had looked at them before."
    card = ("Lakeside Herald", "3 hours ago", "- Lakeside Herald", "Valves have rusted through", body)
    own, other = cut("Pipeline to be opened again within weeks", FIRST, SECOND, "Related Articles", *card)
    assert (other.outlet, other.age_text, other.title) == (
        "Lakeside Herald",
        "3 hours ago",
        "Valves have rusted through",
    )
    assert (other.text, other.found_in, other.dropped) == (body, own.id, ())


def test_every_character_is_kept_or_dropped_with_its_reason():
    source = page(
        "Home", "Pipeline to be opened again within weeks", f"ARVA — {FIRST}", "Most read", "Nothing at all", SECOND
    )
    (found,) = articles(source, load())
    assert all(source.text[piece.start : piece.end] == piece.quote and piece.reason for piece in found.dropped)
    left = "".join(piece.quote for piece in found.dropped) + found.text
    assert sorted("".join(left.split())) == sorted("".join(source.text.split()))


def test_the_samples_are_cut_as_their_gold_says():
    outcome = cutting(ROOT / "evals" / "gold" / "samples", ROOT / "samples")
    sure = (
        "articles found",
        "first words",
        "last words",
        "title",
        "outlet",
        "dateline",
        "byline",
        "captions",
        "embedded",
        "age",
    )
    assert {name: outcome.fields[name][0] for name in sure} == {name: outcome.fields[name][1] for name in sure}
    assert outcome.kept.f1 > 0.99
