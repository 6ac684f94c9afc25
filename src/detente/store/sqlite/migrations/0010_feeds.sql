-- Feeds that the desk follows, and how each last answered: times are ISO, UTC. `etag` and `modified` go back to it with
-- the next request; `due` is when that is. `failures` counts those in a row.
CREATE TABLE feeds (
    number   INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT NOT NULL,
    added_at TEXT NOT NULL,
    etag     TEXT,
    modified TEXT,
    polled   TEXT,
    due      TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    failing  TEXT,
    error    TEXT
) STRICT;

-- Entries of feeds, each once a feed by its `key`. While one waits, `item` holds it; when it is done with, `outcome` says
-- what became of it and why. `digest` tells whether its words have changed since.
CREATE TABLE feed_items (
    number   INTEGER PRIMARY KEY,
    feed     INTEGER NOT NULL REFERENCES feeds (number) ON DELETE CASCADE,
    key      TEXT NOT NULL,
    digest   TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    reason   TEXT NOT NULL DEFAULT '',
    document TEXT,
    tries    INTEGER NOT NULL DEFAULT 0,
    due      TEXT NOT NULL,
    item     TEXT,
    UNIQUE (feed, key)
) STRICT;

CREATE INDEX feed_items_waiting ON feed_items (due) WHERE outcome = 'waiting';
CREATE INDEX feed_items_by_key ON feed_items (key);

-- What the desk's dispute is known by (docs/reference/triage.md), as JSON; the latest counts.
CREATE TABLE profiles (
    number      INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    profile     TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER profiles_keep_their_words BEFORE UPDATE ON profiles BEGIN
    SELECT raise(ABORT, 'profiles is append-only: set another one');
END;
CREATE TRIGGER profiles_stay BEFORE DELETE ON profiles BEGIN
    SELECT raise(ABORT, 'profiles is append-only: set another one');
END;
