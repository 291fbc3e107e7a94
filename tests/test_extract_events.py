"""From what the reader saw to events and meetings: who is meant, what is left out, when it was."""

import msgspec
import pytest

from dragoman.extract.deed.acts import NO_DOER, NO_STATE
from dragoman.extract.deeds import NO_TABLE, deeds
from dragoman.lexicon import load
from dragoman.model.article import Article, Published
from dragoman.model.finding import Event, Meeting
from dragoman.model.reading import Reading
from dragoman.model.seen import Deed, Named, Seen
from dragoman.model.span import Span
from dragoman.pipeline import STAGES

LEXICON = load()
UNTIL = [stage.__name__ for stage in STAGES].index("mentions") + 1


def reading_of(text: str, deed: dict, day: str = "2025-03-14") -> Reading:
    """The text as read up to the mentions, with one deed of our own seen in its first sentence."""
    article = Article(id="a", page="p", page_id="p", text=text, published=Published(day, "metadata"))
    reading = Reading(article)
    for stage in STAGES[:UNTIL]:
        if stage.__name__ != "read":
            reading = stage(reading, LEXICON)
    sentence = reading.sentences[0]

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    def parties(side: str) -> tuple[Named, ...]:
        return tuple(Named(span(words), kind, 0.9) for words, kind in deed.get(side, ()))

    seen = Deed(
        type=deed["type"], modes=deed.get("modes", ()), aux=deed.get("aux", ()), of=deed.get("of"),
        mutual=deed.get("mutual", False), actors=parties("actors"), recipients=parties("recipients"),
        words=span(deed["words"]), sentence=sentence, confidence=0.8, why=("type 0.80",),
    )  # fmt: skip
    return msgspec.structs.replace(reading, seen=(Seen(sentence, deeds=(seen,)),))


def found(text: str, deed: dict, kind: type = Event) -> tuple:
    reading = deeds(reading_of(text, deed), LEXICON)
    for finding in reading.findings:
        assert text[finding.citation.start : finding.citation.end] == finding.citation.quote
    return tuple(finding for finding in reading.findings if isinstance(finding, kind))


def sides(event) -> str:
    return " > ".join("+".join(actor.id for actor in side) for side in (event.actors, event.recipients))


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        pytest.param(
            "The prime minister, Keir Starmer, praised Norway.",
            {"type": "SUPPORT", "words": "praised", "recipients": [("Norway", "state")],
             "actors": [("prime minister", "person"), ("Keir Starmer", "person")]},
            "GBR.keir-starmer > NOR", id="an apposition is its name",
        ),
        pytest.param(
            "Norway and its fishermen accused Russia.",
            {"type": "ACCUSE", "words": "accused", "recipients": [("Russia", "state")],
             "actors": [("Norway", "state"), ("its fishermen", "people")]},
            "NOR > RUS", id="somebody of theirs beside them is them",
        ),
        pytest.param(
            "Russia welcomed the accord, the Russian foreign ministry said.",
            {"type": "SUPPORT", "words": "welcomed", "actors": [("Russia", "state")],
             "recipients": [("Russian foreign ministry", "organ")]},
            "RUS > ", id="a state does nothing to its own ministry",
        ),
        pytest.param(
            "Keir Starmer and Jonas Gahr Store huddled in Norway.",
            {"type": "CONSULT", "words": "huddled", "recipients": [("Norway", "state")],
             "actors": [("Keir Starmer", "person"), ("Jonas Gahr Store", "person")]},
            "GBR.keir-starmer+NOR.jonas-gahr-stoere > ", id="a host's state is not met too",
        ),
        pytest.param(
            "Kyrgyz and Tajik troops shelled Russia.",
            {"type": "ASSAULT", "words": "shelled", "actors": [("Kyrgyz and Tajik troops", "organ")],
             "recipients": [("Russia", "state")]},
            "KGZ.army+TJK.army > RUS", id="one noun for two states",
        ),
        pytest.param(
            "Norwegian fishermen blocked Russia.",
            {"type": "PROTEST", "words": "blocked", "actors": [("Norwegian fishermen", "people")],
             "recipients": [("Russia", "state")]},
            "NOR.norwegian-fishermen > RUS", id="unknown people have the state that their words give",
        ),
    ],
)  # fmt: skip
def test_who_is_meant(text, deed, told):
    (event,) = found(text, deed)
    assert sides(event) == told


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        pytest.param("They praised Norway.", {"type": "SUPPORT", "words": "praised", "actors": [("They", "pro")],
                     "recipients": [("Norway", "state")]}, id="somebody acts and nobody knows who"),
        pytest.param("The baker praised the butcher.", {"type": "SUPPORT", "words": "praised",
                     "actors": [("baker", "person")], "recipients": [("butcher", "person")]}, id="no state, no body"),
        pytest.param("Norway met.", {"type": "CONSULT", "words": "met", "mutual": True,
                     "actors": [("Norway", "state")]}, id="nobody meets alone"),
    ],
)  # fmt: skip
def test_what_is_left_out(text, deed):
    assert found(text, deed) == ()


