"""Compare: do two tellings tell the same fact?

In go two Tellings, out comes a Score. Below 0 they contradict one another and
must never stand in one record; from ACCEPT on they are the same; between the
two we do not know, and leave them apart. The weights can be read aloud: "same
parties and the same day, that is 0.9 of the 0.7 it takes".
"""

from collections.abc import Callable
from datetime import date

from dragoman.merge.records.telling import Telling, aux, days
from dragoman.merge.score import Score, contradiction
from dragoman.merge.wording import likeness, shared_matter
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement

ACCEPT = 0.7

# Sums, not shares: what agrees is added up.
WEIGHTS = {
    "same parties": 0.5,
    "same parties, told as one's doing": 0.4,  # "A met B" and "A and B met"
    "some of the parties": 0.3,
    "some of those who met": 0.15,  # two of three who met may have met alone
    "same persons named": 0.15,
    "same day": 0.4,
    "dates within a week": 0.3,
    "dates within a month": 0.2,
    "dates within a year": 0.05,
    "date unknown": 0.0,
    "same mode": 0.1,
    "mode open": 0.05,
    "same speaker": 0.3,
    "speaker not named": 0.15,
    "same holder": 0.3,
    "told again within days": 0.15,
    "one text reprinted": 0.1,
    "same place": 0.2,
    "planned for about then": 0.15,
    "put off until then": 0.15,
    "what becomes of it": 0.7,
    "one of those who meet": 0.1,
    "to come, told twice in one article": 0.2,
    "same kind of meeting": 0.1,
    "may be that kind of meeting": 0.05,
    "wording": 0.5,  # times its likeness
    "wording of a deed": 0.3,  # the same, where the date is unknown
}

LIKE_WORDING = 0.6  # of the runs of four words in the shorter; below it, words are other words
LIKE_MATTER = 0.5  # Dice of the words that carry a promise
# Of the words that carry a deed, in the shorter; below it two of one day are two. Tuned on 25 pairs of public stories
# and of the samples that agree in parties and day: it parts 12 of 13 that are two and 2 of 12 that are one.
LIKE_DEED = 0.25
SAYING = 4  # words that carry it; fewer say too little
VERBATIM = 10  # words that nobody says the same way twice by chance
RETOLD = 7  # days for which outlets carry the same words
AHEAD = {"mooted", "proposed", "planned"}  # what is still to come
PLANNED = 62  # days before a meeting in which it is mooted
PUT_OFF = 183  # days by which a meeting is put off
MOVED = 92  # days by which one in the same place may have moved

# Kinds of meetings that may be the same one, besides equal ones.
_KINDS = {
    frozenset(pair)
    for pair in (
        ("visit", "summit"), ("visit", "talks"), ("summit", "talks"),
        ("multilateral", "summit"), ("multilateral", "talks"),
    )
}  # fmt: skip


def compare(a: Telling, b: Telling) -> Score:
    """How surely two tellings tell the same fact, and why."""
    if type(a.finding) is not type(b.finding):
        return contradiction("different kinds of findings")
    return _COMPARE[type(a.finding)](a, b)


class _Sum:
    """Weights added up, with their names."""

    def __init__(self, *names: str):
        self.value, self.why = 0.0, []
        for name in names:
            self.add(name)

    def add(self, name: str, times: float = 1.0) -> None:
        self.value += WEIGHTS[name] * times
        self.why.append(name)

    def score(self) -> Score:
        return Score(round(self.value, 4), ", ".join(self.why))


