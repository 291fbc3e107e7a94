"""History: the life of a meeting, from mooted to held or cancelled.

In go the tellings of one meeting with their reports, out come the steps of its
life; the status of the last is the status it has now.
"""

from collections.abc import Iterable

from dragoman.model.record import Report, Step

_RANK = {"mooted": 0, "proposed": 1, "planned": 2, "postponed": 3, "cancelled": 4, "held": 5}

Told = tuple[str, Report]


def history(told: Iterable[Told]) -> tuple[Step, ...]:
    """The changes in a meeting's life, by the date on which they were told.

    What only repeats the status is no change, and nothing undoes a meeting that was held.
    """
    steps: list[Step] = []
    for status, report in _ordered(list(told)):
        now = steps[-1].status if steps else None
        if status != now and now != "held":
            steps.append(Step(status=status, when=report.published, report=report))
    return tuple(steps)


def _ordered(told: list[Told]) -> list[Told]:
    """By day; a telling without a date stands where it belongs in a life, as late as that allows."""
    ordered = sorted((t for t in told if t[1].published), key=_order)
    for late in sorted((t for t in told if not t[1].published), key=_order):
        further = (at for at, (status, _) in enumerate(ordered) if _RANK[status] > _RANK[late[0]])
        ordered.insert(next(further, len(ordered)), late)
    return ordered


def _order(told: Told) -> tuple:
    """On one day a meeting is planned before it is held, and an original tells it before its copies."""
    status, report = told
    published = report.published or ""
    return (
        published[:10], _RANK[status], report.copy_of is not None,
        published, report.article, report.start, report.end,
    )  # fmt: skip
