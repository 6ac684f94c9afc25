-- Facts of the entries `first` to `last` of the log, from which a state is made without reading the whole log. They
-- follow from the log alone: deleting them loses nothing, the next writing makes them anew. `version` says what facts
-- they are, `digest` is the CRC-32 of `facts`.
CREATE TABLE facts (
    first   INTEGER PRIMARY KEY,
    last    INTEGER NOT NULL,
    version INTEGER NOT NULL,
    digest  INTEGER NOT NULL,
    facts   BLOB NOT NULL
) STRICT;
