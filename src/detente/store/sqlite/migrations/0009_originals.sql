-- The bytes that documents were made from, zlib-compressed, each once whatever its documents. `size` is the length of the
-- bytes as they came. Where they were let go of, `data` is NULL and `let_go` says when: the digest stays.
CREATE TABLE originals (
    sha256      TEXT PRIMARY KEY NOT NULL,
    media       TEXT NOT NULL,
    name        TEXT NOT NULL,
    size        INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    let_go      TEXT,
    data        BLOB
) STRICT;

CREATE TRIGGER originals_keep_their_bytes BEFORE UPDATE ON originals
WHEN NEW.sha256 <> OLD.sha256 OR (OLD.data IS NOT NULL AND NEW.data IS NOT NULL) BEGIN
    SELECT raise(ABORT, 'originals are never changed: the bytes may be let go of, with detente vacuum');
END;
CREATE TRIGGER originals_stay BEFORE DELETE ON originals BEGIN
    SELECT raise(ABORT, 'originals are never deleted: the bytes may be let go of, with detente vacuum');
END;

-- `byline` is who signs the document, `modified` since when its text has stood as it does, `original` the digest of the
-- bytes that it was made from.
ALTER TABLE documents ADD COLUMN byline TEXT;
ALTER TABLE documents ADD COLUMN modified TEXT;
ALTER TABLE documents ADD COLUMN original TEXT REFERENCES originals (sha256);

-- Editions of one page have one address.
CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;

-- Which document is an edition of which (`first`), from the day `known_at` on in place of `before`; `announced` says
-- whether the document itself tells of a correction.
CREATE VIEW revisions AS
SELECT document,
       key AS first,
       json_extract(payload, '$.before[0]') AS before,
       json_extract(payload, '$.announced') AS announced,
       json_array_length(payload, '$.altered') AS altered,
       known_at,
       recorded_at,
       seq
FROM log
WHERE entry = 'document-revised';
