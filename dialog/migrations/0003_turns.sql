ALTER TABLE turns ADD COLUMN format INTEGER NOT NULL DEFAULT 1;

CREATE TABLE turn_numbers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
) STRICT;
INSERT INTO turn_numbers (id, last)
    SELECT 1, COALESCE(MAX(turn), 0) FROM (SELECT MAX(id) AS turn FROM turns UNION SELECT MAX(turn) FROM events);
