CREATE TABLE role_grant (
  fact_id UUID NOT NULL PRIMARY KEY,
  grant_id UUID NOT NULL,
  account_id UUID NOT NULL,
  role TEXT NOT NULL,
  unit_id UUID,
  person_id UUID,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX role_grant_id_ix ON role_grant (grant_id);
CREATE INDEX role_grant_account_ix ON role_grant (account_id);
CREATE INDEX role_grant_recorded_from_ix ON role_grant (recorded_from);
CREATE INDEX role_grant_recorded_to_ix ON role_grant (recorded_to);
