-- What a unit promised to do about a gap, and by when; how it ended.
CREATE TABLE commitment (
  fact_id UUID NOT NULL PRIMARY KEY,
  commitment_id UUID NOT NULL,
  org_id UUID NOT NULL,
  gap_kind TEXT NOT NULL,
  gap TEXT NOT NULL,
  what TEXT NOT NULL,
  promised_on TEXT NOT NULL,
  promised_by TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  closed_on TEXT,
  note TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX commitment_id_ix ON commitment (commitment_id);
CREATE INDEX commitment_org_ix ON commitment (org_id);
CREATE INDEX commitment_recorded_from_ix ON commitment (recorded_from);
CREATE INDEX commitment_recorded_to_ix ON commitment (recorded_to);
