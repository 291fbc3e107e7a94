"""How to cite a passage: BibTeX, CSL-JSON and a footnote, from one article and what is quoted of it."""

import re

import msgspec

from dragoman.model.article import Article
from dragoman.views import words
from dragoman.views.evidence import outlet

LONGEST = 400  # characters of a quote in a footnote


class Cited(msgspec.Struct, frozen=True):
    bibtex: str
    csl: str
    footnote: str


def cited(article: Article, start: int, end: int) -> Cited:
    """All three for `article.text[start:end]`."""
    quote = words.shortened(article.text[start:end], LONGEST)
    place = f"characters {start}–{end} of {article.id}"
    return Cited(_bibtex(article, quote, place), _csl(article, quote, place), _footnote(article, quote, place))


def _title(article: Article) -> str:
    return article.title or words.shortened(article.text, 60)


def _footnote(article: Article, quote: str, place: str) -> str:
    by = f"{', '.join(article.byline)}, " if article.byline else ""
    url = f", {article.url}" if article.url else ""
    where = f"{outlet(article)}, {words.day(article.published.value)}"
    return f"{by}“{_title(article)}”, {where}{url}: “{quote}” ({place})."


def _bibtex(article: Article, quote: str, place: str) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in article.byline),
        "title": f"{{{_tex(_title(article))}}}",
        "journal": _tex(outlet(article)),
        "date": (article.published.value or "")[:10],
        "url": re.sub(r"[{}\\\s]", "", article.url or ""),
        "note": _tex(f"“{quote}” ({place})"),
    }
    told = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@article{" + article.id + ",\n" + ",\n".join(told) + "\n}"


def _tex(text: str) -> str:
    return re.sub(r"[\\{}&%$#_^~]", lambda found: _TEX[found[0]], " ".join(text.split()))


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def _csl(article: Article, quote: str, place: str) -> str:
    day = (article.published.value or "")[:10]
    entry = {
        "id": article.id, "type": "article-newspaper", "title": _title(article), "container-title": outlet(article),
        "author": [{"literal": name} for name in article.byline],
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": article.url, "note": f"“{quote}” ({place})",
    }  # fmt: skip
    kept = {name: value for name, value in entry.items() if value}
    return msgspec.json.format(msgspec.json.encode([kept]), indent=2).decode()
