SELECT entry.id
FROM entry CROSS JOIN room ON room.id = entry.room
WHERE entered BETWEEN '2025-04-01' AND '2026-03-31~'
  AND 'true' IN (computer_room, media_storage) AND entered BETWEEN in_use_from AND in_use_to || '~'
  AND NOT EXISTS (
    SELECT * FROM given
    WHERE given.person = entry.person AND given.room = entry.room AND granted_at < entered
      AND entered BETWEEN valid_from AND valid_end);
