"""Days as the tables write them: ISO, to the day, the month or the year."""

import re
from datetime import date


def is_date(written: str) -> bool:
    """Whether this is an ISO day, month or year, and there is such a day.

    >>> is_date("2024-02-29"), is_date("2024-02"), is_date("2023-02-29"), is_date("24-2-1")
    (True, True, False, False)
    """
    if not _WRITTEN.fullmatch(written):
        return False
    if written[8:] <= "28":
        return True
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


_WRITTEN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
