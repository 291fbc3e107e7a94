"""What can go wrong with us: configuration, files, the database, the disk.

A strange page is not an error but an `Issue` in its Reading; only what stops a
whole command is raised. Every message says what, which, why, and what to do.
"""


class DragomanError(Exception):
    """Anything Dragoman raises on purpose. `exit_code` is what the command line ends with."""

    exit_code = 1


class PageError(DragomanError):
    """A page that cannot be read. The batch goes on without it."""

    def __init__(self, page: str, reason: str, mend: str):
        super().__init__(f"{page}: {reason}; {mend}")
        self.page, self.reason, self.mend = page, reason, mend


class NotFound(DragomanError):
    """A path, id, state or kind that the user named and that is not there."""

    exit_code = 2


class PortTaken(DragomanError):
    """The port that the page is to be shown at belongs to another program."""

    exit_code = 2


class StoreError(DragomanError):
    """The database cannot be opened, read or written. Nothing stored is lost."""

    exit_code = 3

    def __init__(self, path: str, reason: str, mend: str):
        super().__init__(f"{path}: {reason}; {mend}")
        self.path, self.reason, self.mend = path, reason, mend


class LexiconError(DragomanError):
    """A table of the lexicon, ours or the user's, that does not hold together. Each problem is one line."""

    exit_code = 4
    MOST = 20  # problems that the message tells

    def __init__(self, *problems: str):
        more = len(problems) - self.MOST
        told = [*problems[: self.MOST], *([f"and {more:,} more like these"] if more > 0 else [])]
        super().__init__("\n".join(told))
        self.problems = problems


class WrongJudgement(DragomanError):
    """A judgement that cannot be: two things of different kinds, a field that is not there."""

    exit_code = 2


class ProcessFailed(DragomanError):
    """One of several processes that read was ended from outside, most often for want of memory."""

    def __init__(self) -> None:
        super().__init__("a process that reads was ended, perhaps for want of memory; give fewer --processes and go on")
