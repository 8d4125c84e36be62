-- The library: what must not be lost. Vectors in Chroma are derived from it.
-- Times are ISO 8601; a passage's id is never used twice (AUTOINCREMENT).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE sources (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    location TEXT NOT NULL UNIQUE,      -- absolute path of a folder or file, or an address
    prefix   TEXT NOT NULL,             -- before the path in an article's identity
    added    TEXT NOT NULL,
    synced   TEXT,                      -- when the last sync of it ended
    error    TEXT,                      -- why the last sync could not look at it
    gone     TEXT,                      -- since when syncs find it empty or missing
    kind     TEXT,                      -- of a web address: page, feed, sitemap; NULL: not known
    going    INTEGER,                   -- articles that wait for a yes before they are deleted
    held     INTEGER                    -- of so many; NULL: nothing waits
);

-- What the last sync saw of each file: an unchanged one is not read again.
CREATE TABLE files (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    path      TEXT NOT NULL,            -- relative to the source
    size      INTEGER NOT NULL,
    mtime_ns  INTEGER NOT NULL,
    hash      TEXT NOT NULL,            -- sha256 of the bytes
    seen_ns   INTEGER NOT NULL,         -- when it was read; an mtime this close is not trusted
    PRIMARY KEY (source_id, path)
) WITHOUT ROWID;

-- What was got from the web: asked for again under conditions, read again without being asked for.
CREATE TABLE fetched (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    url       TEXT NOT NULL,            -- as it was first listed: the identity of its article
    place     TEXT NOT NULL,            -- where it is asked for, after it moved for good
    role      TEXT NOT NULL,            -- page, entry (its text stands in the feed), list
    listed    TEXT NOT NULL DEFAULT '', -- when a feed says that it changed, as it says it
    facts     TEXT NOT NULL DEFAULT '{}', -- JSON, what a feed says of it
    kind      TEXT NOT NULL DEFAULT '', -- media type
    charset   TEXT,                     -- as its server declared it
    etag      TEXT,
    modified  TEXT,                     -- Last-Modified, as its server wrote it
    body      BLOB,                     -- zlib; NULL: not got yet
    hash      TEXT,                     -- sha256 of it
    found     TEXT NOT NULL,            -- when it was first listed
    asked     TEXT,                     -- when its server last answered for it
    missing   TEXT,                     -- since when that answer was 404
    gone      TEXT,                     -- since when it is gone for good
    beside    TEXT,                     -- of one whose text left its feed: the hash of its page's
    PRIMARY KEY (source_id, url)
);

-- Every article that a source holds, duplicates too; one of each identity is in `articles`.
CREATE TABLE records (
    source_id   INTEGER NOT NULL,
    path        TEXT NOT NULL,
    position    INTEGER NOT NULL,       -- in the file, from 0
    name        TEXT NOT NULL,          -- what a report calls it
    article_id  TEXT,                   -- NULL: it could not be read, and `reason` says why
    fingerprint TEXT,
    modified    TEXT,
    reason      TEXT,
    place       TEXT,                   -- the address at which it stands, in `same_page`'s form
    address     TEXT,                   -- the one that it states as its own
    title       TEXT,
    version     TEXT,                   -- of its text
    since       TEXT,                   -- when a page was first seen with this text
    PRIMARY KEY (source_id, path, position)
) WITHOUT ROWID;
CREATE INDEX records_by_article ON records (article_id);

CREATE TABLE articles (
    id          TEXT PRIMARY KEY,
    source_id   INTEGER NOT NULL,
    path        TEXT NOT NULL,
    position    INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    split       TEXT NOT NULL,          -- how its passages were cut: splitter and model
    version     TEXT NOT NULL,
    title       TEXT NOT NULL,
    publisher   TEXT,
    author      TEXT,
    published   TEXT,
    dated       TEXT,                   -- what gave `published`
    day         TEXT,                   -- the calendar day of `published`, to select by
    modified    TEXT,
    url         TEXT,
    language    TEXT,
    indexed     TEXT NOT NULL,
    story       TEXT                    -- the same for all copies of a story; NULL: it has none
) WITHOUT ROWID;
CREATE INDEX articles_by_publisher ON articles (publisher, day);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL;

-- What copies of a story are looked for with, as index/stories.py makes it.
CREATE TABLE sketches (
    article_id  TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,          -- of the article of which it was made
    day         TEXT,
    sketch      BLOB NOT NULL
) WITHOUT ROWID;

-- Pairs of articles that are one story, the lesser id first.
CREATE TABLE copies (
    one   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);

-- The texts, current and earlier: an old answer's citation still opens.
CREATE TABLE versions (
    article_id TEXT NOT NULL,
    version    TEXT NOT NULL,
    title      TEXT NOT NULL,
    publisher  TEXT,
    author     TEXT,
    published  TEXT,
    dated      TEXT,
    modified   TEXT,
    url        TEXT,
    language   TEXT,
    text       TEXT NOT NULL,
    pages      TEXT,                    -- JSON, the offsets at which its pages begin; NULL: none
    retired    TEXT,                    -- when it stopped being current; NULL: it is current
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;

CREATE TABLE passages (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    header     TEXT NOT NULL,           -- embedded before the text
    title      TEXT NOT NULL,
    publisher  TEXT NOT NULL,
    date       TEXT NOT NULL,           -- in words, so that "October 2023" finds it
    text       TEXT NOT NULL,
    start      INTEGER NOT NULL,        -- in the article's text, in Unicode code points
    "end"      INTEGER NOT NULL,
    sentences  TEXT NOT NULL,           -- JSON [[start, end], ...] relative to `start`
    vector     BLOB,                    -- 32-bit floats, little endian; NULL: not embedded yet
    sentence_vectors BLOB,              -- 16-bit floats, one row for each of `sentences`
    stored     INTEGER NOT NULL DEFAULT 0, -- 1: Chroma has it
    tokens     BLOB                     -- as index/tokens.py packs them
);
CREATE INDEX passages_by_article ON passages (article_id, start);
CREATE INDEX passages_unstored ON passages (id) WHERE stored = 0;

-- What a person took out: a sync leaves it out until it is let in again.
CREATE TABLE removed (
    article_id TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    publisher  TEXT,
    published  TEXT,
    removed    TEXT NOT NULL            -- when
) WITHOUT ROWID;

-- Ids that Chroma may still have and must forget.
CREATE TABLE forgotten (id INTEGER PRIMARY KEY);

CREATE VIRTUAL TABLE keywords USING fts5 (
    title, publisher, date, text,
    content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE keyword_terms USING fts5vocab (keywords, row);
-- fts5vocab is too slow to ask for each question; this copy is refreshed after a sync.
CREATE TABLE term_counts (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;

CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO keywords (rowid, title, publisher, date, text)
    VALUES (new.id, new.title, new.publisher, new.date, new.text);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO keywords (keywords, rowid, title, publisher, date, text)
    VALUES ('delete', old.id, old.title, old.publisher, old.date, old.text);
    INSERT OR IGNORE INTO forgotten (id) VALUES (old.id);
END;
