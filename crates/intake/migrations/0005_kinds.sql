-- Kinds of sheet that the office describes itself.
CREATE TABLE sheet_kind (
  fact_id UUID NOT NULL PRIMARY KEY,
  kind_id UUID NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  columns TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX sheet_kind_id_ix ON sheet_kind (kind_id);
CREATE INDEX sheet_kind_recorded_from_ix ON sheet_kind (recorded_from);
CREATE INDEX sheet_kind_recorded_to_ix ON sheet_kind (recorded_to);

-- Rows of such sheets: what each column says, by its key.
CREATE TABLE kind_row (
  fact_id UUID NOT NULL PRIMARY KEY,
  row_id UUID NOT NULL,
  kind_id UUID NOT NULL,
  org_id UUID NOT NULL,
  said TEXT,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX kind_row_id_ix ON kind_row (row_id);
CREATE INDEX kind_row_kind_ix ON kind_row (kind_id, org_id);
CREATE INDEX kind_row_recorded_from_ix ON kind_row (recorded_from);
CREATE INDEX kind_row_recorded_to_ix ON kind_row (recorded_to);
