-- Whom a read showed that is of no one person: a page of a sheet, a file of many people.
CREATE TABLE read_subject (
  subject UUID NOT NULL,
  read_id UUID NOT NULL,
  PRIMARY KEY (subject, read_id)
);
CREATE INDEX read_subject_read ON read_subject (read_id);

-- Which rows of a sheet it showed: who was nobody on record then may be somebody later.
CREATE TABLE read_rows (
  read_id UUID NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  from_row BIGINT NOT NULL,
  to_row BIGINT NOT NULL,
  PRIMARY KEY (read_id, file, sheet, from_row)
);
CREATE INDEX read_rows_sheet ON read_rows (file, sheet);
