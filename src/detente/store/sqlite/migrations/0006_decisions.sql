-- What analysts decide stands in the log with the rest, and not all of it is about one document: `document` may be NULL.
-- SQLite takes no NOT NULL from a column, so the table is written anew; its views are bound by name and stay.
CREATE TABLE log_of_all (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    entry       TEXT NOT NULL,
    kind        TEXT,
    document    TEXT REFERENCES documents (id),
    key         TEXT,
    valid_start TEXT,
    valid_end   TEXT,
    known_at    TEXT,
    recorded_at TEXT NOT NULL,
    payload     TEXT NOT NULL,
    CHECK (document IS NOT NULL OR entry = 'decided')
) STRICT;

INSERT INTO log_of_all SELECT * FROM log ORDER BY seq;

DROP TABLE log;
PRAGMA legacy_alter_table = ON;
ALTER TABLE log_of_all RENAME TO log;
PRAGMA legacy_alter_table = OFF;

CREATE INDEX log_by_document ON log (document, entry);
CREATE INDEX log_by_kind ON log (kind) WHERE kind IS NOT NULL;
CREATE INDEX log_by_key ON log (key) WHERE key IS NOT NULL;
CREATE INDEX log_of_decisions ON log (seq) WHERE entry = 'decided';

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

-- Entries that an analyst took back, and by which entry.
CREATE VIEW undone AS
SELECT json_extract(payload, '$.decision.entry') AS entry, id AS by, seq
FROM log
WHERE entry = 'decided' AND json_extract(payload, '$.decision.does') = 'undo';

-- What analysts decided: who, when, why, and whether it was taken back. `decision` is the whole of it.
CREATE VIEW decisions AS
SELECT id,
       json_extract(payload, '$.decision.does') AS does,
       json_extract(payload, '$.analyst') AS analyst,
       json_extract(payload, '$.reason') AS reason,
       recorded_at,
       id IN (SELECT undone.entry FROM undone) AS undone,
       document,
       json_extract(payload, '$.decision') AS decision,
       seq
FROM log
WHERE entry = 'decided';

DROP VIEW withdrawals;
CREATE VIEW withdrawals AS
SELECT document,
       json_extract(payload, '$.analyst') AS analyst,
       json_extract(payload, '$.reason') AS reason,
       recorded_at,
       seq
FROM log
WHERE (entry = 'document-withdrawn'
       OR entry = 'decided' AND json_extract(payload, '$.decision.does') = 'withdraw-document')
  AND id NOT IN (SELECT undone.entry FROM undone);

CREATE VIEW withdrawn_lines AS
SELECT value AS entry, analyst, reason, recorded_at, seq
FROM decisions, json_each(decisions.decision, '$.entries')
WHERE does = 'withdraw-line' AND NOT undone;

-- Lines of withdrawn documents and withdrawn lines are left out here; the log keeps them. Merged actors and corrected
-- fields stand here as they were read: the state of play has them as decided.
DROP VIEW quotes;
CREATE VIEW quotes AS
SELECT log.id,
       log.document,
       documents.outlet,
       documents.published,
       json_extract(log.payload, '$.quote.speaker.name') AS speaker,
       json_extract(log.payload, '$.quote.speaker.country') AS speaker_country,
       json_extract(log.payload, '$.quote.speaker.kind') AS speaker_kind,
       json_extract(log.payload, '$.quote.kind') AS kind,
       CASE json_type(log.payload, '$.quote.content')
           WHEN 'array' THEN (SELECT group_concat(json_extract(value, '$.text'), ' … ')
                              FROM json_each(log.payload, '$.quote.content'))
           ELSE json_extract(log.payload, '$.quote.content.text')
       END AS content,
       coalesce(json_extract(log.payload, '$.quote.content.start'),
                json_extract(log.payload, '$.quote.content[0].start')) AS content_start,
       (SELECT group_concat(json_extract(value, '$.name'), ' > ')
        FROM json_each(log.payload, '$.quote.chain')) AS chain,
       json_extract(log.payload, '$.source') AS source,
       json_extract(log.payload, '$.quote.venue') AS venue,
       json_extract(log.payload, '$.quote.addressee') AS addressee,
       log.valid_start,
       log.valid_end,
       log.known_at,
       log.recorded_at,
       json_extract(log.payload, '$.quote.confidence') AS confidence,
       json_extract(log.payload, '$.quote.rule') AS rule,
       log.key,
       log.seq
FROM log
JOIN documents ON documents.id = log.document
WHERE log.entry = 'quote-stated'
  AND log.document NOT IN (SELECT document FROM withdrawals)
  AND log.id NOT IN (SELECT entry FROM withdrawn_lines);

DROP VIEW records;
CREATE VIEW records AS
SELECT log.id,
       log.document,
       documents.outlet,
       documents.published,
       log.kind,
       json_extract(log.payload, '$.record.type') AS type,
       json_extract(log.payload, '$.record.mode') AS mode,
       json_extract(log.payload, '$.record.status') AS status,
       (SELECT group_concat(json_extract(value, '$.name'), ', ')
        FROM json_each(log.payload, '$.record.actors')) AS actors,
       (SELECT group_concat(json_extract(value, '$.name'), ', ')
        FROM json_each(log.payload, '$.record.targets')) AS targets,
       json_extract(log.payload, '$.record.what') AS what,
       (SELECT group_concat(value, ', ') FROM json_each(log.payload, '$.record.issues')) AS issues,
       (SELECT group_concat(json_extract(value, '$.text'), ' … ')
        FROM json_each(log.payload, '$.record.evidence')) AS evidence,
       json_extract(log.payload, '$.record.evidence[0].start') AS evidence_start,
       (SELECT group_concat(json_extract(value, '$.name'), ' > ')
        FROM json_each(log.payload, '$.record.attribution')) AS attribution,
       json_extract(log.payload, '$.source') AS source,
       log.valid_start,
       log.valid_end,
       log.known_at,
       log.recorded_at,
       json_extract(log.payload, '$.record.confidence') AS confidence,
       json_extract(log.payload, '$.record.rule') AS rule,
       log.key,
       log.seq
FROM log
JOIN documents ON documents.id = log.document
WHERE log.kind IS NOT NULL
  AND log.document NOT IN (SELECT document FROM withdrawals)
  AND log.id NOT IN (SELECT entry FROM withdrawn_lines);

-- Documents that were not taken in, word for word, and why: another text came under an id that was taken, or the reader
-- failed on it. One that was taken in later is no more shown.
CREATE TABLE aside (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    why         TEXT NOT NULL,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    document    TEXT NOT NULL,
    UNIQUE (id, sha256, why, reason)
) STRICT;

CREATE TRIGGER aside_keeps_its_words BEFORE UPDATE ON aside BEGIN
    SELECT raise(ABORT, 'aside is append-only: a document that was set aside is never changed');
END;
CREATE TRIGGER aside_stays BEFORE DELETE ON aside BEGIN
    SELECT raise(ABORT, 'aside is append-only: a document that was set aside is never deleted');
END;
