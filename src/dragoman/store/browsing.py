"""What the pages are looked up by: the schema's part that keeps records and articles in the order of days.

Every row here follows from a `record`, its parties or an `article`, and triggers keep it so, whoever writes
those. A record's `number` grows with its day, then kind, then id: one integer that is key, order and cursor.
"""

from datetime import date

_DIGITS = 10  # of an id, the last; of one day and kind no two are likely to have the same
_FIRST_DAY = date(1800, 1, 1)


def _number(day: str, id: str, kind: str = "0") -> str:
    """SQL for days since 1800, a digit for the kind, and the id's hex digits, as one integer."""
    hex = " + ".join(
        f"((instr('0123456789abcdef', substr({id}, {-place}, 1)) - 1) << {4 * (place - 1)})"
        for place in range(1, _DIGITS + 1)
    )
    days = f"max(0, CAST(ifnull(julianday({day}), 2378496.5) - 2378496.5 AS INTEGER))"
    return f"(({days} << 43) | (({kind}) << 40) | ({hex}))"



def first_number(day: str) -> int:
    """The least number that a record of this day, month or year can have; 0 where numbers do not tell.

    >>> first_number("1800-01-02") == first_number("1800") + (1 << 43), first_number("1799-12-31")
    (True, 0)
    """
    return max(0, (date.fromisoformat((day + "-01-01")[:10]) - _FIRST_DAY).days) << 43


KIND_DIGITS = {"event": 1, "statement": 2, "pledge": 3, "meeting": 4, "position": 5}
_KIND = (
    "CASE {0}.kind WHEN 'event' THEN 1 WHEN 'statement' THEN 2 WHEN 'pledge' THEN 3 WHEN 'meeting' THEN 4 ELSE 5 END"
)

# What can be asked of a record beside its parties, taken out of its body.
_FACETS = f"""
SELECT {_number("r.last", "r.id", _KIND.format("r"))} AS number, r.id AS record, r.kind AS kind, r.type AS type,
    json_extract(b.body, '$.finding.mode') AS mode,
    ifnull(r.last, '') AS day,
    ifnull(r.first, '') AS start,
    ifnull((SELECT min(substr(json_extract(value, '$.published'), 1, 10)) FROM json_each(b.body, '$.reports')), '')
        AS told,
    json_extract(b.body, '$.independent_sources') AS sources,
    json_extract(b.body, '$.finding.confidence') AS confidence,
    CASE WHEN json_extract(b.body, '$.finding.speaker') IS NULL THEN NULL
        WHEN json_extract(b.body, '$.finding.speaker.state') IS NOT NULL
        THEN json_extract(b.body, '$.finding.speaker.state')
        ELSE substr(json_extract(b.body, '$.finding.speaker.id'), 1,
            instr(json_extract(b.body, '$.finding.speaker.id') || '.', '.') - 1) END AS speaker,
    json_extract(b.body, '$.finding.when.start') IS NOT NULL AS dated,
    ifnull(json_array_length(b.body, '$.judged'), 0) > 0 AS judged,
    (r.kind = 'meeting' AND r.type IN ('mooted', 'proposed', 'planned', 'postponed'))
        OR (r.kind = 'event' AND EXISTS (SELECT 1 FROM json_each(b.body, '$.finding.aux') WHERE value = 'future'))
        AS ahead,
    EXISTS (SELECT 1 FROM json_each(b.body, '$.finding.aux') WHERE value IN ('historical', 'hypothetical', 'negation'))
        AS background
FROM record AS r JOIN (SELECT id, CAST(body AS TEXT) AS body FROM record) AS b ON b.id = r.id
"""

# The words of a record: what its articles say, and who is in it.
_WORDS = """
SELECT (SELECT group_concat(json_extract(value, '$.quote'), char(10)) FROM json_each(b.body, '$.reports'))
    || char(10) || (SELECT group_concat(DISTINCT value) FROM json_tree(b.body, '$.finding')
        WHERE type = 'text' AND key IN ('name', 'office', 'state', 'summary', 'what', 'words'))
"""

_ACTORS = """
SELECT json_extract(tree.value, '$.id'), f.number, f.kind,
    CASE WHEN tree.path = '$.finding' THEN tree.key ELSE substr(tree.path, 11) END,
    f.record, tree.value
FROM record_facet AS f JOIN record AS r ON r.id = f.record, json_tree(CAST(r.body AS TEXT), '$.finding') AS tree
WHERE tree.type = 'object' AND json_type(tree.value, '$.id') = 'text'
"""


