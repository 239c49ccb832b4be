BEGIN TRANSACTION;
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
INSERT INTO "appointments" VALUES(1,'timers','timer','','en-US',1795252200.0,NULL,'[]',600.0,0);
INSERT INTO "appointments" VALUES(2,'alarms','alarm','','en-US',1795327200.0,'07:00:00','[]',NULL,0);
INSERT INTO "appointments" VALUES(3,'alarms','alarm','','en-US',1795410000.0,'06:00:00','[0]',NULL,0);
CREATE TABLE approvals (
    skill TEXT PRIMARY KEY,
    package TEXT NOT NULL,
    version TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    skill TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (skill, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "documents" VALUES('lists','shopping','["milk"]');
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    turn INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE learning_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    device TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE learning_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    source TEXT NOT NULL,
    row TEXT NOT NULL,
    why TEXT NOT NULL,
    told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE rewrites (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE sessions (
    session TEXT NOT NULL,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "sessions" VALUES('','','here',1795251600.0,'{"pending":{"kind":"confirm","skill":"lists","request":{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"asked":"2026-11-21T10:00:00+01:00","slot":"","choices":[["lists",{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0}]],"tries":1,"text":"Shall I delete the shopping list?","deed":"delete the shopping list","found":""},"topics":[{"at":"2026-11-21T10:00:00+01:00","skill":"arithmetic","request":{"utterance":"what is seven times eight","locale":"en-US","readings":[{"intent":"qa_maths","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"data":{"number":"56"},"undo":{}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at six am every monday","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"six am","start":14,"end":20,"confidence":0.9},{"name":"date","text":"monday","start":27,"end":33,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"alarm":3},"undo":{"remove":3}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at seven am","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"seven am","start":14,"end":22,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"alarm":2},"undo":{"remove":2}},{"at":"2026-11-21T10:00:00+01:00","skill":"timers","request":{"utterance":"set a timer for ten minutes","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"ten minutes","start":16,"end":27,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"timer":1},"undo":{"remove":1}},{"at":"2026-11-21T10:00:00+01:00","skill":"lists","request":{"utterance":"add milk to my shopping list","locale":"en-US","readings":[{"intent":"lists_createoradd","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"data":{"list":"shopping","items":["milk"]},"undo":{"list":"shopping","items":null}}],"said":"Shall I delete the shopping list?","rang":null}');
CREATE TABLE turn_numbers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
) STRICT;
INSERT INTO "turn_numbers" VALUES(1,6);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    device TEXT NOT NULL,
    body TEXT NOT NULL,
    ending TEXT,
    defect REAL,
    rephrase REAL
, format INTEGER NOT NULL DEFAULT 1) STRICT;
INSERT INTO "turns" VALUES(1,1795251600.0,'here','{"utterance":{"guesses":[{"text":"add milk to my shopping list","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"add milk to my shopping list","locale":"en-US","readings":[{"intent":"lists_createoradd","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":1,"locale":"en-US","text":"I put milk on the shopping list.","decision":{"kind":"act","cause":"expected_cost","offers":[{"skill":"lists","probability":0.9939008706481689,"evidence":"to add"}],"slot":"","costs":{"act":0.006099129351831101,"decline":0.8957306094537183}},"skill":"lists","done":true,"expects":"","failures":{}}}',NULL,NULL,NULL,2);
INSERT INTO "turns" VALUES(2,1795251600.0,'here','{"utterance":{"guesses":[{"text":"set a timer for ten minutes","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"set a timer for ten minutes","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"ten minutes","start":16,"end":27,"confidence":0.9}],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":2,"locale":"en-US","text":"Timer set for 10 minutes.","decision":{"kind":"act","cause":"expected_cost","offers":[{"skill":"timers","probability":0.991710971172654,"evidence":"a word for timer, to create"}],"slot":"","costs":{"act":0.008289028827345946,"decline":0.8941976798208577}},"skill":"timers","done":true,"expects":"","failures":{}}}',NULL,NULL,NULL,2);
INSERT INTO "turns" VALUES(3,1795251600.0,'here','{"utterance":{"guesses":[{"text":"wake me up at seven am","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"wake me up at seven am","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"seven am","start":14,"end":22,"confidence":0.9}],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":3,"locale":"en-US","text":"Alarm set for 7:00 AM tomorrow.","decision":{"kind":"act","cause":"expected_cost","offers":[{"skill":"alarms","probability":0.953087691909917,"evidence":"intent alarm_set"}],"slot":"","costs":{"act":0.046912308090082955,"decline":0.8671613843369419}},"skill":"alarms","done":true,"expects":"","failures":{}}}',NULL,NULL,NULL,2);
INSERT INTO "turns" VALUES(4,1795251600.0,'here','{"utterance":{"guesses":[{"text":"wake me up at six am every monday","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"wake me up at six am every monday","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"six am","start":14,"end":20,"confidence":0.9},{"name":"date","text":"monday","start":27,"end":33,"confidence":0.9}],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":4,"locale":"en-US","text":"Alarm set for 6:00 AM every Monday.","decision":{"kind":"act","cause":"expected_cost","offers":[{"skill":"alarms","probability":0.9639264337461717,"evidence":"intent alarm_set"}],"slot":"","costs":{"act":0.03607356625382829,"decline":0.8747485036223202}},"skill":"alarms","done":true,"expects":"","failures":{}}}',NULL,NULL,NULL,2);
INSERT INTO "turns" VALUES(5,1795251600.0,'here','{"utterance":{"guesses":[{"text":"what is seven times eight","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"what is seven times eight","locale":"en-US","readings":[{"intent":"qa_maths","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":5,"locale":"en-US","text":"56.","decision":{"kind":"act","cause":"expected_cost","offers":[{"skill":"arithmetic","probability":0.9577327798534583,"evidence":"expression 7*8"}],"slot":"","costs":{"act":0.04226722014654172,"decline":0.8704129458974208}},"skill":"arithmetic","done":true,"expects":"","failures":{}}}',NULL,NULL,NULL,2);
INSERT INTO "turns" VALUES(6,1795251600.0,'here','{"utterance":{"guesses":[{"text":"delete my shopping list","confidence":1.0}],"locale":"en-US","origin":{"device":"here","area":"","person":"","session":""},"typed":true},"rewriting":{"plain":null,"offered":"","used":false},"acted_on":{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"answering":false,"answer":{"turn":6,"locale":"en-US","text":"Shall I delete the shopping list?","decision":{"kind":"confirm","cause":"expected_cost","offers":[{"skill":"lists","probability":0.9920808275545375,"evidence":"to delete"}],"slot":"","costs":{"confirm":0.25395958622273124,"decline":0.8944565792881762}},"skill":"","done":false,"expects":"confirm","failures":{}}}',NULL,NULL,NULL,2);
CREATE INDEX appointments_by_due ON appointments (due);
CREATE INDEX events_by_turn ON events (turn);
CREATE INDEX turns_by_time ON turns (at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('appointments',3);
INSERT INTO "sqlite_sequence" VALUES('learning_changes',0);
COMMIT;
PRAGMA user_version = 6;