def _events(a: Telling, b: Telling) -> Score:
    first, second = a.finding, b.finding
    if first.type != second.type:
        return contradiction("different types")
    if aux(first) != aux(second):
        return contradiction("a deed, and one planned, denied or supposed")
    if first.mode and second.mode and first.mode != second.mode:
        return contradiction("different modes")
    who = _same_parties(a, b)
    when = _same_time(a, b)
    if not who or not when:
        return contradiction("different days" if who else "different parties")
    if _named_apart(a, b):
        return contradiction("different persons of one state")
    if (
        "phone" in (first.mode, second.mode)
        and first.mode != second.mode
        and (when != "same day" or first.where or second.where)
    ):
        return contradiction("a call, and perhaps a meeting in person")
    if _other_matter(a, b):
        return Score(0.0, "about other things")
    total = _Sum(who, when, "same mode" if first.mode and second.mode else "mode open")
    if a.names & b.names:
        total.add("same persons named")
    if when in ("date unknown", "dates within a year"):
        total.add("wording of a deed", likeness(a.words, b.words))
        _add_reprint(total, a, b)
    return total.score()


def _other_matter(a: Telling, b: Telling) -> bool:
    """Whether two deeds of the same parties and day are about different things; those that a day settles are not."""
    fewer = min(len(a.matter), len(b.matter))
    return fewer >= SAYING and len(a.matter & b.matter) < LIKE_DEED * fewer


def _statements(a: Telling, b: Telling) -> Score:
    first, second = a.finding.speaker, b.finding.speaker
    if first and second and first.id != second.id:
        return contradiction("different speakers")
    return _words_said(a, b, _Sum("same speaker" if first and second else "speaker not named"))


def _positions(a: Telling, b: Telling) -> Score:
    first, second = a.finding, b.finding
    if first.holder.id != second.holder.id:
        return contradiction("different holders")
    if (first.toward, first.issue) != (second.toward, second.issue):
        return contradiction("toward different things")
    if (first.stance > 0) - (first.stance < 0) != (second.stance > 0) - (second.stance < 0):
        return contradiction("one for, one against")
    return _words_said(a, b, _Sum("same holder"))


def _words_said(a: Telling, b: Telling, total: _Sum) -> Score:
    """Words and their date: a quotation is printed again for days, dated by its outlets' own days."""
    like = likeness(a.words, b.words)
    when = _same_time(a, b)
    if not when:
        if like < 0.9 or min(len(a.words), len(b.words)) < VERBATIM or not _retold(a, b):
            return contradiction("different days")
        when = "told again within days"
    if like < LIKE_WORDING:
        return Score(0.0, "other words")
    total.add("wording", like)
    total.add(*_half_if_said_to_be(when))
    _add_reprint(total, a, b)
    return total.score()


def _half_if_said_to_be(when: str) -> tuple[str, float]:
    """Dates count half as much for words as for deeds: the words themselves tell more."""
    return when, 0.5 if when.startswith(("same", "dates")) else 1.0


def _pledges(a: Telling, b: Telling) -> Score:
    first, second = days(a.finding.due), days(b.finding.due)
    if first and second and not _overlap(first, second):
        return contradiction("due on different dates")
    by = _same_set(a.sides[0], b.sides[0])
    to = _same_set(a.sides[1], b.sides[1]) or not (a.sides[1] and b.sides[1])
    if not by or not to:
        return contradiction("different parties")
    like = max(shared_matter(a.matter, b.matter), likeness(a.words, b.words))
    if like < LIKE_MATTER:
        return Score(0.0, "other words")
    total = _Sum(by)
    total.add("wording", like)
    # A promise is told for months; another day is no contradiction.
    total.add(*_half_if_said_to_be(_same_time(a, b) or "date unknown"))
    _add_reprint(total, a, b)
    return total.score()


