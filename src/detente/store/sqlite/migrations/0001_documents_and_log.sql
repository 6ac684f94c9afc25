-- One desk is one file. The application id ('Dete') tells it from any other SQLite file.
PRAGMA application_id = 0x44657465;

-- What the desk is: 'dispute' is its name, 'created' when it was made.
CREATE TABLE desk (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What outlets published, word for word. `number` stands for the id where many rows name the document; `shingles` is
-- how many sampled shingles it has below. `text` comes last so that lists of documents need not read it.
CREATE TABLE documents (
    id        TEXT PRIMARY KEY NOT NULL,
    outlet    TEXT,
    title     TEXT,
    url       TEXT,
    published TEXT,
    language  TEXT,
    sha256    TEXT NOT NULL,
    number    INTEGER NOT NULL UNIQUE,
    shingles  INTEGER NOT NULL,
    text      TEXT NOT NULL
) STRICT;

-- By publication, then id; undated documents last ('~' sorts after every digit).
CREATE INDEX documents_by_publication ON documents (coalesce(published, '~'), id);

-- What a reader found in each document.
CREATE TABLE readings (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
    reader   TEXT NOT NULL,
    version  TEXT NOT NULL,
    model    TEXT,
    mentions INTEGER NOT NULL,
    times    INTEGER NOT NULL,
    quotes   INTEGER NOT NULL,
    records  INTEGER NOT NULL,
    reading  TEXT NOT NULL
) STRICT;

-- The log: one row an entry, in the order written. `entry` says what was stated, `kind` which kind of record
-- (NULL for quotes and documents), `key` what thing in the world it is about. The three clocks: valid_start and
-- valid_end (when it is so in the world), known_at (when a document first said it), recorded_at (when this desk
-- took it in). `payload` is the whole entry.
CREATE TABLE log (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    entry       TEXT NOT NULL,
    kind        TEXT,
    document    TEXT NOT NULL REFERENCES documents (id),
    key         TEXT,
    valid_start TEXT,
    valid_end   TEXT,
    known_at    TEXT,
    recorded_at TEXT NOT NULL,
    payload     TEXT NOT NULL
) STRICT;

CREATE INDEX log_by_document ON log (document, entry);
CREATE INDEX log_by_kind ON log (kind) WHERE kind IS NOT NULL;
CREATE INDEX log_by_key ON log (key) WHERE key IS NOT NULL;

-- Sampled shingle hashes, by which copies of a document are found.
CREATE TABLE shingles (
    hash     INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (number),
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

-- Nothing is overwritten. The INSERT triggers are there for INSERT OR REPLACE, which fires no DELETE trigger.
CREATE TRIGGER documents_keep_their_words BEFORE UPDATE ON documents BEGIN
    SELECT raise(ABORT, 'documents is append-only: a document is never changed; add the new text under another id');
END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN
    SELECT raise(ABORT, 'documents is append-only: a document is never deleted; withdraw it instead');
END;
CREATE TRIGGER documents_are_not_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id OR number = NEW.number) BEGIN
    SELECT raise(ABORT, 'documents is append-only: a document of this id is there already');
END;
CREATE TRIGGER readings_keep_their_words BEFORE UPDATE ON readings BEGIN
    SELECT raise(ABORT, 'readings is append-only: a reading is never changed');
END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN
    SELECT raise(ABORT, 'readings is append-only: a reading is never deleted');
END;
CREATE TRIGGER readings_are_not_replaced BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings WHERE document = NEW.document) BEGIN
    SELECT raise(ABORT, 'readings is append-only: a reading of this document is there already');
END;
CREATE TRIGGER log_keeps_its_words BEFORE UPDATE ON log BEGIN
    SELECT raise(ABORT, 'log is append-only: an entry is never changed; append one that supersedes it');
END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN
    SELECT raise(ABORT, 'log is append-only: an entry is never deleted; append one that supersedes it');
END;
CREATE TRIGGER log_is_not_replaced BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log WHERE id = NEW.id OR seq = NEW.seq) BEGIN
    SELECT raise(ABORT, 'log is append-only: an entry of this id is there already');
END;
