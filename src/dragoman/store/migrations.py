"""The schema, as the steps that lead to it. A file's `user_version` is how many of them it has had."""

from dragoman.store.browsing import BROWSING, BROWSING_BY_NUMBER
from dragoman.store.pledges import OUTCOMES, PLEDGES

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

# How records came to be, so that a new article changes only what it touches. Derived, like the records.
MERGING = """
-- Articles from which nothing has been derived since they, their family or their day changed.
CREATE TABLE pending (
    article  TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE INDEX copy_by_family ON copy (family);

-- Deeds by which the day of an undated article may be found: those that dated articles date, and, with an
-- empty day, those that undated articles tell.
CREATE TABLE deed (
    fact      INTEGER NOT NULL,  -- a digest of who did what to whom (merge.dating)
    day       TEXT NOT NULL,
    article   TEXT NOT NULL,
    position  INTEGER NOT NULL,
    PRIMARY KEY (fact, day, article, position)
) WITHOUT ROWID;

-- A finding as it is merged: the reprints it stands with (echo), and the lead that speaks for it.
CREATE TABLE telling (
    article   TEXT NOT NULL,
    position  INTEGER NOT NULL,  -- in its article, from 0
    echo      INTEGER NOT NULL,
    lead      INTEGER,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX telling_by_echo ON telling (echo);
CREATE INDEX telling_by_lead ON telling (lead);

-- The telling that speaks for all that cannot be told from it, and the record they are in.
CREATE TABLE lead (
    id        INTEGER PRIMARY KEY,  -- a digest of what it tells
    article   TEXT NOT NULL,
    position  INTEGER NOT NULL,
    numbers   BLOB NOT NULL,  -- its keys, so that they can be taken out again
    record    TEXT
);

-- Under which keys a lead meets others (merge.candidates).
CREATE TABLE lead_key (
    number  INTEGER NOT NULL,
    lead    INTEGER NOT NULL,
    asks    INTEGER NOT NULL,
    words   INTEGER NOT NULL,
    PRIMARY KEY (number, lead)
) WITHOUT ROWID;

-- The judgement of the rules on every two leads that were compared.
CREATE TABLE link (
    one    INTEGER NOT NULL,
    other  INTEGER NOT NULL,
    score  REAL NOT NULL,  -- below 0 they contradict one another
    why    TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX link_by_other ON link (other, one);

-- A record as it was merged and judged, where a later step made something else of it (merge.finish).
ALTER TABLE record ADD COLUMN merged BLOB;

-- The ties of a record, by its day: what is recorded between two, newest first, without looking through all.
CREATE TABLE record_tie (
    tie     TEXT NOT NULL,  -- two parties, "JPN-KOR", or one that stands alone
    kind    TEXT NOT NULL,
    last    TEXT NOT NULL,  -- empty where unknown
    record  TEXT NOT NULL,
    PRIMARY KEY (tie, kind, last, record)
) WITHOUT ROWID;

-- What people rejected: kept, and shown nowhere else.
CREATE TABLE rejected (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL,
    body  BLOB NOT NULL  -- JSON of model.record.Record
);

-- Everything is to be derived anew.
DELETE FROM copy;
"""

# Facts: only ever added.
JUDGEMENTS = """
CREATE TABLE judgement (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,  -- same, not_same, accept, reject, mend, undo
    author  TEXT NOT NULL,
    at      TEXT NOT NULL,
    body    BLOB NOT NULL   -- JSON of model.judgement.Judgement
);

CREATE TABLE judgement_article (
    article    TEXT NOT NULL,
    judgement  TEXT NOT NULL REFERENCES judgement,
    PRIMARY KEY (article, judgement)
) WITHOUT ROWID;
"""

COPIES = """
-- Who copies whom, kept from one run to the next so that new articles are only compared with those they may
-- be copies of. All of it follows from the stored articles: emptied, it is made again, the same.
CREATE TABLE fingerprint (
    article  TEXT NOT NULL UNIQUE,
    key      INTEGER NOT NULL,  -- model.copy.Fingerprint.key
    size     INTEGER NOT NULL,
    kept     INTEGER NOT NULL,
    thinned  INTEGER NOT NULL
);
CREATE INDEX fingerprint_by_key ON fingerprint (key);

-- The marks of all articles, sorted, in blocks of a page each (store.shingles).
CREATE TABLE shingle_level (
    level   INTEGER PRIMARY KEY,
    turn    INTEGER NOT NULL,  -- 0 or 1: which of its two ranges of block numbers it is in
    firsts  BLOB NOT NULL      -- the first posting of each block
);
CREATE TABLE shingle_block (
    number    INTEGER PRIMARY KEY,
    postings  BLOB NOT NULL
);

CREATE TABLE copy_link (
    longer    TEXT NOT NULL,
    shorter   TEXT NOT NULL,
    body      BLOB NOT NULL,  -- JSON of model.copy.Link
    PRIMARY KEY (longer, shorter)
) WITHOUT ROWID;
CREATE INDEX copy_link_by_shorter ON copy_link (shorter);

-- The members of families of two and more; `copy_of` is NULL for the origin.
CREATE TABLE family (
    article  TEXT PRIMARY KEY,
    copy_of  TEXT,
    share    REAL NOT NULL,
    family   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX family_by_family ON family (family);

CREATE TABLE shared (
    article  TEXT PRIMARY KEY,
    body     BLOB NOT NULL  -- JSON of model.copy.Shared
) WITHOUT ROWID;
"""

# Derived too: affairs, what their tellings disagree about, and what the views ask for, so that none scans all records.
VIEWED = """
-- Articles whose story is to be told anew.
CREATE TABLE pending_story (
    article  TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What an article is about, and the block of linked articles that it is in (merge.affairs).
CREATE TABLE gist (
    article  TEXT PRIMARY KEY,
    block    TEXT NOT NULL,
    body     BLOB NOT NULL      -- JSON of merge.gist.Gist
);
CREATE INDEX gist_by_block ON gist (block);

-- By what an article meets others: its telling words and its records.
CREATE TABLE gist_key (
    key      TEXT NOT NULL,
    day      TEXT NOT NULL,     -- empty where unknown
    article  TEXT NOT NULL,
    worth    INTEGER NOT NULL,
    PRIMARY KEY (key, day, article)
) WITHOUT ROWID;

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

-- Everything is to be derived anew.
DELETE FROM copy;
"""

# The heaviest ties of a month or a year, without looking at the others.
HEAVIEST = """
CREATE INDEX tie_sum_of_month ON tie_sum (period, sources DESC, a, b) WHERE level = 'month';
CREATE INDEX tie_sum_of_year ON tie_sum (period, sources DESC, a, b) WHERE level = 'year';
"""

# Order is important. Add new migrations at the end.
MIGRATIONS = (
    FACTS, DERIVED, REDATED, OWN_TABLES, MERGING, JUDGEMENTS, COPIES, VIEWED, BROWSING, PLEDGES, OUTCOMES, HEAVIEST,
    BROWSING_BY_NUMBER,
)  # fmt: skip