def _meetings(a: Telling, b: Telling) -> Score:
    first, second = a.finding, b.finding
    if not (first.is_whole and second.is_whole):
        return _sequel(a, b)
    who = _same_set(a.sides[0], b.sides[0])
    if not who or len(a.sides[0] & b.sides[0]) < min(2, len(a.sides[0])):
        return contradiction("different parties")
    same_kind = first.kind == second.kind
    if not same_kind and frozenset((first.kind, second.kind)) not in _KINDS:
        return contradiction("different kinds of meeting")
    if not same_kind and who != "same parties" and "multilateral" in (first.kind, second.kind):
        return contradiction("two of them, on the sidelines of all")
    if _named_apart(a, b):
        return contradiction("different persons of one state")
    where = _same_place(a, b)
    if where == "elsewhere":
        return contradiction("different places")
    when = _same_time(a, b)
    if when in (None, "date unknown"):
        if _about_then(a, b, where == "same place") or (who == "same parties" and _comes_about(a, b)):
            when = "planned for about then"
        elif _is_put_off(a, b):
            when = "put off until then"
    if not when:
        moved = who == "same parties" and where == "same place" and _may_have_moved(a, b)
        return Score(0.0, "perhaps moved to another day") if moved else contradiction("different days")
    total = _Sum(who, when, "same kind of meeting" if same_kind else "may be that kind of meeting")
    if when == "date unknown":  # the same two meet in the same place many times
        total.add("wording of a deed", likeness(a.words, b.words))
        _add_reprint(total, a, b)
        if a.article == b.article and {first.status, second.status} <= AHEAD:
            total.add("to come, told twice in one article")
    elif where:
        total.add(where)
    return total.score()


def _sequel(a: Telling, b: Telling) -> Score:
    """One tells what becomes of a meeting and not who meets: is it the other, by its place and about that time?"""
    if not (a.finding.is_whole or b.finding.is_whole):
        return Score(0.0, "neither tells who meets")
    whole, sequel = (a, b) if a.finding.is_whole else (b, a)
    if not sequel.sides[0] <= whole.sides[0]:
        return contradiction("different parties")
    (state, city, _), (there, town, _) = whole.place, sequel.place
    if not (city == town if city else state is not None and state == there):
        return contradiction("not known to be in one place")
    calls = {whole.finding.kind, sequel.finding.kind}
    if "phone" in calls and len(calls) > 1:
        return contradiction("different kinds of meeting")
    if not _is_about(whole, sequel):
        return contradiction("different days")
    if whole.finding.status not in AHEAD | {"postponed"} and whole.finding.status != sequel.finding.status:
        return Score(0.0, "nothing was still to come of it")
    total = _Sum("what becomes of it")
    if sequel.sides[0]:
        total.add("one of those who meet")
    return total.score()


def _is_about(whole: Telling, sequel: Telling) -> bool:
    """Is the sequel of a day of the meeting, or told when there was still something to become of it?"""
    if whole.days and sequel.days:
        put_off = whole.finding.status == "postponed" and 0 < _gap(whole.days[1], sequel.days[0]) <= PUT_OFF
        return _overlap(whole.days, sequel.days) or put_off
    told = sequel.days[0] if sequel.days else sequel.published
    if not told:
        return False
    if whole.days:
        return -PUT_OFF <= _gap(whole.days[1], told) <= RETOLD
    return bool(whole.published) and 0 <= _gap(whole.published, told) <= PUT_OFF


def _comes_about(a: Telling, b: Telling) -> bool:
    """Is one, told without a day and a place, what the other dates soon after, by people of that rank?"""
    if bool(a.days) == bool(b.days):
        return False
    first, then = (b, a) if a.days else (a, b)
    if first.finding.status not in AHEAD or any(first.place) or not first.published:
        return False
    rank = first.finding.level
    return rank is not None and rank == then.finding.level and 0 <= _gap(first.published, then.days[0]) <= PLANNED


def _is_put_off(a: Telling, b: Telling) -> bool:
    """Is one put off, and the other set or held on a day after that?"""
    put_off = [t for t in (a, b) if t.finding.status == "postponed"]
    if len(put_off) != 1:
        return False
    first, then = (a, b) if a is put_off[0] else (b, a)
    since = first.days[1] if first.days else first.published
    return bool(since and then.days and then.finding.status in ("planned", "held")) and (
        0 < _gap(since, then.days[0]) <= PUT_OFF
    )


def _may_have_moved(a: Telling, b: Telling) -> bool:
    """Was the earlier still to come? By itself that says nothing, and it is no contradiction."""
    if not a.days or not b.days:
        return False
    first, then = sorted((a, b), key=lambda telling: telling.days)
    return first.finding.status in AHEAD | {"postponed"} and 0 < _gap(first.days[1], then.days[0]) <= MOVED