def _file(row: str) -> str:
    """What the record in `row` is found by, made anew."""
    return f"""
    INSERT OR IGNORE INTO record_facet {_FACETS} WHERE r.id = {row}.id;
    INSERT OR IGNORE INTO record_actor {_ACTORS} AND f.record = {row}.id;
    INSERT OR IGNORE INTO record_pair SELECT * FROM record_pairing WHERE record = {row}.id;
    INSERT INTO record_search (rowid, words) SELECT f.number, ({_WORDS}) FROM record_facet AS f
        JOIN (SELECT CAST({row}.body AS TEXT) AS body) AS b WHERE f.record = {row}.id;
    """


def _forget(row: str) -> str:
    """The same, taken away; a full text without content is told what it held."""
    return f"""
    INSERT INTO record_search (record_search, rowid, words) SELECT 'delete', f.number, ({_WORDS}) FROM record_facet AS f
        JOIN (SELECT CAST({row}.body AS TEXT) AS body) AS b WHERE f.record = {row}.id;
    DELETE FROM record_facet WHERE record = {row}.id;
    DELETE FROM record_actor WHERE record = {row}.id;
    DELETE FROM record_pair WHERE record = {row}.id;
    """


_TITLE = "json_extract(CAST({0}.body AS TEXT), '$.title')"
_TEXT = "json_extract(CAST({0}.body AS TEXT), '$.text')"

