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
INSERT INTO "conversation" VALUES(1,'{"pending":{"kind":"confirm","skill":"lists","request":{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true},"asked":"2026-11-21T10:00:00+01:00","slot":"","choices":[["lists",{"utterance":"delete my shopping list","locale":"en-US","readings":[{"intent":"lists_remove","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true}]],"tries":1,"text":"Shall I delete the shopping list?"},"topics":[{"at":"2026-11-21T10:00:00+01:00","skill":"arithmetic","request":{"utterance":"what is seven times eight","locale":"en-US","readings":[{"intent":"qa_maths","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true},"data":{"number":"56"},"undo":{}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at six am every monday","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"six am","start":14,"end":20,"confidence":0.9},{"name":"date","text":"monday","start":27,"end":33,"confidence":0.9}],"in_scope":true},"data":{"alarm":3},"undo":{"remove":3}},{"at":"2026-11-21T10:00:00+01:00","skill":"alarms","request":{"utterance":"wake me up at seven am","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"seven am","start":14,"end":22,"confidence":0.9}],"in_scope":true},"data":{"alarm":2},"undo":{"remove":2}},{"at":"2026-11-21T10:00:00+01:00","skill":"timers","request":{"utterance":"set a timer for ten minutes","locale":"en-US","readings":[{"intent":"alarm_set","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[{"name":"time","text":"ten minutes","start":16,"end":27,"confidence":0.9}],"in_scope":true},"data":{"timer":1},"undo":{"remove":1}},{"at":"2026-11-21T10:00:00+01:00","skill":"lists","request":{"utterance":"add milk to my shopping list","locale":"en-US","readings":[{"intent":"lists_createoradd","confidence":0.95},{"intent":"general_quirky","confidence":0.050000000000000044}],"slots":[],"in_scope":true},"data":{"list":"shopping","items":["milk"]},"undo":{"list":"shopping","items":null}}],"said":"Shall I delete the shopping list?","rang":null}');
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
INSERT INTO "events" VALUES(1,'2026-11-21T10:00:00+01:00',1,'understood','{"text": "add milk to my shopping list", "locale": "en-US", "readings": {"lists_createoradd": 0.95, "general_quirky": 0.05}, "slots": {}}');
INSERT INTO "events" VALUES(2,'2026-11-21T10:00:00+01:00',1,'decided','{"kind": "act", "offers": {"lists": [0.942, "to add"]}, "slot": "", "why": "act 0.06, decline 0.86"}');
INSERT INTO "events" VALUES(3,'2026-11-21T10:00:00+01:00',1,'said','{"text": "I put milk on the shopping list.", "skill": "lists", "done": true}');
INSERT INTO "events" VALUES(4,'2026-11-21T10:00:00+01:00',2,'understood','{"text": "set a timer for ten minutes", "locale": "en-US", "readings": {"alarm_set": 0.95, "general_quirky": 0.05}, "slots": {"time": "ten minutes"}}');
INSERT INTO "events" VALUES(5,'2026-11-21T10:00:00+01:00',2,'decided','{"kind": "act", "offers": {"timers": [0.936, "a word for timer, to create"]}, "slot": "", "why": "act 0.06, decline 0.86"}');
INSERT INTO "events" VALUES(6,'2026-11-21T10:00:00+01:00',2,'said','{"text": "Timer set for 10 minutes.", "skill": "timers", "done": true}');
INSERT INTO "events" VALUES(7,'2026-11-21T10:00:00+01:00',3,'understood','{"text": "wake me up at seven am", "locale": "en-US", "readings": {"alarm_set": 0.95, "general_quirky": 0.05}, "slots": {"time": "seven am"}}');
INSERT INTO "events" VALUES(8,'2026-11-21T10:00:00+01:00',3,'decided','{"kind": "act", "offers": {"alarms": [0.942, "intent alarm_set"]}, "slot": "", "why": "act 0.06, decline 0.86"}');
INSERT INTO "events" VALUES(9,'2026-11-21T10:00:00+01:00',3,'said','{"text": "Alarm set for 7:00 AM tomorrow.", "skill": "alarms", "done": true}');
INSERT INTO "events" VALUES(10,'2026-11-21T10:00:00+01:00',4,'understood','{"text": "wake me up at six am every monday", "locale": "en-US", "readings": {"alarm_set": 0.95, "general_quirky": 0.05}, "slots": {"time": "six am", "date": "monday"}}');
INSERT INTO "events" VALUES(11,'2026-11-21T10:00:00+01:00',4,'decided','{"kind": "act", "offers": {"alarms": [0.942, "intent alarm_set"]}, "slot": "", "why": "act 0.06, decline 0.86"}');
INSERT INTO "events" VALUES(12,'2026-11-21T10:00:00+01:00',4,'said','{"text": "Alarm set for 6:00 AM every Monday.", "skill": "alarms", "done": true}');
INSERT INTO "events" VALUES(13,'2026-11-21T10:00:00+01:00',5,'understood','{"text": "what is seven times eight", "locale": "en-US", "readings": {"qa_maths": 0.95, "general_quirky": 0.05}, "slots": {}}');
INSERT INTO "events" VALUES(14,'2026-11-21T10:00:00+01:00',5,'decided','{"kind": "act", "offers": {"arithmetic": [0.946, "expression 7*8"]}, "slot": "", "why": "act 0.05, decline 0.86"}');
INSERT INTO "events" VALUES(15,'2026-11-21T10:00:00+01:00',5,'said','{"text": "56.", "skill": "arithmetic", "done": true}');
INSERT INTO "events" VALUES(16,'2026-11-21T10:00:00+01:00',6,'understood','{"text": "delete my shopping list", "locale": "en-US", "readings": {"lists_remove": 0.95, "general_quirky": 0.05}, "slots": {}}');
INSERT INTO "events" VALUES(17,'2026-11-21T10:00:00+01:00',6,'decided','{"kind": "confirm", "offers": {"lists": [0.942, "to delete"]}, "slot": "", "why": "act 0.61, confirm 0.28, decline 0.86"}');
INSERT INTO "events" VALUES(18,'2026-11-21T10:00:00+01:00',6,'said','{"text": "Shall I delete the shopping list?", "skill": "", "done": false}');
CREATE INDEX appointments_by_due ON appointments (due);
CREATE INDEX events_by_turn ON events (turn);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',18);
INSERT INTO "sqlite_sequence" VALUES('appointments',3);
COMMIT;
PRAGMA user_version = 1;
