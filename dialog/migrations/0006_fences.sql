ALTER TABLE rewrites RENAME TO rewrites_before;
CREATE TABLE rewrites (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO rewrites (device, language, body)
    SELECT '', language, json_object('state', state, 'evidence', json(body))
    FROM rewrites_before WHERE json_valid(body);
DROP TABLE rewrites_before;

ALTER TABLE learning_changes RENAME TO learning_changes_before;
CREATE TABLE learning_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    device TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO learning_changes (id, at, device, language, body)
    SELECT id, at, '', language, json_object('action', action, 'source', source, 'target', target, 'why', why)
    FROM learning_changes_before;
DROP TABLE learning_changes_before;

CREATE TABLE approvals (
    skill TEXT PRIMARY KEY,
    package TEXT NOT NULL,
    version TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;