NORWAY = {"actors": [("Norway", "state")], "recipients": [("Russia", "state")]}


@pytest.mark.parametrize(
    ("text", "aux", "when", "told"),
    [
        ("Norway condemned Russia on Monday.", (), ("2025-03-10", "expression"), ()),
        ("Norway condemned Russia.", (), ("2025-03-14", "publication"), ()),
        ("Norway condemned Russia in 2014.", (), ("2014-01-01", "expression"), ("historical",)),
        ("Norway condemned Russia in 2014.", ("historical",), ("2014-01-01", "expression"), ("historical",)),
        ("Norway condemned Russia on Monday.", ("historical",), ("2025-03-10", "expression"), ()),
        ("Norway condemned Russia.", ("historical",), (None, "none"), ("historical",)),
        ("Norway has not condemned Russia.", ("negation",), (None, "none"), ("negation",)),
    ],
)
def test_when_it_was(text, aux, when, told):
    (event,) = found(text, {"type": "ACCUSE", "words": "condemned", "aux": aux, **NORWAY})
    assert ((event.when.start, event.when.basis), event.aux) == (when, told)


def test_an_event_says_why():
    (event,) = found("Norway vilified Russia.", {"type": "ACCUSE", "words": "vilified", **NORWAY})
    assert event.why.startswith("reader: “vilified”; type 0.80") and "“Norway” 0.90 is NOR" in event.why
    assert event.confidence == 0.8 and event.summary == "Norway vilified Russia"


@pytest.mark.parametrize(
    ("text", "deed", "summary"),
    [
        pytest.param("It vilified Russia, an envoy said.", {"words": "vilified", "actors": [("It", "pro")]},
                     None, id="nobody knows who"),
        pytest.param("Norway spoke first. Russia listened.", {"words": "spoke first", "actors": [("Norway", "state")]},
                     "Norway spoke first", id="to its end"),
        pytest.param("The general, Min Aung Hlaing, had vilified Russia.",
                     {"words": "vilified", "actors": [("Min Aung Hlaing", "person")]},
                     "Min Aung Hlaing had vilified Russia", id="the name in an aside"),
        pytest.param("Min Aung Hlaing, the general, vilified Russia.",
                     {"words": "vilified", "actors": [("Min Aung Hlaing", "person")]},
                     "Min Aung Hlaing, the general, vilified Russia", id="an aside after the name"),
        pytest.param("The prime minister, Keir Starmer, was moved as Oslo vilified Russia.",
                     {"words": "vilified", "actors": [("Oslo", "state")]},
                     "Norway vilified Russia", id="a capital by its state"),
        pytest.param("“The king is sad, Norway vilified Russia today,” a baker said in Rome.",
                     {"words": "vilified", "actors": [("Norway", "state")]},
                     "Norway vilified Russia today", id="no further than the quotation"),
        pytest.param("In praising the censure of Russia by Norway, a baker wept.",
                     {"words": "censure", "actors": [("Norway", "state")]},
                     "The censure of Russia by Norway", id="a noun, to the end of what introduces the sentence"),
        pytest.param("The Norwegian censure of Russia stood.",
                     {"words": "censure", "actors": [("Norwegian", "state")]},
                     "The Norwegian censure of Russia stood", id="an adjective stays"),
        pytest.param("Diplomats from Norway, Sweden and Finland vilified Russia.",
                     {"words": "vilified", "actors": [("Diplomats from", "people"), ("Norway", "state"),
                      ("Sweden", "state"), ("Finland", "state")]},
                     "Diplomats from Norway, Sweden and Finland vilified Russia", id="a phrase in pieces"),
        pytest.param("It comes before a meeting Norway offered Russia on Monday.",
                     {"words": "offered", "actors": [("Norway", "state")]},
                     "A meeting Norway offered Russia on Monday", id="what it is that they do"),
        pytest.param("Kyrgyz and Tajik troops vilified Russia.",
                     {"words": "vilified", "actors": [("Kyrgyz", "organ"), ("Tajik troops", "organ")]},
                     "Kyrgyz and Tajik troops vilified Russia", id="words that tell whose an organ is"),
        pytest.param("Norway wept, and its government vilified Russia.",
                     {"words": "vilified", "actors": [("its government", "organ")]},
                     "Government of Norway vilified Russia", id="words that do not"),
        pytest.param("The United Nations vilified Russia.",
                     {"words": "vilified", "actors": [("United Nations", "igo")]},
                     "The United Nations vilified Russia", id="its article"),
    ],
)  # fmt: skip
def test_a_summary_is_one_plain_sentence(text, deed, summary):
    recipients = [("Russia", "state")] if "Russia" in text.split(".")[0] else []
    events = found(text, {"type": "ACCUSE", "recipients": recipients, **deed})
    assert [event.summary for event in events] == ([summary] if summary else [])


