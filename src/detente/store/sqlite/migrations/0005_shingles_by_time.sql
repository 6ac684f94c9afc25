-- Copies are published within weeks of each other, so shingles are kept by stretches of 32 days: a new document looks,
-- and is written, where its neighbours in time are, however large the desk. `stretch` is the day of publication (in
-- days since the year 0) divided by 32; -1 where it is not known.
CREATE TABLE shingles_by_time (
    stretch  INTEGER NOT NULL,
    hash     INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (number),
    PRIMARY KEY (stretch, hash, document)
) STRICT, WITHOUT ROWID;

INSERT INTO shingles_by_time
SELECT coalesce(CAST(julianday(substr(documents.published || '-01-01', 1, 10)) - 1721424.5 AS INTEGER) / 32, -1),
       shingles.hash, shingles.document
FROM shingles JOIN documents ON documents.number = shingles.document
ORDER BY 1, 2, 3;

DROP TABLE shingles;
ALTER TABLE shingles_by_time RENAME TO shingles;
