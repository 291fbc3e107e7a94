"""One paragraph of a page → the text we freeze: what a reader sees, without what only a machine sees."""

import re

# Zero-width and bidirectional controls, soft hyphen, byte-order mark: invisible,
# and able to make a quotation read as something it is not.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"\s+")


def clean(paragraph: str) -> str:
    """`paragraph` with invisible characters gone and every run of white space one blank.

    >>> clean("Seoul\\u00a0 and\\u200b Tokyo ")
    'Seoul and Tokyo'
    """
    return _SPACE.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", paragraph))).strip()
