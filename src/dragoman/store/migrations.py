"""The schema, as the steps that lead to it. A file's `user_version` is how many of them it has had."""

FACTS = """
CREATE TABLE page (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,
    digest  TEXT NOT NULL,
    text    TEXT NOT NULL,
    given   BLOB NOT NULL,  -- JSON of model.page.Given
    blocks  BLOB NOT NULL   -- JSON of model.page.Block, a list
);

-- One page may be read under several names (from another folder, say).
CREATE TABLE page_name (
    page  TEXT NOT NULL REFERENCES page,
    name  TEXT NOT NULL,
    PRIMARY KEY (page, name)
) WITHOUT ROWID;
CREATE INDEX page_by_name ON page_name (name);

CREATE TABLE article (
    id         TEXT PRIMARY KEY,
    page       TEXT NOT NULL REFERENCES page,
    position   INTEGER NOT NULL,  -- on its page, from 0
    outlet     TEXT,
    published  TEXT,
    body       BLOB NOT NULL      -- JSON of model.article.Article, its page's name left empty
);
CREATE INDEX article_by_date ON article (ifnull(published, ''), id);
CREATE INDEX article_by_page ON article (page, position);

-- The article is part of the key: ids are short hashes, and two articles' findings may share one.
CREATE TABLE finding (
    id        TEXT NOT NULL,
    article   TEXT NOT NULL REFERENCES article,
    kind      TEXT NOT NULL,
    position  INTEGER NOT NULL,  -- in its article, from 0
    body      BLOB NOT NULL,     -- JSON of model.finding.AnyFinding
    PRIMARY KEY (id, article)
);
CREATE INDEX finding_by_article ON finding (article, position);

-- About a page that was read (page), or one that could not be (name).
CREATE TABLE issue (
    page     TEXT REFERENCES page,
    name     TEXT,
    article  TEXT REFERENCES article,
    stage    TEXT NOT NULL,
    start    INTEGER,
    "end"    INTEGER,
    message  TEXT NOT NULL,
    CHECK ((page IS NULL) <> (name IS NULL))
);
CREATE UNIQUE INDEX issue_once ON issue (
    ifnull(page, ''), ifnull(name, ''), ifnull(article, ''), stage,
    ifnull(start, -1), ifnull("end", -1), message
);
"""

# These can be emptied and rebuilt from the facts at any time.
DERIVED = """
CREATE TABLE copy (
    article  TEXT PRIMARY KEY,
    copy_of  TEXT,
    share    REAL NOT NULL,
    family   TEXT
) WITHOUT ROWID;

CREATE TABLE record (
    id     TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,
    type   TEXT COLLATE NOCASE,  -- an event's PLOVER type, a meeting's or pledge's status
    first  TEXT,                 -- the fact's own dates; where it has none, the day it was first told
    last   TEXT,
    body   BLOB NOT NULL         -- JSON of model.record.Record
);
CREATE INDEX record_by_date ON record (last DESC, id);
CREATE INDEX record_by_kind ON record (kind, last DESC, id);

-- The states and organisations that a record involves.
CREATE TABLE record_party (
    party   TEXT NOT NULL COLLATE NOCASE,
    record  TEXT NOT NULL,
    PRIMARY KEY (party, record)
) WITHOUT ROWID;

-- Who stands on the side it comes from, who on the side it goes to, as words to look for.
CREATE TABLE record_side (
    record  TEXT NOT NULL,
    side    TEXT NOT NULL,  -- from or to
    words   TEXT NOT NULL,
    PRIMARY KEY (record, side, words)
) WITHOUT ROWID;

CREATE TABLE record_report (
    article  TEXT NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, record)
) WITHOUT ROWID;
"""

# Undated articles that the rest of the record dates, and what they give when read on that day. Like the
# tables above they follow from the facts, whose rows stay as they are; they are kept from one run to
# the next, because reading costs more than looking up, and replaced where the day has changed.
REDATED = """
CREATE TABLE redated (
    article    TEXT PRIMARY KEY,
    published  BLOB NOT NULL  -- JSON of model.article.Published
) WITHOUT ROWID;

CREATE TABLE redated_finding (
    id        TEXT NOT NULL,
    article   TEXT NOT NULL,
    kind      TEXT NOT NULL,
    position  INTEGER NOT NULL,
    body      BLOB NOT NULL,
    PRIMARY KEY (id, article)
);
CREATE INDEX redated_finding_by_article ON redated_finding (article, position);

CREATE TABLE redated_issue (
    article  TEXT NOT NULL,
    stage    TEXT NOT NULL,
    start    INTEGER,
    "end"    INTEGER,
    message  TEXT NOT NULL
);
CREATE UNIQUE INDEX redated_issue_once ON redated_issue (
    article, stage, ifnull(start, -1), ifnull("end", -1), message
);
"""