BROWSING = f"""
CREATE TABLE record_facet (
    number      INTEGER PRIMARY KEY,
    record      TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    type        TEXT COLLATE NOCASE,
    mode        TEXT,
    day         TEXT NOT NULL,  -- the last day of the fact, or of its telling; '' where unknown
    start       TEXT NOT NULL,
    told        TEXT NOT NULL,  -- the day on which it was first told
    sources     INTEGER,
    confidence  REAL,
    speaker     TEXT,           -- of a statement: the state or body that its speaker stands for in a tie
    dated       INTEGER NOT NULL,  -- whether it has a date of its own
    judged      INTEGER NOT NULL,  -- whether a person's judgement bears on it
    ahead       INTEGER NOT NULL,
    background  INTEGER NOT NULL
);
CREATE INDEX record_facet_by_kind ON record_facet (kind, number);
CREATE INDEX record_facet_by_type ON record_facet (type, number);
CREATE INDEX record_facet_by_doubt ON record_facet (judged, confidence, number);
CREATE INDEX record_facet_by_told ON record_facet (told);
CREATE INDEX record_party_by_record ON record_party (record);

-- Two states or bodies and what is recorded between them, in the order of days; where both are one, all that
-- involves it.
CREATE TABLE record_pair (
    one         TEXT NOT NULL COLLATE NOCASE,
    other       TEXT NOT NULL COLLATE NOCASE,  -- not before `one` in the alphabet
    number      INTEGER NOT NULL,
    record      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    type        TEXT COLLATE NOCASE,
    mode        TEXT,
    day         TEXT NOT NULL,
    start       TEXT NOT NULL,
    told        TEXT NOT NULL,
    sources     INTEGER,
    confidence  REAL,
    ahead       INTEGER NOT NULL,
    background  INTEGER NOT NULL,
    PRIMARY KEY (one, other, number)
) WITHOUT ROWID;
CREATE INDEX record_pair_by_record ON record_pair (record);

-- Words belong between their speaker and those they speak of, not between two that they speak of.
CREATE VIEW record_pairing AS
SELECT a.party AS one, b.party AS other, f.number, f.record, f.kind, f.type, f.mode, f.day, f.start, f.told, f.sources,
    f.confidence, f.ahead, f.background
FROM record_facet AS f JOIN record_party AS a ON a.record = f.record
    JOIN record_party AS b ON b.record = f.record AND a.party <= b.party
WHERE f.kind <> 'statement' OR a.party = b.party OR f.speaker IN (a.party, b.party);

-- Who is in a record, and on which side of it, as on its day.
CREATE TABLE record_actor (
    actor   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    side    TEXT NOT NULL,
    record  TEXT NOT NULL,
    body    TEXT NOT NULL,  -- JSON of model.actor.Actor
    PRIMARY KEY (actor, number, side)
) WITHOUT ROWID;
CREATE INDEX record_actor_by_record ON record_actor (record);

CREATE VIRTUAL TABLE record_search USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 2");

CREATE TRIGGER record_filed AFTER INSERT ON record BEGIN {_file("NEW")} END;
CREATE TRIGGER record_forgotten BEFORE DELETE ON record BEGIN {_forget("OLD")} END;
CREATE TRIGGER record_left BEFORE UPDATE OF kind, type, first, last, body ON record BEGIN {_forget("OLD")} END;
CREATE TRIGGER record_refiled AFTER UPDATE OF kind, type, first, last, body ON record BEGIN {_file("NEW")} END;
CREATE TRIGGER party_filed AFTER INSERT ON record_party BEGIN
    INSERT OR IGNORE INTO record_pair SELECT * FROM record_pairing
    WHERE record = NEW.record AND (one = NEW.party OR other = NEW.party);
END;

CREATE TABLE article_number (
    number   INTEGER PRIMARY KEY,
    article  TEXT NOT NULL UNIQUE
);
CREATE INDEX record_report_by_record ON record_report (record);
CREATE VIRTUAL TABLE article_search USING fts5 (title, text, content = '', tokenize = "unicode61 remove_diacritics 2");

CREATE TRIGGER article_filed AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO article_number VALUES ({_number("substr(NEW.published, 1, 10)", "NEW.id")}, NEW.id);
    INSERT INTO article_search (rowid, title, text)
    SELECT number, {_TITLE.format("NEW")}, {_TEXT.format("NEW")} FROM article_number WHERE article = NEW.id;
END;
CREATE TRIGGER article_forgotten BEFORE DELETE ON article BEGIN
    INSERT INTO article_search (article_search, rowid, title, text)
    SELECT 'delete', number, {_TITLE.format("OLD")}, {_TEXT.format("OLD")} FROM article_number WHERE article = OLD.id;
    DELETE FROM article_number WHERE article = OLD.id;
END;

INSERT OR IGNORE INTO article_number SELECT {_number("substr(published, 1, 10)", "id")}, id FROM article;
INSERT INTO article_search (rowid, title, text)
SELECT number, {_TITLE.format("article")}, {_TEXT.format("article")}
FROM article_number JOIN article ON article.id = article_number.article;

INSERT OR IGNORE INTO record_facet {_FACETS};
INSERT OR IGNORE INTO record_actor {_ACTORS};
INSERT OR IGNORE INTO record_pair SELECT * FROM record_pairing;
INSERT INTO record_search (rowid, words)
SELECT f.number, ({_WORDS}) FROM record_facet AS f JOIN (SELECT id, CAST(body AS TEXT) AS body FROM record) AS b
ON b.id = f.record;

-- A person's note, pinned to characters of an article.
CREATE TABLE note (
    id       INTEGER PRIMARY KEY,
    article  TEXT NOT NULL,
    record   TEXT,  -- beside which it was written
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    quote    TEXT NOT NULL,
    text     TEXT NOT NULL,
    author   TEXT NOT NULL,
    written  TEXT NOT NULL,  -- UTC, ISO 8601
    removed  TEXT            -- when it was taken back; a note is never deleted
);
CREATE INDEX note_by_article ON note (article);
"""

_REMOVED = """
    DELETE FROM record_{of} WHERE number = (SELECT number FROM record_facet WHERE record = OLD.id);
"""
_FORGOTTEN = f"""
    INSERT INTO record_search (record_search, rowid, words) SELECT 'delete', f.number, ({_WORDS}) FROM record_facet AS f
        JOIN (SELECT CAST(OLD.body AS TEXT) AS body) AS b WHERE f.record = OLD.id;
    {_REMOVED.format(of="actor")} {_REMOVED.format(of="pair")}
    DELETE FROM record_facet WHERE record = OLD.id;
"""

# Found by its number, a record's rows lie beside those of the same days: a new one is written where others are.
BROWSING_BY_NUMBER = f"""
DROP INDEX record_actor_by_record;
DROP INDEX record_pair_by_record;
CREATE INDEX record_actor_by_number ON record_actor (number);
CREATE INDEX record_pair_by_number ON record_pair (number);
DROP TRIGGER IF EXISTS record_forgotten;
DROP TRIGGER IF EXISTS record_left;
CREATE TRIGGER record_forgotten BEFORE DELETE ON record BEGIN {_FORGOTTEN} END;
CREATE TRIGGER record_left BEFORE UPDATE OF kind, type, first, last, body ON record BEGIN {_FORGOTTEN} END;
"""
