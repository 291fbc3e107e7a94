"""A program killed while it writes: every article that it said was stored is there, and none by half."""

import random
import subprocess
import sys

from dragoman.store import read
from dragoman.store.connection import open_store

KILLS = 20
FINDINGS = 5

# Stores one page after another and says so on a line each, until it is killed.
WRITER = f"""
import sys
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Citation, Event
from dragoman.model.page import Page
from dragoman.model.reading import Issue, Reading
from dragoman.store.connection import open_store
from dragoman.store.write import add_page

path, run = sys.argv[1:]
conn = open_store(path)
actor = Actor("JPN", "Japan", "state", "JPN")
number = 0
while True:
    page = Page(f"{{run}}-{{number}}.txt", "text", "digest", "text " * 500)
    id = f"a-{{run}}-{{number}}"
    cited = [Citation(id, n, n + 4, "text") for n in range({FINDINGS})]
    findings = [Event(citation=citation, type="AID", actors=(actor,)) for citation in cited]
    article = Article(id, page.name, page.id, page.text)
    add_page(conn, page, (Reading(article, findings=tuple(findings), issues=(Issue("s", "m", id),)),))
    print(id, flush=True)
    number += 1
"""


def test_no_acknowledged_article_is_lost_and_none_is_stored_by_half(tmp_path):
    path = str(tmp_path / "dragoman.db")
    chance = random.Random(7)
    acknowledged = set()
    for run in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(run)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(chance.randrange(0, 12)):
            acknowledged.add(writer.stdout.readline().strip())
        writer.kill()
        acknowledged.update(line.strip() for line in writer.stdout if line.endswith("\n"))
        writer.wait()
        writer.stdout.close()
    conn = open_store(path)
    stored = {article.id for article in read.articles(conn)}
    assert acknowledged
    assert acknowledged <= stored
    assert len(stored - acknowledged) <= KILLS  # at most the one each was about to name
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = dict(conn.execute("SELECT article, count(*) FROM finding GROUP BY article"))
    doubted = dict(conn.execute("SELECT article, count(*) FROM issue GROUP BY article"))
    assert found == dict.fromkeys(stored, FINDINGS)
    assert doubted == dict.fromkeys(stored, 1)
    assert read.counts(conn).pages == len(stored)
