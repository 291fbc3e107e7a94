"""What a command prints: lines coloured on a terminal and plain in a pipe, JSON, progress and complaints."""

import sys
from collections.abc import Callable, Iterable, Iterator

STYLES = {"dim": "dim", "bold": "bold", "good": "green", "bad": "red", "id": "cyan"}


def progress() -> Callable[[int, str], None] | None:
    """Shows pages done on standard error, only on a terminal."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, name: str) -> None:
        sys.stderr.write(f"\r\x1b[K  {done:,} pages · {name[-60:]}")
        sys.stderr.flush()

    return told


def complain(message: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    sys.stderr.write(f"dragoman: {message}\n")


def print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def print_rows(rows: Iterable[object]) -> None:
    import msgspec

    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def print_lines(lines: Iterator[list[tuple[str, str]]]) -> None:
    """Coloured on a terminal, plain in a pipe; the words are the article's and never markup."""
    from dragoman.views.terminal import WIDEST, fitted

    if not sys.stdout.isatty():
        for line in lines:
            sys.stdout.write("".join(text for _, text in fitted(line, WIDEST)).rstrip() + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    console = Console(highlight=False)
    for line in lines:
        pieces = fitted(line, console.width)
        console.print(Text.assemble(*((text, STYLES.get(style, "")) for style, text in pieces)), soft_wrap=False)
