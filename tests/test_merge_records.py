"""merge.records: findings that tell the same fact become one record, others never do."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.records.compare import ACCEPT, compare
from dragoman.merge.records.facts import records
from dragoman.merge.records.telling import telling
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.copy import Passage
from dragoman.model.finding import Citation, Event, Meeting, Place, Pledge, Position, Statement
from dragoman.model.when import When


def state(code: str) -> Actor:
    return Actor(id=code, name=code, kind="state", state=code)


def person(name: str, code: str) -> Actor:
    return Actor(id=name, name=name, kind="person", state=code)


KOR, JPN, USA = map(state, ("KOR", "JPN", "USA"))
LEE, CHO, ISHIBA = person("lee", "KOR"), person("cho", "KOR"), person("ishiba", "JPN")

ARTICLES = {
    id: Article(id=id, page=id, page_id=id, text="", outlet=outlet, published=Published(day, "header"))
    for id, outlet, day in (
        ("a", "Herald", "2025-06-04"), ("b", "Times", "2025-06-05"), ("c", "Herald", "2025-06-06"),
        ("d", None, "2025-07-20"), ("e", "Post", "2025-08-23"), ("z", "Nodate", None),
    )
}  # fmt: skip


def cite(article: str = "a", quote: str = "Japan congratulated South Korea.", start: int = 0) -> Citation:
    return Citation(article=article, start=start, end=start + len(quote), quote=quote)


def day(start: str | None, precision: str = "day", end: str | None = None, basis: str = "expression") -> When:
    return When(start=start, end=end or start, precision=precision, basis=basis) if start else When()


FOURTH, SEVENTEENTH = day("2025-06-04"), day("2025-06-17")
STABLE = "Stable relations benefit both our countries"
PRINCIPLED = "to settle borders and fishing in an orderly manner"


def event(article: str = "a", *, on: When = FOURTH, quote: str | None = None, **kwargs) -> Event:
    own = {"type": "SUPPORT", "actors": (JPN,), "recipients": (KOR,)} | kwargs
    return Event(citation=cite(article, quote or f"As {article} has it."), when=on, **own)


def said(article: str = "a", words: str = STABLE, **kwargs) -> Statement:
    own = {"speaker": ISHIBA, "when": day("2025-06-04")} | kwargs
    return Statement(citation=cite(article, f"“{words}” he said."), words=words, **own)


def met(article: str = "a", status: str = "held", *, on: When = SEVENTEENTH, **kwargs) -> Meeting:
    own = {"participants": (KOR, JPN), "kind": "summit"} | kwargs
    return Meeting(citation=cite(article, f"{status} in {article}"), when=on, status=status, **own)


def vow(article: str = "a", what: str = PRINCIPLED, **kw) -> Pledge:
    return Pledge(
        citation=cite(article, what), **({"what": what, "by": (LEE,), "when": day("2025-06-04")} | kw)
    )


def merged(*findings, copies=None, passages=None):
    return records(findings, ARTICLES, copies or {}, passages=passages or {})


def one(*findings, copies=None):
    (record,) = merged(*findings, copies=copies)
    return record


def apart(*findings, copies=None) -> bool:
    return len(merged(*findings, copies=copies)) == len(findings)


# Events


def test_two_outlets_one_deed():
    record = one(event("a"), event("b"))
    assert [report.article for report in record.reports] == ["a", "b"]
    assert record.independent_sources == 2 and record.id.startswith("e-")


def test_different_days_are_different_deeds():
    assert apart(event("a"), event("b", on=day("2025-06-05")))


def test_different_types_are_different_deeds():
    assert apart(event("a"), event("b", type="ACCUSE"))


def test_who_did_it_to_whom_matters():
    assert apart(event("a"), event("b", actors=(KOR,), recipients=(JPN,)))


def test_a_day_within_the_month_told_by_another_is_the_same():
    record = one(event("a"), event("b", on=day("2025-06-01", "month", "2025-06-30")))
    assert record.finding.when.precision == "day"


def test_a_month_that_fits_two_days_joins_neither():
    month = day("2025-06-01", "month", "2025-06-30")
    assert apart(event("a"), event("b", on=month), event("c", on=day("2025-06-09")))


def test_a_telling_with_some_of_the_parties_joins():
    record = one(event("a", actors=(USA, JPN)), event("b", actors=(JPN,)))
    assert len(record.finding.actors) == 2


def test_some_of_the_parties_on_another_day_do_not_join():
    assert apart(event("a", actors=(USA, JPN)), event("b", on=day("2025-06-05")))


FOOD = "The two agreed on Wednesday to keep food and medicine moving in a crisis."
PROTOCOL = "Both leaders pledged to negotiate a binding protocol on essential supplies."


def agreed(article: str, quote: str, **kwargs) -> Event:
    return event(article, quote=quote, type="AGREE", actors=(KOR, JPN), recipients=(), **kwargs)


def test_two_things_agreed_on_one_day_are_two():
    assert apart(agreed("a", FOOD), agreed("a", PROTOCOL), agreed("b", "A treaty on ferries will be signed in May."))


def test_one_thing_agreed_may_be_told_in_other_words():
    told = agreed("b", "Food and medicine will go on moving in any crisis, they agreed.")
    record, other = merged(agreed("a", FOOD), told, agreed("a", PROTOCOL))
    assert sorted((record.independent_sources, other.independent_sources)) == [1, 2]


def test_what_an_article_does_not_date_is_not_one_deed_for_that():
    raid = {"type": "ASSAULT", "on": day("2025-06-04", basis="publication")}
    died = event(quote="Twenty-one passengers died when gunmen seized the train.", **raid)
    winter = event(quote="Since last August rebels have ambushed convoys and policemen.", **raid)
    assert apart(died, winter)
    assert one(died, event("b", quote="Gunmen who seized a train killed twenty-one passengers.", **raid))


def test_who_meets_on_a_day_meets_once_whatever_is_told_of_it():
    met_in = {"type": "CONSULT", "actors": (KOR, JPN), "recipients": ()}
    assert one(event(quote=FOOD, **met_in), event(quote=PROTOCOL, **met_in))


def test_two_of_three_who_met_may_have_met_alone():
    three = event("a", type="CONSULT", actors=(KOR, JPN, USA), recipients=())
    assert apart(three, event("b", type="CONSULT", actors=(KOR, JPN), recipients=()))


def test_a_deed_done_together_may_be_told_as_ones_doing():
    assert one(event("a", type="CONSULT", actors=(KOR, JPN), recipients=()), event("b", type="CONSULT"))


def test_ministers_are_not_leaders():
    by_lee = event("a", actors=(LEE,), recipients=(JPN,))
    by_cho = event("b", actors=(CHO,), recipients=(JPN,))
    assert apart(by_lee, by_cho)
    assert one(by_lee, event("b", actors=(KOR,), recipients=(JPN,)))


def test_a_plan_and_the_deed_are_two_records():
    assert apart(event("a", aux=("future",)), event("b"))


def test_what_was_denied_is_not_what_was_done():
    assert apart(event("a", aux=("negation",)), event("b"))


def test_a_deed_retold_a_month_later_joins_it_and_stays_news():
    record = one(
        event("a"), event("d", aux=("historical",), quote="Japan had congratulated South Korea on June 4.")
    )
    assert len(record.reports) == 2 and record.finding.aux == ()


def test_a_deed_that_is_only_retold_stays_history():
    assert one(event("a", aux=("historical",))).finding.aux == ("historical",)


def test_an_open_mode_takes_anothers():
    assert one(event("a"), event("b", mode="visit")).finding.mode == "visit"


def test_different_modes_are_different_deeds():
    assert apart(event("a", mode="visit"), event("b", mode="meet"))


def test_without_a_date_only_the_same_words_join():
    quote = "Japan on its part congratulated South Korea on the vote."
    assert one(event("a", quote=quote), event("b", on=When(), quote=quote))
    assert apart(event("a"), event("b", on=When(), quote="Tokyo was among the well-wishers of Seoul."))


def test_a_reprint_on_a_later_day_is_the_original_deed():
    quote = "Japan on Wednesday congratulated South Korea."
    record = one(event("a", quote=quote), event("b", quote=quote, on=day("2025-06-05")), copies={"b": "a"})
    assert record.finding.when.start == "2025-06-04"
    assert record.reports[1].copy_of == "a" and record.independent_sources == 1


def test_a_third_outlet_joins_in_spite_of_the_reprints_wrong_day():
    quote = "Japan on Wednesday congratulated South Korea."
    reprint = event("b", quote=quote, on=day("2025-06-05"))
    assert len(one(event("a", quote=quote), reprint, event("e"), copies={"b": "a"}).reports) == 3


def test_contradictions_are_never_chained():
    first, second = event("a", mode="visit"), event("b", mode="meet")
    assert len(merged(first, second, event("c"))) == 3


def test_contexts_are_united():
    record = one(event("a", contexts=("military",)), event("b", contexts=("economic", "military")))
    assert record.finding.contexts == ("economic", "military")


def test_two_sentences_of_one_article_are_one_fact_with_two_reports():
    again = msgspec.structs.replace(event("a"), citation=cite("a", "It wished Seoul well.", 100))
    record = one(event("a"), again)
    assert [report.start for report in record.reports] == [0, 100] and record.independent_sources == 1


def test_one_sentence_is_reported_once():
    assert len(one(event("a"), event("a", mode="meet")).reports) == 1


def test_two_articles_of_one_outlet_are_one_source():
    assert one(event("a"), event("c")).independent_sources == 1


def test_a_reprint_counts_as_its_origins_outlet():
    # The Herald reprints the Times, and reports itself: two sources.
    assert one(event("a"), event("b"), event("c"), copies={"c": "b"}).independent_sources == 2


def test_what_a_copy_adds_counts_as_its_own():
    # The Times reprints the Herald from its hundredth character on, under a lead of its own.
    shared = {"b": (Passage(100, 500, "a"),)}
    copied = msgspec.structs.replace(event("b"), citation=cite("b", "As the Herald has it.", 200))
    own = msgspec.structs.replace(event("b"), citation=cite("b", "As the Times has it.", 20))
    assert merged(event("a"), copied, copies={"b": "a"}, passages=shared)[0].independent_sources == 1
    (record,) = merged(event("a"), own, copies={"b": "a"}, passages=shared)
    assert record.independent_sources == 2 and record.reports[1].copy_of == "a"


def test_what_a_page_holds_of_another_article_is_that_ones():
    shared = {"e": (Passage(100, 500, "b"),)}
    held = msgspec.structs.replace(event("e"), citation=cite("e", "As the Times has it.", 200))
    assert merged(event("b"), held, copies={"e": "a"}, passages=shared)[0].independent_sources == 1


def test_the_fullest_telling_represents_the_record():
    full = event("b", actors=(JPN, USA), quote="Short.")
    assert one(event("a", quote="A longer sentence than the other."), full).finding.citation == full.citation


def test_an_article_nobody_knows_still_gives_a_record():
    (report,) = one(event("unknown")).reports
    assert report.outlet is None and report.published is None


def test_what_is_retold_a_month_later_joins_its_record():
    """As history, with the day or only the month: no deed is counted twice."""
    told = event("a", mode="visit")
    record = one(
        told,
        event("e", aux=("historical",), mode="visit"),
        event("d", aux=("historical",), mode="visit", on=day("2025-06-01", "month", "2025-06-30")),
    )
    assert record.articles == 3 and record.independent_sources == 3
    assert (record.first_told, record.last_told) == ("2025-06-04", "2025-08-23")
    assert record.finding.aux == () and record.finding.when == FOURTH


def test_what_is_retold_without_saying_which_of_two_joins_neither():
    june = day("2025-06-01", "month", "2025-06-30")
    records = merged(event("a"), event("b", on=day("2025-06-10")), event("e", aux=("historical",), on=june))
    assert sorted(record.articles for record in records) == [1, 1, 1]


# Statements


def test_a_quotation_cut_short_is_the_same_statement():
    record = one(said("a"), said("b", "stable relations benefit both"))
    assert record.finding.words == STABLE and record.id.startswith("s-")


def test_a_quotation_with_a_word_changed_is_the_same_statement():
    long = "We ought to open the bridge between Romania and Bulgaria before the winter comes again"
    assert one(said("a", long), said("b", long.replace("best", "good")))


def test_other_words_of_the_same_day_are_another_statement():
    assert apart(said("a"), said("b", "We must strengthen our alliance with our friends"))


def test_the_same_words_of_another_speaker_are_another_statement():
    assert apart(said("a"), said("b", speaker=LEE))


def test_a_speaker_who_is_not_named_may_be_the_one_who_is():
    assert one(said("a"), said("b", speaker=None)).finding.speaker == ISHIBA


def test_two_words_in_common_are_no_statement():
    assert apart(said("a", "our countries"), said("b"))


def test_a_quotation_is_printed_again_the_next_day():
    long = "We ought to open the bridge between Romania and Bulgaria before the winter comes again"
    late = said("b", long, when=day("2025-06-05", basis="publication"))
    assert one(said("a", long), late).finding.when.start == "2025-06-04"


def test_the_same_words_said_on_two_days_are_two_statements():
    assert apart(said("a"), said("b", when=day("2025-06-05")))


# Meetings


G7 = Place(text="Group of Seven summit", state="CAN")


def test_a_meeting_mooted_planned_and_held_is_one():
    mooted = met("a", "mooted", on=When(), where=G7)
    planned = met("c", "planned", where=G7)
    held = met("e", "held", on=day("2025-06-01", "month", "2025-06-30"), where=G7)
    record = one(held, mooted, planned)
    assert [(step.status, step.when) for step in record.history] == [
        ("mooted", "2025-06-04"), ("planned", "2025-06-06"), ("held", "2025-08-23"),
    ]  # fmt: skip
    assert record.finding.status == "held" and record.id.startswith("m-")


def test_the_citation_shown_states_the_status_shown():
    record = one(met("a", "planned", participants=(KOR, JPN, LEE)), met("e", "held"))
    assert record.finding.citation.article == "e"


def test_a_held_meeting_is_not_planned_again():
    assert one(met("a", "held"), met("c", "planned")).finding.status == "held"


def test_a_plan_can_be_cancelled():
    assert one(met("a", "planned"), met("c", "cancelled")).finding.status == "cancelled"


def test_a_reprint_is_no_step():
    record = one(met("a", "planned"), met("b", "planned"), met("c", "held"), copies={"b": "a"})
    assert [step.status for step in record.history] == ["planned", "held"]


def test_a_plan_told_without_a_date_stands_before_the_meeting():
    record = one(met("z", "planned"), met("a", "held"))
    assert [step.status for step in record.history] == ["planned", "held"]


def test_two_meetings_held_on_two_days_are_two():
    assert apart(met("a", where=G7), met("b", on=day("2025-06-18"), where=G7))


def test_a_planned_day_may_move_within_the_month_in_one_place():
    tokyo = Place(text="Tokyo", state="JPN", city="Tokyo")
    assert one(met("a", "planned", where=tokyo), met("c", "held", on=day("2025-06-20"), where=tokyo))
    assert apart(met("a", "planned"), met("c", "held", on=day("2025-06-20")))


def test_elsewhere_is_another_meeting():
    tokyo, seoul = Place(text="Tokyo", city="Tokyo"), Place(text="Seoul", city="Seoul")
    assert apart(met("a", where=tokyo), met("b", where=seoul))


def test_a_call_is_no_visit():
    assert apart(met("a", kind="phone"), met("b", kind="visit"))


def test_two_on_the_sidelines_of_all_met_apart():
    all_of_them = met("a", kind="multilateral", participants=(KOR, JPN, USA))
    assert apart(all_of_them, met("b", kind="summit"))


def test_talks_without_date_or_place_join_nothing():
    assert apart(met("a", "mooted", on=When()), met("e", "held"))


# Pledges and positions


def test_a_promise_put_another_way_is_the_same():
    record = one(vow("a"), vow("b", "deal with borders and fishing in an orderly manner"))
    assert record.id.startswith("g-") and len(record.reports) == 2


def test_another_promise_of_the_same_day():
    assert apart(vow("a"), vow("b", "to reopen hotlines with the North"))


def test_a_promise_is_told_for_months():
    assert one(vow("a"), vow("e", when=day("2025-08-23"), status="kept")).finding.status == "kept"


def test_what_is_due_on_another_date_is_another_promise():
    assert apart(vow("a", due=day("2025-07-01")), vow("b", due=day("2026-07-01")))


def position(article: str, stance: float, **kwargs) -> Position:
    own = {"holder": LEE, "toward": "JPN", "when": day("2025-06-04")} | kwargs
    words = "Japan is an important partner for us"
    return Position(citation=cite(article, words), words=words, stance=stance, **own)


def test_one_position_in_two_papers():
    assert one(position("a", 0.5), position("b", 0.6)).id.startswith("o-")


def test_for_and_against_are_two_positions():
    assert apart(position("a", 0.5), position("b", -0.5))


def test_then_and_now_are_two_positions():
    assert apart(position("a", 0.5, when=day("2023-03-01")), position("b", 0.5))


# The whole


def test_kinds_never_mix():
    assert apart(event("a"), said("a"), met("a"), vow("a"), position("a", 0.5))


def test_a_score_says_why():
    a, b = (telling(event(id), ARTICLES, {}) for id in "ab")
    score = compare(a, b)
    assert score.value >= ACCEPT and score.why == "same parties, same day, mode open"
    assert compare(a, telling(event("b", type="AID"), ARTICLES, {})).contradicts


DAYS = (When(), day("2025-06-04"), day("2025-06-05"), day("2025-06-01", "month", "2025-06-30"))
PARTIES = ((JPN,), (KOR,), (USA, JPN), (LEE,), (CHO,), (KOR, JPN), (KOR, JPN, USA))
WORDS = (
    "we welcome the new president of our neighbour",
    "welcome the new president",
    "no, never, not at all here",
)
articles = st.sampled_from("abcdez")
whens = st.sampled_from(DAYS)
findings = st.one_of(
    st.builds(
        event, articles, on=whens, actors=st.sampled_from(PARTIES),
        recipients=st.sampled_from(((), (KOR,), (JPN,))), mode=st.sampled_from((None, "visit")),
        aux=st.sampled_from(((), ("future",), ("historical",))),
        quote=st.sampled_from((None, *WORDS)),
    ),
    st.builds(
        said, articles, st.sampled_from(WORDS), speaker=st.sampled_from((None, LEE, ISHIBA)), when=whens,
    ),
    st.builds(
        met, articles, st.sampled_from(("mooted", "planned", "held", "cancelled")), on=whens,
        where=st.sampled_from((None, G7)), participants=st.sampled_from(PARTIES[-2:]),
    ),
    st.builds(vow, articles, st.sampled_from(WORDS), when=whens),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(findings, max_size=14), st.randoms(use_true_random=False), st.booleans())
def test_order_and_repetition_change_nothing(found, dice, reprints):
    copies = {"b": "a", "e": "d"} if reprints else {}
    again = found + dice.sample(found, len(found) // 2)
    dice.shuffle(again)
    encode = msgspec.json.encode
    assert encode(records(again, ARTICLES, copies)) == encode(records(found, ARTICLES, copies))


@settings(max_examples=100, deadline=None)
@given(st.lists(findings, max_size=14))
def test_every_finding_is_cited_and_no_record_contradicts_itself(found):
    made = records(found, ARTICLES, {})
    cited = {(r.article, r.start, r.end) for record in made for r in record.reports}
    assert cited == {(f.citation.article, f.citation.start, f.citation.end) for f in found}
    assert len({record.id for record in made}) == len(made)


def test_a_record_has_the_narrowest_place_that_its_state_is_told_with():
    country, city = Place("Japan", "JPN"), Place("Tokyo", "JPN", "Tokyo", "city")
    told = [event("a", where=country), event("b", where=city)]
    (record,) = records(told, ARTICLES, {})
    assert record.finding.where == city