def test_what_reader_and_cues_both_tell_is_one_event():
    (event,) = found("Norway condemned Russia.", {"type": "ACCUSE", "words": "condemned", **NORWAY})
    assert "reader: “condemned”" in event.why and "cue: “condemned”" in event.why
    assert event.confidence == 0.8


def test_what_only_the_cues_tell_is_told_too():
    deed = {"type": "AID", "words": "fed", "actors": [("Sweden", "state")], "recipients": [("Denmark", "state")]}
    events_found = found("Norway condemned Russia; Sweden fed Denmark.", deed)
    assert [sides(event) for event in events_found] == ["NOR > RUS", "SWE > DNK"]
    assert "reader" not in events_found[0].why and events_found[0].confidence <= 0.65


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In Geneva, Norway condemned Russia.", ("Geneva", "CHE", "Geneva")),
        ("Norway condemned Russia in Aleppo, Syria.", ("Aleppo", "SYR", "Aleppo")),
        ("Norway condemned Russia in Kharkov.", ("Kharkov", "UKR", "Kharkiv")),
        ("Norway condemned Russia in Japan.", ("Japan", "JPN", None)),
        ("Norway condemned Russia in Springfield.", None),  # several bear the name, none far larger
        ("Norway condemned Russia in anger.", None),
        ("In a speech in Prague on Monday, Norway condemned Russia.", ("Prague", "CZE", "Prague")),
        ("Norway condemned Russia on Monday in the Ethiopian capital.", ("Ethiopian capital", "ETH", "Addis Ababa")),
        ("Norway condemned Russia in northern Japan.", ("northern Japan", "JPN", None)),
        ("Norway condemned Russia in the port city of Odesa.", ("Odesa", "UKR", "Odesa")),
        ("Norway condemned Russia off the coast of Yemen.", ("Yemen", "YEM", None)),
        ("Norway condemned Russia in Vienna.", ("Vienna", "AUT", "Vienna")),  # though bodies sit there
        ("Norway condemned Russia in Aleppo and Damascus.", ("Aleppo and Damascus", "SYR", None)),
        ("Norway condemned Russia in Syria and Iraq.", None),
        ("Norway condemned Russia in London, Ontario, on Monday.", None),  # no table knows Ontario
        ("Norway condemned Russia in March.", None),  # a town in England, too
        ("Norway condemned Russia at Guantanamo Bay.", None),  # not the city of Guantánamo
        ("Norway condemned Russia for a man who had lived in Istanbul.", None),
        ("Norway condemned Russia for its envoy in Rome.", None),
        ("Norway condemned Russia for the exchange in Muscat.", None),
        ("Norway condemned Russia, an official said in Riga.", None),
        ("Norway condemned Russia.", None),
    ],
)
def test_where_it_was(text, told):
    (event,) = found(text, {"type": "ACCUSE", "words": "condemned", **NORWAY})
    where = event.where
    assert (where and (where.text, where.state, where.city)) == told


STRIKE = {"actors": [("Russia", "state")], "words": "struck", "type": "ASSAULT"}


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        ("Russia struck Kharkiv.", STRIKE, ("Kharkiv", "UKR", "city")),
        ("Russia struck the port of Odesa.", STRIKE, ("Odesa", "UKR", "city")),
        ("Russia struck the Sumy region.", STRIKE, ("Sumy region", "UKR", "region")),
        ("Russia struck the embassy in Kyiv.", STRIKE, ("Kyiv", "UKR", "city")),
        ("Norway visited Kenya.", {"type": "CONSULT", "modes": ("visit",), "words": "visited",
         "actors": [("Norway", "state")], "recipients": [("Kenya", "state")]}, ("Kenya", "KEN", "country")),
        ("Norway and Russia spoke by phone in Oslo.", {"type": "CONSULT", "modes": ("phone",), "words": "spoke",
         "actors": [("Norway", "state"), ("Russia", "state")], "mutual": True}, None),
    ],
)  # fmt: skip
def test_where_the_object_is_and_where_a_call_is_not(text, deed, told):
    deed = {"recipients": [("Ukraine", "state")] if "Ukraine" in text else (), **deed}
    (event,) = found(text, deed)
    where = event.where
    assert (where and (where.text, where.state, where.precision)) == told


