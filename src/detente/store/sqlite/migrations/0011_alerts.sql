-- Rules of what to be told of, what they brought up, and what became of each message on each channel. `payload` is JSON.
-- A rule is never changed: it is taken out (`removed`) and another one made. An alert is written once; `quiet` says that
-- it stood when the rule was made, and is not sent.
CREATE TABLE alert_rules (
    id      TEXT PRIMARY KEY NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    made    TEXT NOT NULL,
    removed TEXT
) STRICT;

CREATE TABLE alerts (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT UNIQUE NOT NULL,
    rule    TEXT NOT NULL REFERENCES alert_rules (id),
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    made    TEXT NOT NULL,
    quiet   INTEGER NOT NULL CHECK (quiet IN (0, 1))
) STRICT;

CREATE TABLE alert_deliveries (
    alert   TEXT NOT NULL REFERENCES alerts (id),
    channel TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'given up')),
    tries   INTEGER NOT NULL DEFAULT 0,
    due     TEXT NOT NULL,
    error   TEXT,
    at      TEXT,
    PRIMARY KEY (alert, channel)
) STRICT;

CREATE INDEX alert_deliveries_by_due ON alert_deliveries (state, channel, due);

CREATE TRIGGER alerts_are_written_once BEFORE UPDATE ON alerts BEGIN
    SELECT raise(ABORT, 'alerts are never changed');
END;
CREATE TRIGGER alerts_stay BEFORE DELETE ON alerts BEGIN
    SELECT raise(ABORT, 'alerts are never deleted');
END;
CREATE TRIGGER sent_is_sent BEFORE UPDATE ON alert_deliveries WHEN OLD.state = 'sent' BEGIN
    SELECT raise(ABORT, 'what was sent is not sent again');
END;
