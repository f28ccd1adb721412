CREATE TABLE area (
  fact_id UUID NOT NULL PRIMARY KEY,
  area_id UUID NOT NULL,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id UUID,
  households BIGINT,
  residents BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX area_id_ix ON area (area_id);
CREATE INDEX area_code_ix ON area (code);
CREATE INDEX area_parent_ix ON area (parent_id);
CREATE INDEX area_recorded_from_ix ON area (recorded_from);
CREATE INDEX area_recorded_to_ix ON area (recorded_to);

CREATE TABLE area_link (
  fact_id UUID NOT NULL PRIMARY KEY,
  link_id UUID NOT NULL,
  predecessor UUID NOT NULL,
  successor UUID NOT NULL,
  share TEXT NOT NULL,
  is_default BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX area_link_id_ix ON area_link (link_id);
CREATE INDEX area_link_predecessor_ix ON area_link (predecessor);
CREATE INDEX area_link_successor_ix ON area_link (successor);
CREATE INDEX area_link_recorded_from_ix ON area_link (recorded_from);
CREATE INDEX area_link_recorded_to_ix ON area_link (recorded_to);

CREATE TABLE organisation (
  fact_id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent_id UUID,
  area_code TEXT,
  aliases TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX organisation_id_ix ON organisation (org_id);
CREATE INDEX organisation_code_ix ON organisation (code);
CREATE INDEX organisation_parent_ix ON organisation (parent_id);
CREATE INDEX organisation_recorded_from_ix ON organisation (recorded_from);
CREATE INDEX organisation_recorded_to_ix ON organisation (recorded_to);

CREATE TABLE organisation_link (
  fact_id UUID NOT NULL PRIMARY KEY,
  link_id UUID NOT NULL,
  predecessor UUID NOT NULL,
  successor UUID NOT NULL,
  share TEXT NOT NULL,
  is_default BOOLEAN NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX organisation_link_id_ix ON organisation_link (link_id);
CREATE INDEX organisation_link_predecessor_ix ON organisation_link (predecessor);
CREATE INDEX organisation_link_successor_ix ON organisation_link (successor);
CREATE INDEX organisation_link_recorded_from_ix ON organisation_link (recorded_from);
CREATE INDEX organisation_link_recorded_to_ix ON organisation_link (recorded_to);

CREATE TABLE person (
  fact_id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL,
  full_name TEXT,
  name_key TEXT,
  plain_key TEXT,
  sort_key TEXT,
  sex TEXT,
  birth TEXT,
  personal_number TEXT,
  phone TEXT,
  email TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX person_id_ix ON person (person_id);
CREATE INDEX person_sort_ix ON person (sort_key);
CREATE INDEX person_number_ix ON person (personal_number);
CREATE INDEX person_recorded_from_ix ON person (recorded_from);
CREATE INDEX person_recorded_to_ix ON person (recorded_to);

CREATE TABLE assignment (
  fact_id UUID NOT NULL PRIMARY KEY,
  assignment_id UUID NOT NULL,
  person_id UUID NOT NULL,
  org_id UUID NOT NULL,
  title TEXT,
  mode TEXT NOT NULL,
  fields TEXT NOT NULL,
  share BIGINT,
  ended_because TEXT,
  source_file TEXT,
  source_sheet TEXT,
  source_row BIGINT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX assignment_id_ix ON assignment (assignment_id);
CREATE INDEX assignment_person_ix ON assignment (person_id);
CREATE INDEX assignment_org_ix ON assignment (org_id);
CREATE INDEX assignment_recorded_from_ix ON assignment (recorded_from);
CREATE INDEX assignment_recorded_to_ix ON assignment (recorded_to);

CREATE TABLE qualification (
  fact_id UUID NOT NULL PRIMARY KEY,
  qualification_id UUID NOT NULL,
  person_id UUID NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  major TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX qualification_id_ix ON qualification (qualification_id);
CREATE INDEX qualification_person_ix ON qualification (person_id);
CREATE INDEX qualification_recorded_from_ix ON qualification (recorded_from);
CREATE INDEX qualification_recorded_to_ix ON qualification (recorded_to);

CREATE TABLE norm (
  fact_id UUID NOT NULL PRIMARY KEY,
  norm_id UUID NOT NULL,
  code TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  basis_act TEXT NOT NULL,
  basis_clause TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  kinds TEXT NOT NULL,
  minimum BIGINT NOT NULL,
  mode TEXT,
  field TEXT,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX norm_id_ix ON norm (norm_id);
CREATE INDEX norm_recorded_from_ix ON norm (recorded_from);
CREATE INDEX norm_recorded_to_ix ON norm (recorded_to);

CREATE TABLE field (
  fact_id UUID NOT NULL PRIMARY KEY,
  field_id UUID NOT NULL,
  code TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  synonyms TEXT NOT NULL,
  place BIGINT NOT NULL,
  valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT,
  salt BYTEA, seal BYTEA, erased_by BIGINT
);
CREATE INDEX field_id_ix ON field (field_id);
CREATE INDEX field_recorded_from_ix ON field (recorded_from);
CREATE INDEX field_recorded_to_ix ON field (recorded_to);

-- Drawings, not facts: a boundary file only says how to paint an area.
CREATE TABLE boundary (
  area_id UUID NOT NULL PRIMARY KEY,
  rings TEXT NOT NULL
);
