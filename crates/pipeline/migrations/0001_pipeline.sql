CREATE TABLE graduates (
  fact_id UUID NOT NULL PRIMARY KEY,
  graduates_id UUID NOT NULL,
  institution TEXT NOT NULL,
  year BIGINT NOT NULL,
  field TEXT NOT NULL,
  level TEXT NOT NULL,
  number BIGINT NOT NULL,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX graduates_id_ix ON graduates (graduates_id);
CREATE INDEX graduates_recorded_from_ix ON graduates (recorded_from);
CREATE INDEX graduates_recorded_to_ix ON graduates (recorded_to);
