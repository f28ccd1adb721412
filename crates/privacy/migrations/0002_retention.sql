-- How long kinds of things are kept.
CREATE TABLE retention_rule (
  fact_id UUID NOT NULL PRIMARY KEY,
  rule_id UUID NOT NULL,
  kind TEXT NOT NULL,
  months BIGINT NOT NULL,
  basis_act TEXT NOT NULL,
  basis_clause TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX retention_rule_id_ix ON retention_rule (rule_id);
CREATE INDEX retention_rule_recorded_from_ix ON retention_rule (recorded_from);
CREATE INDEX retention_rule_recorded_to_ix ON retention_rule (recorded_to);

-- What was removed because it was past its time.
CREATE TABLE removal (
  fact_id UUID NOT NULL PRIMARY KEY,
  removal_id UUID NOT NULL,
  kind TEXT NOT NULL,
  older_than TEXT NOT NULL,
  removed BIGINT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX removal_id_ix ON removal (removal_id);
CREATE INDEX removal_recorded_from_ix ON removal (recorded_from);
CREATE INDEX removal_recorded_to_ix ON removal (recorded_to);

-- What was past its time when the job last looked, so that it is told once and not each day.
CREATE TABLE retention_seen (
  kind TEXT NOT NULL PRIMARY KEY,
  many BIGINT NOT NULL,
  at BIGINT NOT NULL
);