OWN_TABLES = """
-- A user's own tables of the lexicon, by the digest of what they say.
CREATE TABLE lexicon (
    id     TEXT PRIMARY KEY,
    files  TEXT NOT NULL  -- their names, when they were first read with
) WITHOUT ROWID;

-- What a page was read with; one without a row was read with the tables that ship, and no others.
CREATE TABLE page_lexicon (
    page     TEXT PRIMARY KEY REFERENCES page,
    lexicon  TEXT NOT NULL REFERENCES lexicon
) WITHOUT ROWID;
"""

# Derived too: affairs, what their tellings disagree about, and what the views ask for, so that none scans all records.
VIEWED = """
CREATE TABLE story (
    id       TEXT PRIMARY KEY,
    first    TEXT,
    last     TEXT,
    sources  INTEGER NOT NULL,
    body     BLOB NOT NULL      -- JSON of model.story.Story
);
CREATE INDEX story_by_date ON story (last DESC, id);
CREATE INDEX story_by_sources ON story (sources DESC, last DESC, id);

CREATE TABLE story_article (
    article  TEXT PRIMARY KEY,
    story    TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE story_record (
    record  TEXT NOT NULL,
    story   TEXT NOT NULL,
    PRIMARY KEY (record, story)
) WITHOUT ROWID;

CREATE TABLE contradiction (
    id     TEXT PRIMARY KEY,
    story  TEXT NOT NULL,
    body   BLOB NOT NULL  -- JSON of model.story.Contradiction
) WITHOUT ROWID;

CREATE TABLE contradiction_record (
    record         TEXT NOT NULL,
    contradiction  TEXT NOT NULL,
    PRIMARY KEY (record, contradiction)
) WITHOUT ROWID;

-- Events between two states or bodies, `a` before `b` in the alphabet, summed up by day, month, year and altogether
-- (period ''). Background, denials and suppositions are left out. What weighs is independent sources; scores are in
-- tenths of PLOVER's, times sources, so that sums are exact and what is added can be taken off again.
CREATE TABLE tie_sum (
    a            TEXT NOT NULL,
    b            TEXT NOT NULL,
    level        TEXT NOT NULL,     -- day, month, year, all
    period       TEXT NOT NULL,
    events       INTEGER NOT NULL,
    sources      INTEGER NOT NULL,
    cooperation  INTEGER NOT NULL,  -- sources of events with a score above 0
    conflict     INTEGER NOT NULL,  -- sources of events with a score below 0
    tenths       INTEGER NOT NULL,
    PRIMARY KEY (a, b, level, period)
) WITHOUT ROWID;
CREATE INDEX tie_sum_by_weight ON tie_sum (sources DESC, a, b) WHERE level = 'all';
CREATE INDEX tie_sum_by_period ON tie_sum (level, period, a, b, events, sources, cooperation, conflict, tenths);

-- Every two parties of a record, `a` before `b`, newest first: what a tie's page begins with.
CREATE TABLE tie_record (
    a       TEXT NOT NULL COLLATE NOCASE,
    b       TEXT NOT NULL COLLATE NOCASE,
    last    TEXT,            -- of the record
    record  TEXT NOT NULL
);
CREATE INDEX tie_record_by_date ON tie_record (a, b, last DESC, record);
CREATE INDEX tie_record_by_record ON tie_record (record);

-- Days on which something is to be: a meeting, the end of a pledge's term.
CREATE TABLE agenda (
    day     TEXT,            -- null: nobody told the day
    record  TEXT NOT NULL,
    what    TEXT NOT NULL,   -- meeting or due
    told    TEXT             -- the last day on which it was told
);
CREATE UNIQUE INDEX agenda_by_day ON agenda (ifnull(day, ''), record, what);

-- The first and the last day on which a record was told; no first day where one telling has none.
CREATE TABLE told (
    record  TEXT PRIMARY KEY,
    first   TEXT,
    last    TEXT
) WITHOUT ROWID;
CREATE INDEX told_by_last ON told (last, first, record);
"""

# Order is important. Add new migrations at the end.
MIGRATIONS = (FACTS, DERIVED, REDATED, OWN_TABLES, VIEWED)
