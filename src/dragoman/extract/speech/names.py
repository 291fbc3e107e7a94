"""Names: the full names that a text writes out, so that "Lindqvist" may be "Mara Lindqvist". No lookup in tables."""

import re

from dragoman.lexicon.speech import SpeechWords

# A name's parts are bounded and never given back, or a long run of letters takes quadratic time.
FULL_NAME = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w'’-]{0,40}+(?:\s(?:[A-Z]\.|[a-z]{2,3}(?=\s)|[^\W\d_a-z][\w'’-]{0,40}+)){1,3}"
)


def slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")


def full_names(text: str, words: SpeechWords) -> dict[str, set[str]]:
    """The last and the first part (family names lead in East Asia) of each full name, and the full names."""
    names: dict[str, set[str]] = {}
    for match in FULL_NAME.finditer(text):
        parts = match[0].split()
        verb = next((i for i, part in enumerate(parts) if part.casefold() in words.verbs), len(parts))
        parts = parts[:verb]  # a headline: "Obama Says Museum Opens"
        while parts and not parts[-1][0].isupper():
            parts = parts[:-1]
        while parts and parts[0].casefold().strip(".") in words.titles | words.not_names:
            parts = parts[1:]
        if len(parts) > 1 and all(part[0].isupper() or part in words.particles for part in parts):
            names.setdefault(parts[-1], set()).add(" ".join(parts))
            names.setdefault(parts[0], set()).add(" ".join(parts))
    return names
