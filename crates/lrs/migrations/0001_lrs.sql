-- `seq` is the moment a statement was stored, in microseconds, strictly increasing.
-- Agents, verbs, activities and registrations are 64-bit hashes that hold their tenant.
-- `sig` has a few bits of each of them beside each other, so that an index alone passes over
-- most rows that do not match a second condition.
CREATE TABLE lrs_statement (
  seq INTEGER PRIMARY KEY,
  tenant BIGINT NOT NULL,
  id UUID NOT NULL,
  verb BIGINT NOT NULL,
  agent BIGINT,
  activity BIGINT,
  registration BIGINT,
  authority BIGINT NOT NULL,
  sig BIGINT NOT NULL,
  sent_length BIGINT NOT NULL,
  body BYTEA NOT NULL
);
CREATE UNIQUE INDEX lrs_statement_id ON lrs_statement (id, tenant);
CREATE INDEX lrs_statement_tenant ON lrs_statement (tenant, seq, sig);
CREATE INDEX lrs_statement_authority ON lrs_statement (authority, seq, sig);
CREATE INDEX lrs_statement_verb ON lrs_statement (verb, seq, sig);
CREATE INDEX lrs_statement_agent ON lrs_statement (agent, seq, sig) WHERE agent IS NOT NULL;
CREATE INDEX lrs_statement_activity ON lrs_statement (activity, seq, sig)
  WHERE activity IS NOT NULL;
CREATE INDEX lrs_statement_registration ON lrs_statement (registration, seq, sig)
  WHERE registration IS NOT NULL;

-- Further keys of a statement: members of groups, related agents and activities, and what it
-- takes over from the statement it refers to. `via` is the statement whose key it is.
CREATE TABLE lrs_ref (
  key BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  via BIGINT NOT NULL,
  sig BIGINT NOT NULL
);
CREATE INDEX lrs_ref_key ON lrs_ref (key, seq, via, sig);

-- Which statement refers to which, there or not.
CREATE TABLE lrs_target (
  tenant BIGINT NOT NULL,
  target UUID NOT NULL,
  seq BIGINT NOT NULL,
  voids BOOLEAN NOT NULL
);
CREATE INDEX lrs_target_target ON lrs_target (target, tenant);

-- What was sent, where what is kept is not simply longer.
CREATE TABLE lrs_sent (
  seq BIGINT NOT NULL PRIMARY KEY,
  sent BYTEA NOT NULL
);

CREATE TABLE lrs_activity (
  tenant BIGINT NOT NULL,
  id TEXT NOT NULL,
  definition TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE lrs_agent (
  tenant BIGINT NOT NULL,
  key BIGINT NOT NULL,
  identity TEXT NOT NULL,
  name TEXT NOT NULL,
  is_group BOOLEAN NOT NULL,
  PRIMARY KEY (key, name)
);
CREATE INDEX lrs_agent_tenant ON lrs_agent (tenant, name);

CREATE TABLE lrs_attachment (
  tenant BIGINT NOT NULL,
  sha2 TEXT NOT NULL,
  content_type TEXT NOT NULL,
  contents BYTEA NOT NULL,
  PRIMARY KEY (tenant, sha2)
);

-- Kinds: 1 state, 2 activity profile, 3 agent profile. What a kind has not is blank.
CREATE TABLE lrs_document (
  tenant BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  activity TEXT NOT NULL,
  agent TEXT NOT NULL,
  registration TEXT NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  etag TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  contents BYTEA NOT NULL,
  PRIMARY KEY (tenant, kind, activity, agent, registration, name)
);

CREATE TABLE lrs_tenant (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE lrs_key (
  id UUID NOT NULL PRIMARY KEY,
  tenant BIGINT NOT NULL REFERENCES lrs_tenant (id),
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  secret_hash BYTEA NOT NULL,
  scopes TEXT NOT NULL,
  rate BIGINT,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT
);