def test_a_city_stands_for_its_state_where_it_is_a_party():
    parties = {"actors": [("Russia", "state")], "recipients": [("Kharkiv", "state")]}
    (event,) = found("Russia shelled Kharkiv.", {"type": "ASSAULT", "words": "shelled", **parties})
    assert sides(event) == "RUS > UKR" and "inferred" in event.why


BOTH = {"actors": [("Norway", "state"), ("Russia", "state")], "mutual": True}


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        ("Norway and Russia met on Monday.", {"type": "CONSULT", "words": "met", **BOTH}, ("held", "2025-03-10")),
        ("Norway and Russia might meet.", {"type": "CONSULT", "words": "meet", "aux": ("hypothetical",), **BOTH},
         ("mooted", None)),
        ("Norway and Russia will meet on 1 May.", {"type": "AGREE", "of": "CONSULT", "aux": ("future",),
         "words": "meet", **BOTH}, ("planned", "2025-05-01")),
        ("Norway called off its talks with Russia.", {"type": "REJECT", "modes": ("meet",), "words": "called off",
         **NORWAY}, ("cancelled", None)),  # the day of the decision is not the meeting's
        ("Norway invited Russia to talks in Oslo.", {"type": "REQUEST", "modes": ("meet",), "words": "invited",
         **NORWAY}, ("proposed", None)),
        ("Norway put off its talks with Russia.", {"type": "REJECT", "modes": ("meet",), "words": "put off",
         **NORWAY}, ("postponed", None)),
        ("Norway and Russia have not met.", {"type": "CONSULT", "words": "met", "aux": ("negation",), **BOTH}, None),
        ("Norway condemned Russia.", {"type": "ACCUSE", "words": "condemned", **NORWAY}, None),
    ],
)  # fmt: skip
def test_what_becomes_of_a_meeting(text, deed, told):
    made = [(meeting.status, meeting.when.start) for meeting in found(text, deed, Meeting)]
    assert made == ([told] if told else [])


def doubts(text: str, deed: dict) -> list[tuple[str, str]]:
    """What the stage says of phrases, each read from the text by its offsets."""
    issues = [issue for issue in deeds(reading_of(text, deed), LEXICON).issues if issue.stage == "deeds"]
    assert all(issue.message.startswith(f"“{text[issue.start : issue.end]}”: ") for issue in issues)
    return [(text[issue.start : issue.end], issue.message.partition("”: ")[2]) for issue in issues]


def test_whoever_costs_a_deed_is_named():
    """Nobody says who "they" are: the deed is left out, and so it is told."""
    deed = {"type": "ACCUSE", "words": "vilified", "actors": [("They", "pro")], "recipients": [("Russia", "state")]}
    assert not found("They vilified Russia.", deed)
    assert doubts("They vilified Russia.", deed) == [("They", NO_DOER)]


def test_a_deed_among_strangers_is_left_out_and_told():
    deed = {"type": "ACCUSE", "words": "vilified", "actors": [("Blue Party", "org")], "recipients": [("guild", "org")]}
    assert doubts("The Blue Party vilified the guild.", deed) == [("Blue Party", NO_STATE)]


def test_a_stranger_in_a_deed_is_kept_and_told():
    parties = {"actors": [("Blue Party", "org")], "recipients": [("Russia", "state")]}
    deed = {"type": "ACCUSE", "words": "vilified", **parties}
    (event,) = found("The Blue Party vilified Russia.", deed)
    assert [(actor.name, actor.state) for actor in event.actors] == [("Blue Party", None)]
    assert doubts("The Blue Party vilified Russia.", deed) == [("Blue Party", NO_TABLE)]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Norway vilified Russia.", {"type": "ACCUSE", "words": "vilified", **NORWAY}),
        # a crowd has no name that one could look for
        ("Norway vilified bystanders.", {"type": "ACCUSE", "words": "vilified", "actors": [("Norway", "state")],
         "recipients": [("bystanders", "people")]}),
        # who suffers is not known to anybody, and nobody is said to act
        ("The fish was sold.", {"type": "AID", "words": "sold", "recipients": [("fish", "site")]}),
    ],
)  # fmt: skip
def test_no_doubt_where_nothing_is_open(text, deed):
    assert doubts(text, deed) == []


def test_no_doubt_about_a_deed_that_the_cues_tell():
    """The reader sees only "it"; the table of verbs knows both parties of the same words."""
    deed = {"type": "ACCUSE", "words": "condemned", "actors": [("it", "pro")], "recipients": [("Russia", "state")]}
    text = "Norway said it strongly and Norway condemned Russia."
    assert found(text, deed) and doubts(text, deed) == []
