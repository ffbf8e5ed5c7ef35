CREATE VIEW entry AS FROM 'entry.parquet';
CREATE VIEW room AS FROM 'room.parquet';
CREATE VIEW role AS FROM 'role.parquet';
CREATE VIEW permission AS FROM 'permission.parquet';
