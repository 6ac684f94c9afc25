-- Series of daily prices, each as one source had it on one day (its vintage). A later vintage stands beside the earlier.
CREATE TABLE series (
    number      INTEGER PRIMARY KEY,
    instrument  TEXT NOT NULL,
    source      TEXT NOT NULL,
    vintage     TEXT NOT NULL,
    licence     TEXT NOT NULL,
    calendar    TEXT NOT NULL,
    unit        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (instrument, source, vintage, sha256)
) STRICT;

CREATE TABLE prices (
    series INTEGER NOT NULL REFERENCES series (number),
    day    TEXT NOT NULL,
    close  REAL NOT NULL,
    high   REAL,
    low    REAL,
    PRIMARY KEY (series, day)
) STRICT, WITHOUT ROWID;

-- What is wrong with a series on a day: a gap, a row without a price, rows that contradict each other ...
CREATE TABLE price_faults (
    series INTEGER NOT NULL REFERENCES series (number),
    day    TEXT NOT NULL,
    fault  TEXT NOT NULL,
    note   TEXT NOT NULL,
    PRIMARY KEY (series, day, fault)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER series_keeps_its_words BEFORE UPDATE ON series BEGIN
    SELECT raise(ABORT, 'series is append-only: load a later vintage');
END;
CREATE TRIGGER series_stays BEFORE DELETE ON series BEGIN
    SELECT raise(ABORT, 'series is append-only: load a later vintage');
END;
CREATE TRIGGER prices_keep_their_figures BEFORE UPDATE ON prices BEGIN
    SELECT raise(ABORT, 'prices is append-only: load a later vintage');
END;
CREATE TRIGGER prices_stay BEFORE DELETE ON prices BEGIN
    SELECT raise(ABORT, 'prices is append-only: load a later vintage');
END;
CREATE TRIGGER price_faults_keep_their_words BEFORE UPDATE ON price_faults BEGIN
    SELECT raise(ABORT, 'price_faults is append-only: load a later vintage');
END;
CREATE TRIGGER price_faults_stay BEFORE DELETE ON price_faults BEGIN
    SELECT raise(ABORT, 'price_faults is append-only: load a later vintage');
END;

-- Series that an analyst took out of use, and why. They stay; nothing is measured by them.
CREATE TABLE series_withdrawn (
    series      INTEGER PRIMARY KEY REFERENCES series (number),
    analyst     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER series_withdrawn_stays BEFORE DELETE ON series_withdrawn BEGIN
    SELECT raise(ABORT, 'series_withdrawn is append-only: load the series again, of a later vintage');
END;
