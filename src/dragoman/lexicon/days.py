"""Days as the tables write them: ISO, to the day, the month or the year."""

from calendar import isleap, monthrange


def is_date(written: str) -> bool:
    """Whether this is an ISO day, month or year, and there is such a day.

    >>> is_date("2024-02-29"), is_date("2024-02"), is_date("2023-02-29"), is_date("0000-02-01")
    (True, True, False, False)
    """
    year, rest = written[:4], written[4:]
    if rest not in _RESTS or not (len(year) == 4 and year.isascii() and year.isdecimal() and year != "0000"):
        return False
    return rest != LEAP_DAY or isleap(int(year))


def no_dates(cells: list[str]) -> list[int]:
    """The places where something is written that is no date. Where all are dates it asks of years and days apart.

    >>> no_dates(["2024-02-29", "", "2023-02-29", "lately"])
    [2, 3]
    """
    years, rests = {cell[:4] for cell in cells}, {cell[4:] for cell in cells}
    if rests <= _RESTS and all(map(is_date, years - {""})):
        leap = [at for at, cell in enumerate(cells) if cell[4:] == LEAP_DAY] if LEAP_DAY in rests else []
        return [at for at in leap if not is_date(cells[at])]
    return [at for at, cell in enumerate(cells) if cell and not is_date(cell)]


LEAP_DAY = "-02-29"

# What may follow the year: nothing, a month, a month and a day.
_RESTS = frozenset(
    f"-{month:02}{day}"
    for month in range(1, 13)
    for day in ("", *(f"-{day:02}" for day in range(1, monthrange(2024, month)[1] + 1)))
) | {""}


def earliest(written: str) -> str:
    """The first day that a date may be.

    >>> earliest("2024"), earliest("2024-02"), earliest("2024-02-03")
    ('2024-01-01', '2024-02-01', '2024-02-03')
    """
    return (written + "-01-01")[:10]


def latest(written: str) -> str:
    """The last day that a date may be.

    >>> latest("2024"), latest("2024-02"), latest("2024-02-03")
    ('2024-12-31', '2024-02-29', '2024-02-03')
    """
    if len(written) == 10:
        return written
    year, month = int(written[:4]), int(written[5:7] or 12)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"
