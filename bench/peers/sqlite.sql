-- The registers. Text in ISO 8601 is in the order of time, and '~' comes after every time of its day.

CREATE TABLE room(id TEXT PRIMARY KEY, computer_room TEXT, media_storage TEXT, in_use_from TEXT, in_use_to TEXT)
  WITHOUT ROWID;
CREATE TABLE role(id TEXT, role TEXT, person TEXT, period_from TEXT, period_to TEXT);
CREATE TABLE permission(id TEXT, person TEXT, room TEXT, granted_by TEXT, valid_from TEXT, valid_to TEXT,
  granted_at TEXT, proxy TEXT);
.import --csv --skip 1 rooms.csv room
.import --csv --skip 1 roles.csv role
.import --csv --skip 1 permissions.csv permission

CREATE TABLE given(person TEXT, room TEXT, granted_at TEXT, valid_from TEXT, valid_end TEXT,
  PRIMARY KEY (person, room, granted_at, valid_from, valid_end)) WITHOUT ROWID;
INSERT OR IGNORE INTO given
SELECT person, room, granted_at, valid_from, valid_to || '~'
FROM permission
WHERE proxy = 'false' AND granted_by <> person AND EXISTS (
  SELECT * FROM role
  WHERE role = 'system-manager' AND role.person = granted_by AND granted_at BETWEEN period_from AND period_to || '~');