_COMPARE: dict[type, Callable[[Telling, Telling], Score]] = {
    Event: _events, Statement: _statements, Pledge: _pledges, Meeting: _meetings, Position: _positions,
}  # fmt: skip


def _add_reprint(total: _Sum, a: Telling, b: Telling) -> None:
    if a.article != b.article and a.family == b.family and likeness(a.words, b.words) >= 0.8:
        total.add("one text reprinted")


def _same_set(a: frozenset[str], b: frozenset[str]) -> str | None:
    """Parties in one role: equal, or some of them."""
    if a == b:
        return "same parties"
    return "some of the parties" if a and b and (a < b or b < a) else None


def _same_parties(a: Telling, b: Telling) -> str | None:
    """Parties in both roles. A deed done together has them all in the first, and none in the second."""
    if a.sides == b.sides:
        return "same parties"
    together = not a.sides[1], not b.sides[1]
    if all(together):
        return "some of those who met" if _same_set(a.sides[0], b.sides[0]) else None
    if any(together):
        return "same parties, told as one's doing" if a.parties == b.parties else None
    if all(_same_set(x, y) for x, y in zip(a.sides, b.sides, strict=True)):
        return "some of the parties"
    return None


def _named_apart(a: Telling, b: Telling) -> bool:
    """Does each name persons (or groups) for one state, and none that the other names?"""
    for tie, kind in {name[:2] for name in a.names} & {name[:2] for name in b.names}:
        if not {n for n in a.names & b.names if n[:2] == (tie, kind)}:
            return True
    return False


def _same_time(a: Telling, b: Telling) -> str | None:
    """The name of what the dates have in common, None where they exclude one another."""
    if not a.days or not b.days:
        return "date unknown"
    if not _overlap(a.days, b.days):
        return None
    span = max(_length(a.days), _length(b.days))
    for longest, name in ((1, "same day"), (7, "dates within a week"), (31, "dates within a month")):
        if span <= longest:
            return name
    return "dates within a year"


def _overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _length(days: tuple[str, str]) -> int:
    return _gap(days[0], days[1]) + 1


def _gap(a: str, b: str) -> int:
    """Days from one date to another; many where one is not a date."""
    try:
        return (date.fromisoformat(b) - date.fromisoformat(a)).days
    except ValueError:
        return 9999


def _retold(a: Telling, b: Telling) -> bool:
    """Is the later date only the day on which an outlet printed words said some days before?"""
    earlier, later = sorted((a, b), key=lambda telling: telling.days)
    return later.finding.when.basis == "publication" and _gap(earlier.days[0], later.days[0]) <= RETOLD


def _same_place(a: Telling, b: Telling) -> str | None:
    """Says "same place", "elsewhere", or None where they do not tell."""
    (state, city, said), (other_state, other_city, other_said) = a.place, b.place
    if city and other_city:
        return "same place" if city == other_city else "elsewhere"
    if state and other_state and state != other_state:
        return "elsewhere"
    if said and other_said:
        within = said <= other_said or other_said <= said
        return "same place" if within or (state and state == other_state) else None
    return None


def _about_then(a: Telling, b: Telling, same_place: bool) -> bool:
    """In the same place, is one dated about when the other, without a date or not yet held, was told?

    A date that was planned may move within its month; one that was held stands.
    """
    held = [t.finding.status == "held" for t in (a, b)]
    if not same_place:
        return False
    if a.days and b.days:
        return not all(held) and a.days[0][:7] == b.days[0][:7]
    told, other = (b, a) if a.days else (a, b)
    if not told.published or not (other.days or other.published):
        return False
    gap = _gap(told.published, other.days[1] if other.days else other.published)
    if all(held):
        return -RETOLD <= gap <= (0 if other.days else RETOLD)
    if not other.days:
        return -PLANNED <= gap <= PLANNED
    return -PLANNED <= gap <= 0 if told.finding.status == "held" else 0 <= gap <= PLANNED
