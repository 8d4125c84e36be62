-- Conversations as they are kept: apart from the library, which can be built again from the articles.
-- Times are ISO 8601.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE conversations (
    id      TEXT PRIMARY KEY,           -- random
    owner   TEXT NOT NULL,              -- whose it is: the browser's secret, hashed
    title   TEXT NOT NULL,
    folded  TEXT NOT NULL,              -- the title as it is searched
    named   INTEGER NOT NULL DEFAULT 0, -- 1: its owner gave the title
    changed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_of ON conversations (owner, changed);

CREATE TABLE turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,      -- from 1
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,         -- JSON, as `Answer.to_json` gives it
    folded       TEXT NOT NULL,         -- the question and the answer's text as they are searched
    asked        TEXT NOT NULL,
    good         INTEGER,               -- 1: a thumb up; 0: down
    word         TEXT,                  -- what was said with the thumb
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;

-- Which texts the turns cite: the library keeps those.
CREATE TABLE cited (
    conversation TEXT NOT NULL,
    number       INTEGER NOT NULL,
    article_id   TEXT NOT NULL,
    version      TEXT NOT NULL,
    PRIMARY KEY (conversation, number, article_id, version),
    FOREIGN KEY (conversation, number) REFERENCES turns (conversation, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN
    INSERT OR IGNORE INTO cited
    SELECT new.conversation, new.number,
        json_extract(value, '$.article_id'), json_extract(value, '$.version')
    FROM json_each(new.answer, '$.citations');
END;
