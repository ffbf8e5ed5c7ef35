-- The judgement over the views entry, room, role and permission: duckdb-csv.sql or duckdb-parquet.sql.

SET preserve_insertion_order = false;

CREATE TEMP TABLE given AS
SELECT person, room, granted_at, valid_from, valid_to + INTERVAL 1 DAY AS valid_end
FROM permission
WHERE NOT proxy AND granted_by <> person AND EXISTS (
  FROM role
  WHERE role = 'system-manager' AND role.person = granted_by
    AND period_from <= granted_at AND granted_at < period_to + INTERVAL 1 DAY);

COPY (
  SELECT entry.id
  FROM entry
  JOIN room ON room.id = entry.room AND (computer_room OR media_storage)
    AND in_use_from <= entered AND entered < in_use_to + INTERVAL 1 DAY
  ANTI JOIN given ON given.person = entry.person AND given.room = entry.room
    AND granted_at < entered AND valid_from <= entered AND entered < valid_end
  WHERE TIMESTAMP '2025-04-01' <= entered AND entered < TIMESTAMP '2026-04-01'
) TO '/dev/stdout' (FORMAT csv, HEADER false);
