"""What the page says of facts beside their own words: marks and names of kinds, roles, how sure, the query in words."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.lexicon.plover import Plover
from dragoman.model.actor import Actor
from dragoman.model.finding import Event, Meeting, Pledge, Position, Statement
from dragoman.model.record import Record
from dragoman.model.when import When
from dragoman.store.wanted import SURE, Wanted
from dragoman.views import words
from dragoman.views.show import title


class Look(NamedTuple):
    """A sign, its style, and what it means in words: colour never says anything alone."""

    sign: str
    style: str
    meaning: str


_QUADS = {
    "verbal cooperation": Look("△", "good", "verbal cooperation"),
    "material cooperation": Look("▲", "good", "material cooperation"),
    "verbal conflict": Look("▽", "bad", "verbal conflict"),
    "material conflict": Look("▼", "bad", "material conflict"),
}
_PLEDGES = {
    "open": ("☐", "plain"), "kept": ("☑", "good"), "broken": ("☒", "bad"), "overdue": ("☐", "bad"),
    "withdrawn": ("☐", "dim"),
}  # fmt: skip
_MEETINGS = {
    "mooted": ("◌", "plain"), "proposed": ("◌", "plain"), "planned": ("○", "plain"), "held": ("●", "plain"),
    "postponed": ("◌", "dim"), "cancelled": ("⊗", "dim"),
}  # fmt: skip
LEANS = {
    "cooperation": Look("▲", "good", "leans to cooperation"), "conflict": Look("▼", "bad", "leans to conflict"),
    "mixed": Look("◆", "plain", "leans neither way"), "background": Look("·", "dim", "background only"),
}  # fmt: skip

KINDS = {
    "event": "events", "statement": "statements", "pledge": "pledges", "meeting": "meetings", "position": "positions",
}  # fmt: skip

# PLOVER's types in plain words, for those who do not know them by heart.
CODES = {
    "AGREE": "agrees to, plans or promises", "CONSULT": "talks or meets", "SUPPORT": "supports diplomatically",
    "COOPERATE": "works together", "AID": "gives aid", "CONCEDE": "yields", "RETREAT": "eases force or releases",
    "REQUEST": "asks or demands", "ACCUSE": "accuses or criticises", "REJECT": "refuses",
    "THREATEN": "threatens", "PROTEST": "protests", "SANCTION": "punishes or reduces relations",
    "MOBILIZE": "readies forces", "COERCE": "represses or seizes", "ASSAULT": "attacks",
}  # fmt: skip


def mark(record: Record, plover: Plover) -> Look:
    """The sign that stands before a record."""
    match record.finding:
        case Event() as event:
            look = _QUADS[plover.quad(event.type)]
            faint = {"historical", "hypothetical", "negation"} & set(event.aux)
            return Look(look.sign, "dim", f"{look.meaning}, {', '.join(sorted(faint))}") if faint else look
        case Statement():
            return Look("“", "spoken", "said")
        case Pledge() as pledge:
            return Look(*_PLEDGES[pledge.status], f"pledge, {pledge.status}")
        case Meeting() as meeting:
            return Look(*_MEETINGS[meeting.status], f"meeting, {meeting.status}")
        case Position() as position:
            side = "good" if position.stance > 0 else "bad" if position.stance < 0 else "plain"
            sign = "+" if position.stance > 0 else "−" if position.stance < 0 else "±"
            return Look(sign, side, f"position, stance {signed(position.stance)}")


# Kinds of meetings, and how a date was found, as one would say it.
_ENCOUNTERS = {"phone": "phone call", "multilateral": "multilateral meeting"}
_BASES = {"publication": "the day it was published", "dateline": "by the dateline", "inferred": "inferred"}


def encounter(meeting: Meeting) -> str:
    """What kind of meeting, of whom and where: "talks of ministers in Geneva"."""
    told = _ENCOUNTERS.get(meeting.kind, meeting.kind)
    if meeting.level in ("ministers", "officials"):
        told += f" of {meeting.level}"
    return told + (f" in {meeting.where.city or meeting.where.text}" if meeting.where else "")


def headline(record: Record) -> str:
    """What a record is called where it stands alone."""
    if isinstance(record.finding, Meeting):
        return f"{words.names(record.finding.participants)}: {encounter(record.finding)}"
    return title(record)


def dated(when: When) -> str:
    """How the date is known: "from “Wednesday”"."""
    if not when.start:
        return ""
    if when.basis == "expression":
        return f"from “{words.shortened(when.text, 60)}”" if when.text else "from its words"
    return _BASES.get(when.basis, "")


def role(actor: Actor) -> str:
    """Office and state, where there are any: "President, KOR"."""
    told = [actor.office or "", actor.state or "" if actor.kind != "state" else ""]
    return ", ".join(part for part in told if part)


def is_well_founded(record: Record) -> bool:
    """Told by several sources, or surely read: what the strict profile keeps."""
    return record.independent_sources > 1 or record.finding.confidence >= SURE


def sure(record: Record) -> str:
    """How well founded a fact is, in one sentence."""
    sources = words.count(record.independent_sources, "independent source")
    confidence = record.finding.confidence
    how = (
        "surely read" if confidence >= SURE else "read with some doubt" if confidence >= 0.5 else "read with much doubt"
    )
    return f"{sources}; {how} ({confidence:.2f})"


def query(wanted: Wanted, names: Sequence[str] = (), *, what: str | None = None, order: str = "newest first") -> str:
    """The question in words: "All records between Japan and South Korea told up to 23 Aug 2025, newest first".

    >>> query(Wanted(parties=("KOR", "JPN"), kind="event", since="2025-06"), ("South Korea", "Japan"))
    'Events between South Korea and Japan, from June 2025 on, newest first'
    """
    kinds = KINDS[wanted.kind] if wanted.kind else "records"
    told = what or (kinds.capitalize() if wanted.kind else "All records")
    if wanted.words:
        told += f" with {wanted.words}" if '"' in wanted.words else f" with “{wanted.words}”"
    if len(names) > 1:
        told += f" between {', '.join(names[:-1])} and {names[-1]}"
    elif names:
        told += f" that involve {names[0]}"
    limits = [
        f"of type or status {wanted.type}" if wanted.type else "",
        f"from {date_words(wanted.since)} on" if wanted.since else "",
        f"up to {date_words(wanted.until)}" if wanted.until else "",
        f"as known on {date_words(wanted.as_of)}" if wanted.as_of else "",
        "on several sources or surely read only" if wanted.strict else "",
    ]
    return ", ".join([told, *(limit for limit in limits if limit), *([order] if order else [])])


def told_on(record: Record) -> str:
    """The day by which a record stands in a list: its last, or where it has none, the day it was first told."""
    when = record.finding.when
    told = min((report.published[:10] for report in record.reports if report.published), default="")
    return when.end or when.start or told


def signed(value: float) -> str:
    """A number with its sign, a real minus among them: "+4.7", "−2.0"."""
    return f"{value:+.1f}".replace("-", "−")


def month_name(month: str) -> str:
    """ "2025-06" → "June 2025"; "" where there is none."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}" if len(month) == 7 else "Undated"


def date_words(value: str) -> str:
    """ "2025-06" → "June 2025"; a day as it is always written, a year as it is."""
    if len(value) == 7:
        return month_name(value)
    return words.day(value)
