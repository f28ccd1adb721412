CREATE TABLE held_row (
  fact_id UUID NOT NULL PRIMARY KEY,
  held_id UUID NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  sheet_row BIGINT NOT NULL,
  org_id UUID,
  codes TEXT NOT NULL,
  name_key TEXT,
  problems TEXT,
  cells TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX held_row_id_ix ON held_row (held_id);
CREATE INDEX held_row_file_ix ON held_row (file);
CREATE INDEX held_row_recorded_from_ix ON held_row (recorded_from);
CREATE INDEX held_row_recorded_to_ix ON held_row (recorded_to);

-- The files as they were sent. They can be removed (retention, erasure); their hash stays in the act.
CREATE TABLE upload (
  upload_id UUID NOT NULL PRIMARY KEY,
  batch_id UUID NOT NULL,
  place BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BYTEA,
  received_at BIGINT NOT NULL
);
CREATE INDEX upload_batch_ix ON upload (batch_id);
CREATE INDEX upload_name_ix ON upload (file_name);

-- Files on their way from dropped to applied.
CREATE TABLE batch (
  batch_id UUID NOT NULL PRIMARY KEY,
  opened_at BIGINT NOT NULL,
  opened_by TEXT NOT NULL,
  on_date TEXT,
  edits TEXT NOT NULL,
  state TEXT NOT NULL,
  act BIGINT
);
CREATE INDEX batch_opened_ix ON batch (opened_at);

-- What a person said the columns of a sender's layout mean. The sender is the code of the office
-- the sheet speaks for, empty where it speaks for none.
CREATE TABLE mapping (
  sender TEXT NOT NULL,
  layout_key TEXT NOT NULL,
  meanings TEXT NOT NULL,
  said_by TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (sender, layout_key)
);
