"""A record as it was known on a day: what was told later is taken away. Decides nothing about whether it is wanted."""

import msgspec

from dragoman.model.record import Record


def as_known(record: Record, day: str | None) -> Record:
    """The record from the tellings up to and with `day`; with no day, or where none is that old, as it is.

    A meeting has the status that it had then.
    """
    if day is None:
        return record
    until = f"{day}~"  # sorts after all that begins so: a month takes its days in
    reports = tuple(report for report in record.reports if report.published and report.published <= until)
    if not reports or len(reports) == len(record.reports):
        return record
    history = tuple(step for step in record.history if step.when and step.when <= until)
    finding = record.finding
    if history and hasattr(finding, "status"):
        finding = msgspec.structs.replace(finding, status=history[-1].status)
    independent = len({report.copy_of or report.article for report in reports})
    return Record(record.id, finding, reports, independent, history)
