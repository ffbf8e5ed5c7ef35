COPY entry TO 'entry.parquet';
COPY room TO 'room.parquet';
COPY role TO 'role.parquet';
COPY permission TO 'permission.parquet';
