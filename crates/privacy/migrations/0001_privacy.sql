-- Days off, and days worked instead: what working days are counted by.
CREATE TABLE holiday (
  fact_id UUID NOT NULL PRIMARY KEY,
  holiday_id UUID NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  lunar BOOLEAN NOT NULL,
  year BIGINT,
  month BIGINT NOT NULL,
  day BIGINT NOT NULL,
  shift BIGINT NOT NULL,
  days BIGINT NOT NULL,
  works BOOLEAN NOT NULL,
  basis_act TEXT NOT NULL,
  basis_clause TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX holiday_id_ix ON holiday (holiday_id);
CREATE INDEX holiday_recorded_from_ix ON holiday (recorded_from);
CREATE INDEX holiday_recorded_to_ix ON holiday (recorded_to);

-- What people ask about their data. The subject is the person where they are on the register, so
-- that erasing them reaches it; else the request itself.
CREATE TABLE data_request (
  fact_id UUID NOT NULL PRIMARY KEY,
  request_id UUID NOT NULL,
  subject_id UUID NOT NULL,
  year BIGINT NOT NULL,
  serial BIGINT NOT NULL,
  ask TEXT NOT NULL,
  way TEXT NOT NULL,
  who TEXT,
  contact TEXT,
  what TEXT,
  received_on TEXT NOT NULL,
  state TEXT NOT NULL,
  closed_on TEXT,
  outcome TEXT,
  basis TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX data_request_id_ix ON data_request (request_id);
CREATE INDEX data_request_subject_ix ON data_request (subject_id);
CREATE INDEX data_request_number_ix ON data_request (year, serial);
CREATE INDEX data_request_recorded_from_ix ON data_request (recorded_from);
CREATE INDEX data_request_recorded_to_ix ON data_request (recorded_to);

-- Days on which reminders went out, so that none goes twice. No decision and no fact.
CREATE TABLE request_reminded (
  day TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
);
