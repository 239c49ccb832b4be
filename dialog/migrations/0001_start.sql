CREATE TABLE documents (
    skill TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (skill, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE appointments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    skill TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    locale TEXT NOT NULL,
    due REAL NOT NULL,
    clock TEXT,
    repeat TEXT NOT NULL,
    length REAL,
    ringing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX appointments_by_due ON appointments (due);

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    turn INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_turn ON events (turn);

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
) STRICT;
