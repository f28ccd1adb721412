CREATE TABLE team (
  fact_id UUID NOT NULL PRIMARY KEY,
  team_id UUID NOT NULL,
  org_id UUID NOT NULL,
  commune TEXT,
  village TEXT NOT NULL,
  village_key TEXT NOT NULL,
  decision_no TEXT,
  decision_on TEXT,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX team_id_ix ON team (team_id);
CREATE INDEX team_org_ix ON team (org_id);
CREATE INDEX team_recorded_from_ix ON team (recorded_from);
CREATE INDEX team_recorded_to_ix ON team (recorded_to);

CREATE TABLE team_member (
  fact_id UUID NOT NULL PRIMARY KEY,
  member_id UUID NOT NULL,
  team_id UUID NOT NULL,
  full_name TEXT,
  name_key TEXT,
  sort_key TEXT,
  birth TEXT,
  phone TEXT,
  role TEXT,
  organisation TEXT,
  trained BOOLEAN NOT NULL,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX team_member_id_ix ON team_member (member_id);
CREATE INDEX team_member_team_ix ON team_member (team_id);
CREATE INDEX team_member_recorded_from_ix ON team_member (recorded_from);
CREATE INDEX team_member_recorded_to_ix ON team_member (recorded_to);
