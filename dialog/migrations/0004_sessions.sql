CREATE TABLE sessions (
    session TEXT NOT NULL,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;
INSERT INTO sessions (session, person, device, at, body)
    SELECT 'terminal', '', 'here', CAST(strftime('%s', 'now') AS REAL), body FROM conversation;
DROP TABLE conversation;
