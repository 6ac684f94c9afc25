-- The log as an analyst reads it. Lines of withdrawn documents are left out here; the log keeps them.

CREATE VIEW withdrawals AS
SELECT document,
       json_extract(payload, '$.analyst') AS analyst,
       json_extract(payload, '$.reason') AS reason,
       recorded_at,
       seq
FROM log
WHERE entry = 'document-withdrawn';

-- Where each document comes from: which documents that were there before it have words in common with it (who copied
-- whom is for the state of play to say), which outlets it says it relays, whose word its own words are, who read it.
CREATE VIEW origins AS
SELECT documents.id AS document,
       documents.outlet,
       documents.published,
       documents.title,
       (SELECT group_concat(json_extract(value, '$.document'), ', ')
        FROM json_each(log.payload, '$.likenesses')) AS near_copies,
       (SELECT group_concat(value, ', ') FROM json_each(log.payload, '$.cites')) AS cites,
       json_extract(log.payload, '$.voice') AS voice,
       json_extract(log.payload, '$.reader.name') AS reader,
       log.known_at,
       log.recorded_at,
       documents.url
FROM log
JOIN documents ON documents.id = log.document
WHERE log.entry = 'document-added';

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
  AND NOT EXISTS (SELECT 1 FROM log AS w WHERE w.document = log.document AND w.entry = 'document-withdrawn');

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
  AND NOT EXISTS (SELECT 1 FROM log AS w WHERE w.document = log.document AND w.entry = 'document-withdrawn');

CREATE VIEW events AS
SELECT id, document, outlet, published, type, mode, status, actors, targets, what, issues, evidence, evidence_start,
       attribution, valid_start, valid_end, known_at, recorded_at, confidence, rule, key, seq
FROM records
WHERE kind = 'event';

CREATE VIEW measures AS
SELECT r.id, r.document, r.outlet, r.published,
       r.type AS instrument,
       json_extract(log.payload, '$.record.action') AS action,
       r.status, r.actors, r.targets,
       json_extract(log.payload, '$.record.rate.value') AS rate,
       json_extract(log.payload, '$.record.rate.unit') AS rate_unit,
       json_extract(log.payload, '$.record.rate.bound') AS rate_bound,
       json_extract(log.payload, '$.record.scope') AS scope,
       json_extract(log.payload, '$.record.programme') AS programme,
       r.what, r.evidence, r.evidence_start, r.attribution,
       r.valid_start, r.valid_end, r.known_at, r.recorded_at, r.confidence, r.rule, r.key, r.seq
FROM records AS r
JOIN log ON log.seq = r.seq
WHERE r.kind = 'measure';

CREATE VIEW commitments AS
SELECT r.id, r.document, r.outlet, r.published, r.status, r.actors, r.targets, r.what,
       json_extract(log.payload, '$.record.due.start') AS due_start,
       json_extract(log.payload, '$.record.due.end') AS due_end,
       r.evidence, r.evidence_start, r.attribution,
       r.valid_start, r.valid_end, r.known_at, r.recorded_at, r.confidence, r.rule, r.key, r.seq
FROM records AS r
JOIN log ON log.seq = r.seq
WHERE r.kind = 'commitment';

CREATE VIEW moves AS
SELECT r.id, r.document, r.outlet, r.published,
       json_extract(log.payload, '$.record.instrument') AS instrument,
       json_extract(log.payload, '$.record.direction') AS direction,
       json_extract(log.payload, '$.record.change') AS change,
       json_extract(log.payload, '$.record.unit') AS unit,
       json_extract(log.payload, '$.record.basis') AS basis,
       r.status, r.evidence, r.evidence_start, r.attribution,
       r.valid_start, r.valid_end, r.known_at, r.recorded_at, r.confidence, r.rule, r.key, r.seq
FROM records AS r
JOIN log ON log.seq = r.seq
WHERE r.kind = 'move';

CREATE VIEW gaps AS
SELECT id, document, outlet, published, actors, what, issues, evidence, evidence_start, attribution,
       valid_start, valid_end, known_at, recorded_at, confidence, rule, key, seq
FROM records
WHERE kind = 'gap';

-- What is dated in the world, in its order; the clocks stay apart, so a record without a date is not here.
CREATE VIEW timeline AS
SELECT valid_start, valid_end, kind, type, status, actors, targets, what, evidence, evidence_start, document, outlet,
       known_at, recorded_at, id, key, seq
FROM records
WHERE valid_start IS NOT NULL OR valid_end IS NOT NULL
ORDER BY coalesce(valid_start, valid_end), known_at, seq;
