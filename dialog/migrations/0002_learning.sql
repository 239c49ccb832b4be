CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    device TEXT NOT NULL,
    body TEXT NOT NULL,
    ending TEXT,
    defect REAL,
    rephrase REAL
) STRICT;
CREATE INDEX turns_by_time ON turns (at);

CREATE TABLE rewrites (
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (language, source, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE learning_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    language TEXT NOT NULL,
    action TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

CREATE TABLE learning_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
