-- What verbs are called: what many statements say of one, merged as definitions of activities are.
CREATE TABLE lrs_verb (
  tenant BIGINT NOT NULL,
  id TEXT NOT NULL,
  display TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);
