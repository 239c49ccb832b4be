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
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
) STRICT;
INSERT INTO "conversation" VALUES(1,'{"pending":{"kind":"confirm","skill":"lists","request":{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"asked":"2026-11-21T10:00:00+01:00","slot":"","choices":[["lists",{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0}]],"tries":1,"text":"Shall I delete the shopping list?"},"topics":[{"at":"2026-11-21T10:00:00+01:00","skill":"arithmetic","request":{"utterance":"what is seven times eight","locale":"en-US","readings":[{"intent":"qa_maths","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"data":{"number":"56"},"undo":{}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at six am every monday","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"six am","start":14,"end":20,"confidence":0.9},{"name":"date","text":"monday","start":27,"end":33,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"alarm":3},"undo":{"remove":3}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at seven am","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"seven am","start":14,"end":22,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"alarm":2},"undo":{"remove":2}},{"at":"2026-11-21T10:00:00+01:00","skill":"timers","request":{"utterance":"set a timer for ten minutes","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"ten minutes","start":16,"end":27,"confidence":0.9}],"in_scope":true,"scope":1.0},"data":{"timer":1},"undo":{"remove":1}},{"at":"2026-11-21T10:00:00+01:00","skill":"lists","request":{"utterance":"add milk to my shopping list","locale":"en-US","readings":[{"intent":"lists_createoradd","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"data":{"list":"shopping","items":["milk"]},"undo":{"list":"shopping","items":null}}],"said":"Shall I delete the shopping list?","rang":null}');
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
CREATE TABLE rewrites (
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (language, source, target)
) STRICT, WITHOUT ROWID;
CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    device TEXT NOT NULL,
    body TEXT NOT NULL,
    ending TEXT,
    defect REAL,
    rephrase REAL
) STRICT;
INSERT INTO "turns" VALUES(1,1795251600.0,'here','{"heard":{"guesses":[{"text":"add milk to my shopping list","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"add milk to my shopping list","locale":"en-US","readings":[{"intent":"lists_createoradd","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"decided":{"kind":"act","skill":"lists","why":"act 0.01, decline 0.90","offers":{"lists":0.994},"reply":"I put milk on the shopping list.","done":true,"expects":"","answering":false,"failures":{}}}',NULL,NULL,NULL);
INSERT INTO "turns" VALUES(2,1795251600.0,'here','{"heard":{"guesses":[{"text":"set a timer for ten minutes","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"set a timer for ten minutes","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"ten minutes","start":16,"end":27,"confidence":0.9}],"in_scope":true,"scope":1.0},"decided":{"kind":"act","skill":"timers","why":"act 0.01, decline 0.89","offers":{"timers":0.992},"reply":"Timer set for 10 minutes.","done":true,"expects":"","answering":false,"failures":{}}}',NULL,NULL,NULL);
INSERT INTO "turns" VALUES(3,1795251600.0,'here','{"heard":{"guesses":[{"text":"wake me up at seven am","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"wake me up at seven am","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"seven am","start":14,"end":22,"confidence":0.9}],"in_scope":true,"scope":1.0},"decided":{"kind":"act","skill":"alarms","why":"act 0.05, decline 0.87","offers":{"alarms":0.953},"reply":"Alarm set for 7:00 AM tomorrow.","done":true,"expects":"","answering":false,"failures":{}}}',NULL,NULL,NULL);
INSERT INTO "turns" VALUES(4,1795251600.0,'here','{"heard":{"guesses":[{"text":"wake me up at six am every monday","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"wake me up at six am every monday","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"six am","start":14,"end":20,"confidence":0.9},{"name":"date","text":"monday","start":27,"end":33,"confidence":0.9}],"in_scope":true,"scope":1.0},"decided":{"kind":"act","skill":"alarms","why":"act 0.04, decline 0.87","offers":{"alarms":0.964},"reply":"Alarm set for 6:00 AM every Monday.","done":true,"expects":"","answering":false,"failures":{}}}',NULL,NULL,NULL);
INSERT INTO "turns" VALUES(5,1795251600.0,'here','{"heard":{"guesses":[{"text":"what is seven times eight","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"what is seven times eight","locale":"en-US","readings":[{"intent":"qa_maths","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"decided":{"kind":"act","skill":"arithmetic","why":"act 0.04, decline 0.87","offers":{"arithmetic":0.958},"reply":"56.","done":true,"expects":"","answering":false,"failures":{}}}',NULL,NULL,NULL);
INSERT INTO "turns" VALUES(6,1795251600.0,'here','{"heard":{"guesses":[{"text":"delete my shopping list","confidence":1.0}],"plain":null,"device":"here","typed":true,"offered":"","rewritten":false},"acted_on":{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true,"scope":1.0},"decided":{"kind":"confirm","skill":"","why":"confirm 0.25, decline 0.89","offers":{"lists":0.992},"reply":"Shall I delete the shopping list?","done":false,"expects":"confirm","answering":false,"failures":{}}}',NULL,NULL,NULL);
CREATE INDEX appointments_by_due ON appointments (due);
CREATE INDEX events_by_turn ON events (turn);
CREATE INDEX turns_by_time ON turns (at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('appointments',3);
COMMIT;
PRAGMA user_version = 2;
