BEGIN TRANSACTION;
CREATE TABLE address (
	"key" BLOB NOT NULL, 
	url TEXT NOT NULL, 
	cited DATE, 
	condition SMALLINT NOT NULL, 
	failures SMALLINT NOT NULL, 
	since DATE, 
	counted DATE, 
	alive DATE, 
	asked DATE, 
	due DATE NOT NULL, 
	severity SMALLINT NOT NULL, 
	status VARCHAR(16), 
	verdict TEXT, 
	changed_run INTEGER NOT NULL, 
	was SMALLINT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "address" VALUES(X'AAEC4214D03E0E9793A3506046B71525','https://host0.example.org/papers/0.pdf',NULL,2,1,'2026-11-01','2026-11-01',NULL,'2026-11-01','2026-11-02',1,'dead','{"url": "https://host0.example.org/papers/0.pdf", "status": "dead", "reason": "The host says that there is no such page (status 404), at a second look as well.", "http_status": 404, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": ["The archive could not be asked (status 404)."], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'1FDCFA543A2C467ACBC6113A694B797C','https://host0.example.org/papers/9.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host0.example.org/papers/9.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'A392FCB0625C2D20BF41288804FDE346','https://host1.example.org/papers/1.pdf',NULL,0,0,NULL,NULL,NULL,'2026-11-01','2026-11-08',2,'blocked','{"url": "https://host1.example.org/papers/1.pdf", "status": "blocked", "reason": "The host refuses robots, or us (status 403).", "http_status": 403, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',0,0);
INSERT INTO "address" VALUES(X'CFBE7DBD07B1BF556B98C62E83CC417C','https://host2.example.org/papers/2.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host2.example.org/papers/2.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'F2FD1F3A1C7AA14C115CE03D4DA9E18A','https://host0.example.org/papers/3.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host0.example.org/papers/3.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'F4B5B681960750FC82B90E3D423965F7','https://host1.example.org/papers/4.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host1.example.org/papers/4.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'EF3A60158022544A166521BA922A2DB4','https://host2.example.org/papers/5.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host2.example.org/papers/5.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'E9C3FB1D68C518390D2D4F7C3978CD37','https://host0.example.org/papers/6.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host0.example.org/papers/6.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'549FC8948BA31F3D38E0B0312A58EE36','https://host1.example.org/papers/7.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host1.example.org/papers/7.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'5EBB5A8A5B7A4BF1818F34526ECB95B0','https://host2.example.org/papers/8.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host2.example.org/papers/8.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'866A5E59DBF1A15C44D0CC65661DC0F1','https://host1.example.org/papers/10.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host1.example.org/papers/10.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
INSERT INTO "address" VALUES(X'28DF56E462C2BB939BDBC99821EC04FB','https://host2.example.org/papers/11.pdf',NULL,1,0,NULL,NULL,'2026-11-01','2026-11-01','2026-11-08',2,'verified','{"url": "https://host2.example.org/papers/11.pdf", "status": "verified", "reason": "The address answers.", "http_status": 200, "final": null, "hops": [], "suggestion": null, "soft": false, "notes": [], "archived": null, "checked": "2026-11-21T08:25:03Z"}',1,0);
CREATE TABLE citation (
	document BLOB NOT NULL, 
	address BLOB NOT NULL, 
	PRIMARY KEY (document, address)
)
 WITHOUT ROWID

;
INSERT INTO "citation" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F',X'1FDCFA543A2C467ACBC6113A694B797C');
INSERT INTO "citation" VALUES(X'D7A3480CA65F98CFACB6D13761566ACC',X'1FDCFA543A2C467ACBC6113A694B797C');
INSERT INTO "citation" VALUES(X'D7A3480CA65F98CFACB6D13761566ACC',X'28DF56E462C2BB939BDBC99821EC04FB');
INSERT INTO "citation" VALUES(X'960196DC2F5B6F16361BCB5083886EA4',X'549FC8948BA31F3D38E0B0312A58EE36');
INSERT INTO "citation" VALUES(X'D7A3480CA65F98CFACB6D13761566ACC',X'549FC8948BA31F3D38E0B0312A58EE36');
INSERT INTO "citation" VALUES(X'960196DC2F5B6F16361BCB5083886EA4',X'5EBB5A8A5B7A4BF1818F34526ECB95B0');
INSERT INTO "citation" VALUES(X'D7A3480CA65F98CFACB6D13761566ACC',X'866A5E59DBF1A15C44D0CC65661DC0F1');
INSERT INTO "citation" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F',X'A392FCB0625C2D20BF41288804FDE346');
INSERT INTO "citation" VALUES(X'520A1C5EB5249539AE5A95E90B20CD3C',X'A392FCB0625C2D20BF41288804FDE346');
INSERT INTO "citation" VALUES(X'960196DC2F5B6F16361BCB5083886EA4',X'A392FCB0625C2D20BF41288804FDE346');
INSERT INTO "citation" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F',X'AAEC4214D03E0E9793A3506046B71525');
INSERT INTO "citation" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F',X'CFBE7DBD07B1BF556B98C62E83CC417C');
INSERT INTO "citation" VALUES(X'960196DC2F5B6F16361BCB5083886EA4',X'E9C3FB1D68C518390D2D4F7C3978CD37');
INSERT INTO "citation" VALUES(X'520A1C5EB5249539AE5A95E90B20CD3C',X'EF3A60158022544A166521BA922A2DB4');
INSERT INTO "citation" VALUES(X'520A1C5EB5249539AE5A95E90B20CD3C',X'F2FD1F3A1C7AA14C115CE03D4DA9E18A');
INSERT INTO "citation" VALUES(X'520A1C5EB5249539AE5A95E90B20CD3C',X'F4B5B681960750FC82B90E3D423965F7');
CREATE TABLE document (
	"key" BLOB NOT NULL, 
	path BLOB NOT NULL, 
	content VARCHAR(64) NOT NULL, 
	basis VARCHAR(64) NOT NULL, 
	title TEXT, 
	page TEXT, 
	failure TEXT, 
	cause VARCHAR(12) NOT NULL, 
	errors INTEGER NOT NULL, 
	warnings INTEGER NOT NULL, 
	counts TEXT, 
	first_run INTEGER NOT NULL, 
	changed_run INTEGER NOT NULL, 
	failed_run INTEGER, 
	gone_run INTEGER, 
	stale BOOLEAN NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "document" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F',X'302F6C65747465722D302E747874','1ffba8107f557fefb6092e33f23692d1547b333e7c6d1c2f3043b4e53d0d701d','8e8efcca4d6136385d1b9230f1ccc15955c50551d7ef4a3a564f3c491b00dc95','Note No. 0','letter-0',NULL,'new',1,1,'{"findings": {"error": 1, "warning": 1, "info": 0}, "summary": {"references": 5, "verified": 2, "mismatch": 1, "not-found": 0, "unverifiable": 0, "dead": 1, "failing": 0, "moved": 0, "blocked": 1, "accepted": 0}}',1,1,NULL,NULL,0);
INSERT INTO "document" VALUES(X'520A1C5EB5249539AE5A95E90B20CD3C',X'312F6C65747465722D312E747874','62340c2b7bdd861172a71eb4ebd1154ca8b8790d8c986688e95990724fe48a8e','8e8efcca4d6136385d1b9230f1ccc15955c50551d7ef4a3a564f3c491b00dc95','Note No. 1','letter-1',NULL,'new',0,0,'{"findings": {"error": 0, "warning": 0, "info": 0}, "summary": {"references": 5, "verified": 4, "mismatch": 0, "not-found": 0, "unverifiable": 0, "dead": 0, "failing": 0, "moved": 0, "blocked": 1, "accepted": 0}}',1,1,NULL,NULL,0);
INSERT INTO "document" VALUES(X'960196DC2F5B6F16361BCB5083886EA4',X'322F6C65747465722D322E747874','404df8c1ffecf9654feca04dbb524969359423be39149752831b5773618b73b0','8e8efcca4d6136385d1b9230f1ccc15955c50551d7ef4a3a564f3c491b00dc95','Note No. 2','letter-2',NULL,'new',0,0,'{"findings": {"error": 0, "warning": 0, "info": 0}, "summary": {"references": 5, "verified": 4, "mismatch": 0, "not-found": 0, "unverifiable": 0, "dead": 0, "failing": 0, "moved": 0, "blocked": 1, "accepted": 0}}',1,1,NULL,NULL,0);
INSERT INTO "document" VALUES(X'D7A3480CA65F98CFACB6D13761566ACC',X'332F6C65747465722D332E747874','422dcd4cf8816cbb247e439ee4527e5638c55066398c10000c50e96914b00869','8e8efcca4d6136385d1b9230f1ccc15955c50551d7ef4a3a564f3c491b00dc95','Note No. 3','letter-3',NULL,'new',0,0,'{"findings": {"error": 0, "warning": 0, "info": 0}, "summary": {"references": 5, "verified": 5, "mismatch": 0, "not-found": 0, "unverifiable": 0, "dead": 0, "failing": 0, "moved": 0, "blocked": 0, "accepted": 0}}',1,1,NULL,NULL,0);
CREATE TABLE finding (
	document BLOB NOT NULL, 
	identity VARCHAR(16) NOT NULL, 
	rule VARCHAR(60) NOT NULL, 
	severity SMALLINT NOT NULL, 
	message TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	address BLOB, 
	first_run INTEGER NOT NULL, 
	gone_run INTEGER, 
	PRIMARY KEY (document, identity)
)
 WITHOUT ROWID

;
INSERT INTO "finding" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F','01f9a228b130f625','resolution-year',0,'"resolution 853 (1994)": a resolution of this number was adopted in 1993, not in 1994. Nearest real ones: 853 (1993): 853 is of 1993; 893 (1994): of 1994, with one digit of the number changed; 953 (1994): of 1994, with one digit of the number changed.',3,NULL,1,NULL);
INSERT INTO "finding" VALUES(X'4D0CCB23A99C64D96061A6C51052A76F','19be043caa9606b2','url-dead',1,'https://host0.example.org/papers/0.pdf is dead: the host says that there is no such page (status 404), at a second look as well. The archive could not be asked (status 404). State: failing 1 of 3, since 2026-11-01.',5,X'AAEC4214D03E0E9793A3506046B71525',1,NULL);
CREATE TABLE meta (
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('version','1');
CREATE TABLE run (
	id INTEGER NOT NULL, 
	started VARCHAR(20) NOT NULL, 
	ended VARCHAR(20), 
	complete BOOLEAN, 
	counts TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "run" VALUES(1,'2026-11-01T02:00:00Z','2026-11-01T02:00:00Z',1,'{"started": "2026-11-01T02:00:00Z", "alive": 10, "failing": 1, "dead": 0, "unknown": 1, "broke": 2, "mended": 0}');
CREATE INDEX document_stale ON document (stale, "key");
CREATE INDEX document_gone ON document (gone_run);
CREATE INDEX document_changed ON document (changed_run);
CREATE INDEX address_due ON address (due, "key");
CREATE INDEX address_condition ON address (condition);
CREATE INDEX address_changed ON address (changed_run);
CREATE INDEX citation_address ON citation (address, document);
CREATE INDEX finding_first ON finding (first_run);
CREATE INDEX finding_gone ON finding (gone_run);
COMMIT;
